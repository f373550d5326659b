"""Evidence in words, tags and rows."""

from dataclasses import dataclass
from datetime import date

from goldenthread.canvas.queries.evidence import EvidencedPractice, EvidenceItem, PracticeChoice, Register
from goldenthread.canvas.rules.evidence import EvidenceState
from goldenthread.canvas.terms import (
    EVIDENCE_KIND_NAMES,
    EVIDENCE_STRENGTH_NAMES,
    EvidenceKind,
    EvidenceStrength,
)

STRENGTH_HINTS = {
    EvidenceStrength.STATED: "Somebody says so",
    EvidenceStrength.DOCUMENTED: "It is written down and agreed",
    EvidenceStrength.OBSERVED: "It was seen in use, or counted",
    EvidenceStrength.EVALUATED: "It was tested, with a result that others could check",
}

_STATE_TAGS = {
    EvidenceState.IN_DATE: ("In date", "nhsuk-tag--white"),
    EvidenceState.EXPIRES_SOON: ("Expires soon", "nhsuk-tag--yellow"),
    EvidenceState.EXPIRED: ("Expired", "nhsuk-tag--orange"),
    EvidenceState.WITHDRAWN: ("Withdrawn", "nhsuk-tag--grey"),
}


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """An item as a reader sees it."""

    item: EvidenceItem
    kind: str
    strength: str
    strength_hint: str
    practices: tuple[PracticeChoice, ...]
    state: str
    state_class: str
    counts: bool
    is_withdrawn: bool
    expiry: str


def evidence_row(item: EvidenceItem, *, titles: dict[str, str], today: date) -> EvidenceRow:
    """One item in words."""
    state, state_class = _STATE_TAGS[item.state]
    strength = EvidenceStrength(item.strength)
    return EvidenceRow(
        item=item,
        kind=EVIDENCE_KIND_NAMES[EvidenceKind(item.kind)],
        strength=EVIDENCE_STRENGTH_NAMES[strength],
        strength_hint=STRENGTH_HINTS[strength],
        practices=tuple(PracticeChoice(code, titles.get(code, "")) for code in item.practice_codes),
        state=state,
        state_class=state_class,
        counts=item.state in (EvidenceState.IN_DATE, EvidenceState.EXPIRES_SOON) and item.dated <= today,
        is_withdrawn=item.state is EvidenceState.WITHDRAWN,
        expiry=_expiry(item, today),
    )


def evidence_rows(
    evidenced: EvidencedPractice | None, *, titles: dict[str, str], today: date
) -> tuple[EvidenceRow, ...]:
    """What bears on a practice, those that count first."""
    items = evidenced.items if evidenced else ()
    rows = (evidence_row(item, titles=titles, today=today) for item in items)
    return tuple(sorted((row for row in rows if not row.is_withdrawn), key=lambda row: not row.counts))


def register_summary(register: Register) -> str:
    """The register in a sentence."""
    if not register.total_count:
        return "There is no evidence here yet."
    said = f"{_items(register.total_count)} on the register."
    if register.expired_count:
        verbs = ("has", "carries") if register.expired_count == 1 else ("have", "carry")
        said += f" {_items(register.expired_count)} {verbs[0]} expired and no longer {verbs[1]} a level."
    if register.expires_soon_count:
        verb = "expires" if register.expires_soon_count == 1 else "expire"
        said += f" {_items(register.expires_soon_count)} {verb} within 60 days."
    return said


def _items(count: int) -> str:
    return "1 item" if count == 1 else f"{count:,} items"


def _expiry(item: EvidenceItem, today: date) -> str:
    if item.expires_date is None:
        return "No expiry date"
    days = (item.expires_date - today).days
    if days == 0:
        return "Expires today"
    if item.state is EvidenceState.EXPIRES_SOON:
        return "Expires tomorrow" if days == 1 else f"Expires in {days} days"
    return ""
