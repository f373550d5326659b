"""A scope's rounds in words and small pictures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from goldenthread.canvas.presenters.comparing import MOVEMENT_WORDS, break_words
from goldenthread.canvas.presenters.standing import factor_label, factor_words
from goldenthread.canvas.presenters.words import level_range
from goldenthread.canvas.queries.closed import ClosedCanvas
from goldenthread.canvas.queries.comparing import FactorPast, OriginPast, Past
from goldenthread.canvas.rules.comparing import factor_movement
from goldenthread.canvas.rules.levels import FactorLevel

_CHANGE_WORDS = {
    "merge": "merged with others",
    "split": "was split",
    "rename": "was renamed",
    "move": "moved",
    "close": "closed",
}
# The small picture of one factor: a level is a row 18 units high, a round a column.
_TOP, _STEP, _LEFT, _WIDTH = 10, 18, 22, 190


@dataclass(frozen=True, slots=True)
class Mark:
    """Where one round stands in the picture of a factor."""

    x: float
    top: float
    height: float
    label: str
    label_y: float


@dataclass(frozen=True, slots=True)
class Join:
    """A line between two rounds that can be compared, or the break between two that cannot."""

    x1: float
    y1: float
    x2: float
    y2: float
    broken: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """One factor over its rounds, for drawing."""

    title: str
    description: str
    marks: tuple[Mark, ...]
    joins: tuple[Join, ...]
    rows: tuple[tuple[int, float], ...]  # the level of each grid line and where it lies
    width: int = _LEFT + _WIDTH
    height: int = _TOP * 2 + _STEP * 4 + 18


@dataclass(frozen=True, slots=True)
class PastCell:
    """A factor in one round: its level, and what may be said against the round before."""

    level: str
    words: str
    note: str
    broken: bool


@dataclass(frozen=True, slots=True)
class PastRow:
    """A factor over every round."""

    number: int
    title: str
    cells: tuple[PastCell, ...]
    picture: Picture


@dataclass(frozen=True, slots=True)
class OriginRow:
    """A predecessor in words, with its level for each factor."""

    name: str
    what: str
    round: str
    levels: tuple[str, ...]


def past_rows(past: Past) -> list[PastRow]:
    """Every factor over all rounds."""
    return [_past_row(factor, past.canvases) for factor in past.factors if any(factor.levels)]


def origin_rows(origins: Iterable[OriginPast], factors: Sequence[int]) -> list[OriginRow]:
    """The past of what a scope came out of: side by side, never added up."""
    return [
        OriginRow(
            name=origin.name,
            what=f"{origin.name} {_CHANGE_WORDS.get(origin.change, 'changed')} on {origin.ended:%-d %B %Y}.",
            round=origin.canvas.title if origin.canvas else "",
            levels=tuple(factor_label(origin.levels.get(number)) for number in factors),
        )
        for origin in origins
    ]


def _past_row(factor: FactorPast, canvases: Sequence[ClosedCanvas]) -> PastRow:
    cells = []
    for place, level in enumerate(factor.levels):
        note, broken = "", False
        if place and level is not None:
            reason = factor.breaks[place - 1]
            before = factor.levels[place - 1]
            broken = reason is not None
            if reason:
                note = break_words(reason, then=canvases[place - 1].title, now=canvases[place].title)
            elif moved := factor_movement(before, level, None):
                note = MOVEMENT_WORDS[moved]
        cells.append(PastCell(factor_label(level), factor_words(level), note, broken))
    return PastRow(factor.number, factor.title, tuple(cells), _picture(factor, cells, canvases))


def _picture(factor: FactorPast, cells: Sequence[PastCell], canvases: Sequence[ClosedCanvas]) -> Picture:
    gap = _WIDTH / len(canvases)
    places = [_LEFT + gap * (place + 0.5) for place in range(len(canvases))]
    marks = [
        _mark(level, x) if level is not None and level.settled else None
        for level, x in zip(factor.levels, places, strict=True)
    ]
    joins = []
    for place, (one, other) in enumerate(pairwise(marks)):
        if factor.breaks[place]:
            middle = (places[place] + places[place + 1]) / 2
            joins.append(Join(middle, _TOP - 4, middle, _TOP + _STEP * 4 + 4, broken=True))
        elif one and other:
            joins.append(
                Join(one.x, one.top + one.height / 2, other.x, other.top + other.height / 2, broken=False)
            )
    told = [
        f"{canvas.title}: {cell.level}{f' ({cell.words})' if cell.words else ''}. {cell.note}".strip()
        for canvas, cell in zip(canvases, cells, strict=True)
    ]
    return Picture(
        title=f"{factor.number} {factor.title}",
        description=" ".join(told),
        marks=tuple(mark for mark in marks if mark),
        joins=tuple(joins),
        rows=tuple((level, _height_of(level)) for level in range(5)),
    )


def _mark(level: FactorLevel, x: float) -> Mark:
    top, bottom = _height_of(level.high or 0), _height_of(level.low or 0)
    return Mark(x, top - 5, bottom - top + 10, level_range(level.low or 0, level.high or 0), bottom + 20)


def _height_of(level: int) -> float:
    return _TOP + _STEP * (4 - level)
