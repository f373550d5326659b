"""The evidence register, and what it carries."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q

from goldenthread.canvas import models
from goldenthread.canvas.content import catalogue
from goldenthread.canvas.rules import evidence as rule
from goldenthread.canvas.rules.evidence import CarryingItem, EvidenceState

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class PracticeChoice:
    """A practice that an item can bear on."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One item of the register."""

    id: int
    title: str
    kind: str
    strength: str
    dated: date
    expires_date: date | None
    owner: str
    web_address: str
    file_name: str
    file_path: str
    note: str
    practice_codes: tuple[str, ...]
    state: EvidenceState
    added_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What a reader looks for; empty means everything."""

    words: str = ""
    practice: str = ""
    kind: str = ""
    strength: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """A page of the register, and how many items stand where over the whole of it."""

    items: tuple[EvidenceItem, ...]
    found_count: int
    page: int
    page_count: int
    in_date_count: int
    expires_soon_count: int
    expired_count: int
    withdrawn_count: int

    @property
    def total_count(self) -> int:
        """Every item that was not withdrawn."""
        return self.in_date_count + self.expires_soon_count + self.expired_count


@dataclass(frozen=True, slots=True)
class EvidencedPractice:
    """What the evidence for one practice carries on a day."""

    level: int
    items: tuple[EvidenceItem, ...]  # newest first, those that no longer count too
    missing: tuple[str, ...]  # what one level more would take


def register(scope_id: int, sought: RegisterFilter, *, today: date, page: int = 1) -> Register:
    """One page of a scope's register, those that expire first at the top. Four queries."""
    states = Counter(
        rule.state_on(today, expires_date=expires_date, is_withdrawn=withdrawn_at is not None)
        for expires_date, withdrawn_at in models.Evidence.objects.filter(scope=scope_id).values_list(
            "expires_date", "withdrawn_at"
        )
    )
    found = _sought(models.Evidence.objects.filter(scope=scope_id), sought, today)
    found_count = found.count()
    page_count = max(1, -(-found_count // PAGE_SIZE))
    page = min(max(1, page), page_count)
    start = (page - 1) * PAGE_SIZE
    return Register(
        items=tuple(_item(item, today) for item in _with_practices(found)[start : start + PAGE_SIZE]),
        found_count=found_count,
        page=page,
        page_count=page_count,
        in_date_count=states[EvidenceState.IN_DATE],
        expires_soon_count=states[EvidenceState.EXPIRES_SOON],
        expired_count=states[EvidenceState.EXPIRED],
        withdrawn_count=states[EvidenceState.WITHDRAWN],
    )


def whole_register(scope_id: int, sought: RegisterFilter, *, today: date) -> tuple[EvidenceItem, ...]:
    """Every item that is sought, for a file. Two queries."""
    found = _sought(models.Evidence.objects.filter(scope=scope_id), sought, today)
    return tuple(_item(item, today) for item in _with_practices(found))


def evidence_item(scope_id: int, evidence_id: int, *, today: date) -> EvidenceItem | None:
    """One item of a scope's register; None when it is not there."""
    item = _with_practices(models.Evidence.objects.filter(scope=scope_id, pk=evidence_id)).first()
    return _item(item, today) if item else None


def file_of(scope_id: int, evidence_id: int) -> tuple[str, bytes] | None:
    """The name and content of an item's file; None when it has none."""
    item = models.Evidence.objects.filter(scope=scope_id, pk=evidence_id).first()
    if item is None or not item.file:
        return None
    with item.file.open("rb") as kept:
        return item.file_name, kept.read()


def practice_choices(scope_id: int) -> tuple[PracticeChoice, ...]:
    """Every practice that this scope's evidence can bear on: the core's, as reworded and added here."""
    titles = {practice.code: practice.title for practice in catalogue.canvas().practices}
    asked = models.AskedPractice.objects.filter(round__canvases__scope=scope_id).order_by(
        "round__made_at", "pk"
    )
    titles.update(asked.values_list("practice_code", "title"))
    return tuple(PracticeChoice(code, titles[code]) for code in sorted(titles, key=_place))


def evidence_by_practice(scope_id: int, *, on: date) -> dict[str, EvidencedPractice]:
    """What the evidence of a scope carries on a day, by practice. Two queries.

    A practice that nothing bears on is not in it: evidence carries it to level 1.
    """
    items = [
        item
        for item in (
            _item(found, on) for found in _with_practices(models.Evidence.objects.filter(scope=scope_id))
        )
        if item.added_at.date() <= on
    ]
    newest_first = sorted(items, key=lambda item: (item.dated, item.id), reverse=True)
    by_code: dict[str, list[EvidenceItem]] = {}
    for item in newest_first:
        for code in item.practice_codes:
            by_code.setdefault(code, []).append(item)
    return {code: _carried(found, on) for code, found in by_code.items()}


def carried_levels(scope_ids: Collection[int], *, on: date) -> dict[int, dict[str, int]]:
    """For many scopes, the level that evidence carries for each practice it bears on. One query."""
    found: dict[int, dict[str, list[CarryingItem]]] = {scope_id: {} for scope_id in scope_ids}
    rows = models.EvidencePractice.objects.filter(
        evidence__scope__in=scope_ids, evidence__withdrawn_at__isnull=True
    ).values_list(
        "evidence__scope_id", "practice_code", "evidence__kind", "evidence__strength", "evidence__dated",
        "evidence__expires_date",
    )  # fmt: skip
    for scope_id, code, *facts in rows:
        found[scope_id].setdefault(code, []).append(CarryingItem(*facts))
    return {
        scope_id: {code: int(rule.level_carried(items, on=on)) for code, items in by_code.items()}
        for scope_id, by_code in found.items()
    }


def _carried(items: list[EvidenceItem], on: date) -> EvidencedPractice:
    carrying = [
        CarryingItem(
            item.kind, item.strength, item.dated, item.expires_date, item.state is EvidenceState.WITHDRAWN
        )
        for item in items
    ]
    return EvidencedPractice(
        level=int(rule.level_carried(carrying, on=on)),
        items=tuple(items),
        missing=rule.missing_for_next(carrying, on=on),
    )


def _sought(found, sought: RegisterFilter, today: date):
    if sought.words:
        found = found.filter(
            Q(title__icontains=sought.words)
            | Q(owner__icontains=sought.words)
            | Q(note__icontains=sought.words)
        )
    if sought.practice:
        found = found.filter(practices__practice_code=sought.practice)
    if sought.kind:
        found = found.filter(kind=sought.kind)
    if sought.strength:
        found = found.filter(strength=sought.strength)
    return found.filter(_in_state(sought.state, today))


def _in_state(state: str, today: date) -> Q:
    if state == EvidenceState.WITHDRAWN:
        return Q(withdrawn_at__isnull=False)
    here = Q(withdrawn_at__isnull=True)
    if state == EvidenceState.EXPIRED:
        return here & Q(expires_date__lt=today)
    soon = Q(expires_date__gte=today, expires_date__lte=rule.warned_until(today))
    if state == EvidenceState.EXPIRES_SOON:
        return here & soon
    if state == EvidenceState.IN_DATE:
        return here & (Q(expires_date__isnull=True) | Q(expires_date__gte=today))
    return here


def _with_practices(found):
    return found.prefetch_related(
        Prefetch("practices", queryset=models.EvidencePractice.objects.order_by("practice_code"))
    ).order_by("expires_date", "pk")


def _item(item: models.Evidence, on: date) -> EvidenceItem:
    return EvidenceItem(
        id=item.pk,
        title=item.title,
        kind=item.kind,
        strength=item.strength,
        dated=item.dated,
        expires_date=item.expires_date,
        owner=item.owner,
        web_address=item.web_address,
        file_name=item.file_name,
        file_path=item.file.name,
        note=item.note,
        practice_codes=tuple(sorted((each.practice_code for each in item.practices.all()), key=_place)),
        state=rule.state_on(
            on,
            expires_date=item.expires_date,
            is_withdrawn=item.withdrawn_at is not None and item.withdrawn_at.date() <= on,
        ),
        added_at=item.added_at,
        withdrawn_at=item.withdrawn_at,
    )


def _place(code: str) -> tuple[int, int, str]:
    """Where a practice stands: 2.1 before 10.1, and the core's before those added here."""
    factor, _, rest = code.partition(".")
    return (int(factor) if factor.isdigit() else 99, int(rest) if rest.isdigit() else 99, rest)
