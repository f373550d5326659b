"""Decisions about many canvases side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from goldenthread.canvas.rules.levels import FactorLevel, SettledPractice
from goldenthread.canvas.terms import Level

# What a practice can claim when nothing on the register bears on it.
CARRIED_BY_NOTHING = int(Level.EXPLORING)


@dataclass(frozen=True, slots=True)
class Spread:
    """How many scopes stand at each level of a factor. A range counts at its lower end."""

    factor: int
    counts: tuple[int, int, int, int, int]
    unsettled_count: int
    not_asked_count: int

    @property
    def settled_count(self) -> int:
        """How many scopes have a level."""
        return sum(self.counts)


def claimed_factors(practices: Iterable[SettledPractice], carried: Mapping[str, int]) -> frozenset[int]:
    """The factors with a practice that was settled at a level its evidence does not carry."""
    return frozenset(
        practice.factor
        for practice in practices
        if practice.lowest is not None and practice.lowest > carried.get(practice.code, CARRIED_BY_NOTHING)
    )


def spread(factor: int, levels: Sequence[FactorLevel | None]) -> Spread:
    """How scopes spread over the levels of a factor. None stands for a scope that was not asked."""
    counts = [0] * len(Level)
    for level in levels:
        if level is not None and level.low is not None:
            counts[level.low] += 1
    not_asked = sum(1 for level in levels if level is None)
    return Spread(
        factor=factor,
        counts=(counts[0], counts[1], counts[2], counts[3], counts[4]),
        unsettled_count=len(levels) - not_asked - sum(counts),
        not_asked_count=not_asked,
    )
