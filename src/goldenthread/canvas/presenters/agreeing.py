"""Settling levels: what is done, what comes next."""

from dataclasses import dataclass

from goldenthread.canvas.presenters.results import FactorRow, PracticeRow, factor_row, practice_row
from goldenthread.canvas.queries.results import CanvasResults, PracticeFigures
from goldenthread.canvas.rules.gaps import Spread
from goldenthread.canvas.rules.levels import attention

NEXT_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a canvas has been settled."""

    settled_count: int
    signed_off_count: int
    asked_count: int

    @property
    def waiting_count(self) -> int:
        """How many settled levels wait for a second person."""
        return self.settled_count - self.signed_off_count

    @property
    def is_complete(self) -> bool:
        """Whether there is nothing left to settle."""
        return self.settled_count == self.asked_count


@dataclass(frozen=True, slots=True)
class AgreePage:
    """The meeting's list."""

    progress: Progress
    first: tuple[PracticeRow, ...]  # unsettled, those that ask for most time first
    factors: tuple[FactorRow, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a practice stands in the meeting's list."""

    number: int
    count: int
    before: str | None
    after: str | None
    next_unsettled: str | None


def progress(results: CanvasResults) -> Progress:
    """How far a canvas has been settled."""
    settled = [practice.settled for practice in results.practices]
    return Progress(
        settled_count=sum(each.settled for each in settled),
        signed_off_count=sum(each.signed_off for each in settled),
        asked_count=len(settled),
    )


def agree_page(results: CanvasResults) -> AgreePage:
    """The meeting's list: what to take first, and all of it."""
    open_ones = [practice for practice in results.practices if not practice.settled.settled]
    first = sorted(open_ones, key=_attention, reverse=True)[:NEXT_SHOWN]
    return AgreePage(
        progress=progress(results),
        first=tuple(map(practice_row, first)),
        factors=tuple(map(factor_row, results.factors)),
    )


def place_of(results: CanvasResults, code: str) -> Place:
    """Where a practice stands among those that were asked."""
    practices = results.practices
    codes = [practice.code for practice in practices]
    at = codes.index(code)
    unsettled = [
        practice.code for practice in (*practices[at + 1 :], *practices[:at]) if not practice.settled.settled
    ]
    return Place(
        number=at + 1,
        count=len(codes),
        before=codes[at - 1] if at else None,
        after=codes[at + 1] if at + 1 < len(codes) else None,
        next_unsettled=unsettled[0] if unsettled else None,
    )


def _attention(practice: PracticeFigures) -> float:
    return attention(
        weight=practice.weight,
        largest_clear_gap=max((gap.size for gap in practice.gaps if gap.is_clear), default=0.0),
        has_split=any(voice.spread is Spread.SPLIT for voice in practice.voices),
        is_ahead_of_evidence=practice.is_ahead_of_evidence,
    )
