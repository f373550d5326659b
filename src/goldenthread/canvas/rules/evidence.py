"""The evidence rule: how high a level the evidence can carry, and what may be put on the register."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from goldenthread.canvas.terms import EvidenceKind, EvidenceRefusal, EvidenceStrength, Level

WARNING_DAYS = 60

EVIDENCE_RULE = (
    "Levels 0 and 1 need no evidence.",
    "Level 2 needs one item that is written down and agreed, or stronger.",
    "Level 3 needs two such items, and one of them must be seen in use, counted or tested.",
    "Level 4 needs all of level 3, a test with a result that others could check, and an item that shows "
    "somebody outside has taken it up.",
    "Only items in date count. An item that has expired or was withdrawn carries nothing.",
)

_RANK = {strength: rank for rank, strength in enumerate(EvidenceStrength)}
_DOCUMENTED = _RANK[EvidenceStrength.DOCUMENTED]
_OBSERVED = _RANK[EvidenceStrength.OBSERVED]
_EVALUATED = _RANK[EvidenceStrength.EVALUATED]


class EvidenceState(StrEnum):
    """Where an item stands on a day."""

    IN_DATE = "in_date"
    EXPIRES_SOON = "expires_soon"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class EvidenceDetails:
    """An item as somebody describes it."""

    title: str
    kind: EvidenceKind
    strength: EvidenceStrength
    dated: date
    expires_date: date | None
    owner: str
    practice_codes: tuple[str, ...]
    web_address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CarryingItem:
    """What the evidence rule needs to know of an item."""

    kind: str
    strength: str
    dated: date
    expires_date: date | None = None
    is_withdrawn: bool = False


def warned_until(day: date) -> date:
    """The last day of expiry that is warned of on a day."""
    return day + timedelta(days=WARNING_DAYS)


def state_on(day: date, *, expires_date: date | None, is_withdrawn: bool) -> EvidenceState:
    """Where an item stands on a day. An item still counts on the day it expires."""
    if is_withdrawn:
        return EvidenceState.WITHDRAWN
    if expires_date is None or expires_date > warned_until(day):
        return EvidenceState.IN_DATE
    return EvidenceState.EXPIRES_SOON if expires_date >= day else EvidenceState.EXPIRED


def counts_on(item: CarryingItem, day: date) -> bool:
    """Whether an item carries anything on a day."""
    state = state_on(day, expires_date=item.expires_date, is_withdrawn=item.is_withdrawn)
    return item.dated <= day and state in (EvidenceState.IN_DATE, EvidenceState.EXPIRES_SOON)


def level_carried(items: Iterable[CarryingItem], *, on: date) -> Level:
    """The highest level that this evidence for one practice can carry on a day, by EVIDENCE_RULE."""
    written = [item for item in items if counts_on(item, on) and _rank(item) >= _DOCUMENTED]
    if not written:
        return Level.EXPLORING
    strongest = max(map(_rank, written))
    if len(written) == 1 or strongest < _OBSERVED:
        return Level.IN_PARTS
    taken_up = any(item.kind == EvidenceKind.ADOPTED_ELSEWHERE for item in written)
    return Level.LEADING if strongest >= _EVALUATED and taken_up else Level.THROUGHOUT


def missing_for_next(items: Sequence[CarryingItem], *, on: date) -> tuple[str, ...]:
    """What it would take to carry one level more, in words; nothing at level 4."""
    carried = level_carried(items, on=on)
    written = [item for item in items if counts_on(item, on) and _rank(item) >= _DOCUMENTED]
    if carried is Level.EXPLORING:
        return ("an item in date that is written down and agreed",)
    if carried is Level.IN_PARTS:
        wants = ["a second item that is written down or stronger"] if len(written) < 2 else []
        if max(map(_rank, written)) < _OBSERVED:
            wants.append("an item that was seen in use, counted or tested")
        return tuple(wants)
    wants = []
    if carried is Level.THROUGHOUT:
        if max(map(_rank, written)) < _EVALUATED:
            wants.append("a test with a result that others could check")
        if not any(item.kind == EvidenceKind.ADOPTED_ELSEWHERE for item in written):
            wants.append("an item that shows somebody outside has taken it up")
    return tuple(wants)


def why_not_keep(details: EvidenceDetails, *, today: date) -> EvidenceRefusal | None:
    """Why an item cannot go on the register as described; None when it can."""
    if not details.practice_codes:
        return EvidenceRefusal.NO_PRACTICE
    if details.dated > today:
        return EvidenceRefusal.DATED_IN_FUTURE
    if details.expires_date is not None and details.expires_date < details.dated:
        return EvidenceRefusal.EXPIRES_BEFORE_DATE
    return None


def _rank(item: CarryingItem) -> int:
    return _RANK[EvidenceStrength(item.strength)]
