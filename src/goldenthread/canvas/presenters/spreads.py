"""How a group's answers spread over the levels, as the parts of one bar."""

from dataclasses import dataclass

from goldenthread.core.disclosure import SafeCounts

BAR_WIDTH = 240
_LEVELS = 5


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a bar: how many gave this level."""

    level: int
    count: int
    x: float
    width: float


def segments(counts: SafeCounts | None) -> tuple[Segment, ...]:
    """The parts of a bar; none when the group is hidden, was not asked or gave no level."""
    levels = counts.counts[:_LEVELS] if counts is not None and not counts.hidden else ()
    total = sum(levels)
    found, x = [], 0.0
    for level, count in enumerate(levels):
        width = BAR_WIDTH * count / total if total else 0.0
        if count:
            found.append(Segment(level, count, round(x, 1), round(width, 1)))
        x += width
    return tuple(found)
