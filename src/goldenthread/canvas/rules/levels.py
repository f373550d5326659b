"""Decisions about settled levels: what a factor's level is, and who may settle and sign off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goldenthread.canvas.terms import AgreementRefusal, Level

FACTOR_RULE = (
    "A factor stands where its weakest practice stands. We take the lowest of the levels that were settled "
    "for its practices, never an average. A factor has no level until every practice that was asked has one."
)


@dataclass(frozen=True, slots=True)
class SettledPractice:
    """A practice that was asked, with the level or range of levels settled for it, if any."""

    code: str
    title: str
    factor: int
    lowest: int | None = None
    highest: int | None = None
    signed_off: bool = False

    @property
    def settled(self) -> bool:
        """Whether a level is in force."""
        return self.lowest is not None


@dataclass(frozen=True, slots=True)
class FactorLevel:
    """Where a factor stands. ``low`` and ``high`` are None until every practice asked is settled."""

    factor: int
    low: int | None
    high: int | None
    weakest_code: str | None  # the practice that holds the factor where it is, as far as settled
    weakest_title: str
    settled_count: int
    asked_count: int
    signed_off: bool  # every practice's level was signed off by a second person

    @property
    def settled(self) -> bool:
        """Whether the factor has a level."""
        return self.low is not None


def factor_level(factor: int, practices: Sequence[SettledPractice]) -> FactorLevel:
    """The level of one factor from its practices that were asked, by the rule of the weakest practice."""
    settled = [practice for practice in practices if practice.settled]
    weakest = min(settled, key=lambda practice: (practice.lowest, practice.highest), default=None)
    complete = bool(practices) and len(settled) == len(practices)
    return FactorLevel(
        factor=factor,
        low=min(practice.lowest for practice in settled if practice.lowest is not None) if complete else None,
        high=min(practice.highest for practice in settled if practice.highest is not None)
        if complete
        else None,
        weakest_code=weakest.code if weakest else None,
        weakest_title=weakest.title if weakest else "",
        settled_count=len(settled),
        asked_count=len(practices),
        signed_off=complete and all(practice.signed_off for practice in settled),
    )


def factor_levels(practices: Iterable[SettledPractice]) -> tuple[FactorLevel, ...]:
    """The level of every factor that was asked about, in the order of the factors."""
    by_factor: dict[int, list[SettledPractice]] = {}
    for practice in practices:
        by_factor.setdefault(practice.factor, []).append(practice)
    return tuple(factor_level(factor, by_factor[factor]) for factor in sorted(by_factor))


def attention(*, weight: int, largest_clear_gap: float, has_split: bool, is_ahead_of_evidence: bool) -> float:
    """How much of a meeting's time a practice asks for. A weight does this and nothing else.

    >>> attention(weight=1, largest_clear_gap=0.0, has_split=False, is_ahead_of_evidence=False)
    1.0
    >>> attention(weight=2, largest_clear_gap=0.6, has_split=True, is_ahead_of_evidence=False)
    4.2
    """
    return weight * (1 + largest_clear_gap + 0.5 * has_split + 0.5 * is_ahead_of_evidence)


def why_not_settle(
    *,
    is_closed: bool,
    was_asked: bool,
    lowest: int,
    highest: int,
    reasons: str,
    in_force: int | None,
    seen: int | None,
) -> AgreementRefusal | None:
    """Why this level cannot be settled now; None when it can.

    ``in_force`` is the settlement that stands, and ``seen`` the one that the person had before them.
    """
    if not is_closed:
        return AgreementRefusal.ROUND_NOT_CLOSED
    if not was_asked:
        return AgreementRefusal.NOT_ASKED
    if not Level.NOT_STARTED <= lowest <= highest <= Level.LEADING:
        return AgreementRefusal.LEVELS_OUT_OF_ORDER
    if not reasons.strip():
        return AgreementRefusal.REASONS_MISSING
    if in_force != seen:
        return AgreementRefusal.CHANGED_MEANWHILE
    return None


def why_not_sign_off(
    *, settled_by: int | None, signer: int, is_settled: bool, is_signed_off: bool
) -> AgreementRefusal | None:
    """Why this person cannot sign off a level; None when they can. Two people must stand behind it."""
    if not is_settled:
        return AgreementRefusal.NOTHING_SETTLED
    if is_signed_off:
        return AgreementRefusal.ALREADY_SIGNED_OFF
    if settled_by == signer:
        return AgreementRefusal.SAME_PERSON
    return None
