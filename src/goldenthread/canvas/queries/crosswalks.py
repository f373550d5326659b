"""A scope's levels and evidence beside another framework, and the answers that need a second look."""

from dataclasses import dataclass
from datetime import date, datetime

from goldenthread.canvas import models
from goldenthread.canvas.content import catalogue
from goldenthread.canvas.content.catalogue import CrosswalkLink, Framework, FrameworkItem
from goldenthread.canvas.queries.agreeing import settled_practices
from goldenthread.canvas.queries.evidence import EvidencedPractice, evidence_by_practice
from goldenthread.canvas.queries.results.rounds import RoundHead, latest_closed, rounds_of
from goldenthread.canvas.rules.levels import SettledPractice
from goldenthread.canvas.terms import ReviewReason


@dataclass(frozen=True, slots=True)
class Expiry:
    """Evidence that has expired under an answer which nobody has looked at since."""

    scope_id: int
    evidence_id: int
    expires_date: date
    link: CrosswalkLink


@dataclass(frozen=True, slots=True)
class MappedPractice:
    """A practice of ours beside an item of theirs."""

    link: CrosswalkLink
    title: str
    settled: SettledPractice | None  # None when the latest round did not ask it
    evidenced: EvidencedPractice | None


@dataclass(frozen=True, slots=True)
class Mark:
    """Why an answer waits for a second look."""

    practice_code: str
    reason: ReviewReason
    evidence_id: int | None
    evidence_title: str
    marked_on: date


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked at an answer again."""

    outcome: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MappedItem:
    """One item of the framework, with what we have beside it."""

    item: FrameworkItem
    practices: tuple[MappedPractice, ...]
    waiting: tuple[Mark, ...]
    last_look: Look | None


@dataclass(frozen=True, slots=True)
class FrameworkView:
    """A scope seen through another framework."""

    framework: Framework
    round: RoundHead | None  # whose levels these are
    evidence_on: date
    items: tuple[MappedItem, ...]

    @property
    def waiting_count(self) -> int:
        """How many answers wait for a second look."""
        return sum(bool(item.waiting) for item in self.items)


@dataclass(frozen=True, slots=True)
class FrameworkSummary:
    """A framework that ships, and how many answers wait in it."""

    framework: Framework
    waiting_count: int


def framework_summaries(scope_id: int, *, today: date) -> tuple[FrameworkSummary, ...]:
    """Every framework that the canvas is read beside."""
    marks = waiting_marks(scope_id, today=today)
    return tuple(
        FrameworkSummary(framework, sum(key == framework.key for key, _ in marks))
        for framework in catalogue.frameworks()
    )


def framework_view(scope_id: int, key: str, *, today: date) -> FrameworkView | None:
    """A scope seen through one framework; None when there is no such framework."""
    known = {framework.key: framework for framework in catalogue.frameworks()}
    if key not in known:
        return None
    framework = known[key]
    head = latest_closed(rounds_of(scope_id))
    settled = settled_practices([head.canvas_id])[head.canvas_id] if head else ()
    by_code = {practice.code: practice for practice in settled}
    evidenced = evidence_by_practice(scope_id, on=today)
    titles = {practice.code: practice.title for practice in catalogue.canvas().practices}
    links = [link for link in catalogue.links() if link.framework == key]
    marks = waiting_marks(scope_id, today=today)
    looks = _last_looks(scope_id, key)
    return FrameworkView(
        framework=framework,
        round=head,
        evidence_on=today,
        items=tuple(
            MappedItem(
                item=item,
                practices=tuple(
                    MappedPractice(
                        link=link,
                        title=by_code[link.practice].title
                        if link.practice in by_code
                        else titles[link.practice],
                        settled=by_code.get(link.practice),
                        evidenced=evidenced.get(link.practice),
                    )
                    for link in links
                    if link.item == item.code
                ),
                waiting=tuple(marks.get((key, item.code), ())),
                last_look=looks.get(item.code),
            )
            for item in framework.items
        ),
    )


def waiting_marks(scope_id: int, *, today: date) -> dict[tuple[str, str], list[Mark]]:
    """By framework and item, why answers wait; evidence that has just expired is among the reasons."""
    marks: dict[tuple[str, str], list[Mark]] = {}
    for framework, item, *facts, marked_at in (
        models.CrosswalkReview.objects.filter(scope=scope_id, reviewed_at__isnull=True)
        .order_by("marked_at", "pk")
        .values_list(
            "framework", "item_code", "practice_code", "reason", "evidence_id", "evidence__title", "marked_at"
        )
    ):
        code, reason, evidence_id, title = facts
        mark = Mark(code, ReviewReason(reason), evidence_id, title or "", marked_at.date())
        marks.setdefault((framework, item), []).append(mark)
    unmarked = unmarked_expiries(today, scope_id=scope_id)
    titles = models.Evidence.objects.in_bulk({expiry.evidence_id for expiry in unmarked}) if unmarked else {}
    for expiry in unmarked:
        mark = Mark(
            expiry.link.practice,
            ReviewReason.EXPIRED,
            expiry.evidence_id,
            titles[expiry.evidence_id].title,
            expiry.expires_date,
        )
        marks.setdefault((expiry.link.framework, expiry.link.item), []).append(mark)
    return marks


def unmarked_expiries(today: date, *, scope_id: int | None = None) -> tuple[Expiry, ...]:
    """Evidence that expired under an answer that does not wait and was not looked at since. Two queries."""
    expired = models.EvidencePractice.objects.filter(
        evidence__expires_date__lt=today, evidence__withdrawn_at__isnull=True
    )
    reviews = models.CrosswalkReview.objects.all()
    if scope_id is not None:
        expired, reviews = expired.filter(evidence__scope=scope_id), reviews.filter(scope=scope_id)
    looked: dict[tuple[int, str, str, str], date] = {}
    for *answer, reviewed_at in reviews.values_list(
        "scope_id", "framework", "item_code", "practice_code", "reviewed_at"
    ):
        day = reviewed_at.date() if reviewed_at else date.max  # one that waits needs no second mark
        looked[tuple(answer)] = max(day, looked.get(tuple(answer), day))
    found: dict[tuple[int, str, str, str], Expiry] = {}
    for owner, evidence_id, code, expires_date in expired.order_by(
        "evidence__expires_date", "pk"
    ).values_list("evidence__scope_id", "evidence_id", "practice_code", "evidence__expires_date"):
        for link in catalogue.links_of(code):
            answer = (owner, link.framework, link.item, link.practice)
            if looked.get(answer, date.min) <= expires_date:
                found.setdefault(answer, Expiry(owner, evidence_id, expires_date, link))
    return tuple(found.values())


def _last_looks(scope_id: int, framework: str) -> dict[str, Look]:
    looks = (
        models.CrosswalkReview.objects.filter(scope=scope_id, framework=framework, reviewed_at__isnull=False)
        .order_by("reviewed_at", "pk")
        .values_list("item_code", "outcome", "reviewed_by__name", "reviewed_at")
    )
    return {item: Look(outcome, name or "Somebody who has left", at) for item, outcome, name, at in looks}
