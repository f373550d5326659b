"""What answers by level can be said to show: the middle, the spread within a voice, the gap between two."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

CLOSE_FROM = 0.6
SPLIT_BELOW = 0.2


class Spread(StrEnum):
    """How far the answers of one voice agree, by van der Eijk's agreement."""

    CLOSE = "close"  # 0.6 or more
    SPREAD = "spread"
    SPLIT = "split"  # under 0.2: as far apart as answers spread evenly, or further
    UNKNOWN = "unknown"


class Reading(StrEnum):
    """How the voices stand to each other on a practice or a factor."""

    DIFFER = "differ"  # a gap between two voices that is unlikely to be chance
    SPLIT = "split"  # no such gap, but a voice is split within itself
    ALIKE = "alike"
    TOO_FEW = "too_few"  # fewer than two voices can be shown


@dataclass(frozen=True, slots=True)
class Middle:
    """The middle answer: half say this level or lower, half this level or higher.

    Two levels when an even number of answers has its middle between them.
    """

    low: int
    high: int

    @property
    def point(self) -> float:
        """The middle as one number, for the distance between two middles only."""
        return (self.low + self.high) / 2


def middle(counts: Sequence[int]) -> Middle | None:
    """The median level of answers counted by level; None when there are none."""
    total = sum(counts)
    if not total:
        return None
    return Middle(_level_at(counts, (total - 1) // 2), _level_at(counts, total // 2))


def spread(agreement: float | None) -> Spread:
    """The word for an agreement between -1 and 1; None is nobody's."""
    if agreement is None:
        return Spread.UNKNOWN
    if agreement >= CLOSE_FROM:
        return Spread.CLOSE
    return Spread.SPLIT if agreement < SPLIT_BELOW else Spread.SPREAD


def reading(*, shown_voice_count: int, has_clear_gap: bool, spreads: Iterable[Spread]) -> Reading:
    """How voices stand to each other, worst first."""
    if shown_voice_count < 2:
        return Reading.TOO_FEW
    if has_clear_gap:
        return Reading.DIFFER
    return Reading.SPLIT if Spread.SPLIT in spreads else Reading.ALIKE


def pair_chances(first: Sequence[int], second: Sequence[int]) -> tuple[float, float] | None:
    """Of all pairs of one person each, the share where the first is higher, and where the second is.

    None when either voice gave no level. The rest of the pairs say the same.
    """
    pairs = sum(first) * sum(second)
    if not pairs:
        return None
    above = sum(count * sum(second[:level]) for level, count in enumerate(first))
    below = sum(count * sum(first[:level]) for level, count in enumerate(second))
    return above / pairs, below / pairs


def _level_at(counts: Sequence[int], place: int) -> int:
    for level, count in enumerate(counts):
        if place < count:
            return level
        place -= count
    raise IndexError(place)
