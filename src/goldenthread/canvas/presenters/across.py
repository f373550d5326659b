"""Scopes side by side, in words, cells and one picture."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from goldenthread.canvas.presenters.standing import factor_label, factor_words
from goldenthread.canvas.queries.across import Across
from goldenthread.canvas.rules.across import Spread
from goldenthread.canvas.rules.levels import FactorLevel


@dataclass(frozen=True, slots=True)
class Cell:
    """A factor of one scope, as the table shows it."""

    factor: int
    text: str
    told: str  # the cell in words, for a tooltip and for screen readers
    weakest: str
    shade: int | None
    claimed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One scope of the table."""

    scope_id: int
    name: str
    round_id: int | None
    round: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """How scopes spread over the levels of a factor: figures, and the parts of a bar."""

    number: int
    title: str
    counts: tuple[int, ...]
    unsettled: int
    not_asked: int
    parts: tuple[tuple[str, float, float], ...]  # shade, where it begins, how wide: of 100
    told: str


def rows(found: Across, titles: Mapping[int, str]) -> list[Row]:
    """Every scope of the page."""
    return [
        Row(
            scope_id=row.scope_id,
            name=row.name,
            round_id=row.canvas.round_id if row.canvas else None,
            round=f"{row.canvas.title}, {row.canvas.closed_date:%B %Y}" if row.canvas else "No closed round",
            cells=tuple(
                level_cell(row.name, number, title, row.levels.get(number), claimed=number in row.claimed)
                for number, title in titles.items()
            ),
        )
        for row in found.rows
    ]


def spread_rows(spreads: tuple[Spread, ...], titles: Mapping[int, str]) -> list[SpreadRow]:
    """How all scopes that were found spread, factor by factor."""
    return [_spread_row(spread, titles[spread.factor]) for spread in spreads]


def notes(found: Across) -> list[str]:
    """What makes the rows hard to compare."""
    told = []
    if found.mixed_sets:
        told.append(
            "Some were asked the quick set and some the full set. A factor stands where its weakest practice "
            "stands, so the full set can only place it lower or the same."
        )
    if found.mixed_versions:
        told.append(
            "Not all were asked in the same words: the canvas, or the system's own wording, has changed."
        )
    return told


def summary(found: Across, kind: str) -> str:
    """How many are shown, in a sentence."""
    if not found.found_count:
        return f"No {kind.lower()} fit what you asked for."
    silent = found.found_count - found.asked_count
    text = f"{found.found_count} {kind.lower()}, in order of name."
    return f"{text} {silent} with no closed round." if silent else text


def pages(found: Across, asked: QueryDict) -> dict | None:
    """Links to the page before and after; None when there is one page."""
    if found.page_count == 1:
        return None
    links = {}
    for name, number in (("previous", found.page - 1), ("next", found.page + 1)):
        if 1 <= number <= found.page_count:
            query = asked.copy()
            query["page"] = str(number)
            links[name] = {"href": f"?{query.urlencode()}", "labelText": f"{number} of {found.page_count}"}
    return links


def level_cell(
    name: str, number: int, title: str, level: FactorLevel | None, *, claimed: bool = False
) -> Cell:
    """A factor of one scope, as a cell. ``claimed`` counts only where there is a level."""
    claimed = claimed and level is not None and level.settled
    return Cell(
        factor=number,
        text=_short(level),
        told=_told(name, title, level, claimed=claimed),
        weakest=level.weakest_code or "" if level else "",
        shade=level.low if level else None,
        claimed=claimed,
    )


def _short(level: FactorLevel | None) -> str:
    if level is None:
        return "–"
    if level.low is None or level.high is None:
        return "?"
    return str(level.low) if level.low == level.high else f"{level.low}–{level.high}"


def _told(name: str, title: str, level: FactorLevel | None, *, claimed: bool) -> str:
    words = factor_words(level)
    told = f"{name}, {title}: {factor_label(level)}{f', {words.lower()}' if words else ''}."
    if level is not None and level.weakest_title:
        told += f" Held by {level.weakest_code} {level.weakest_title}."
    return f"{told} Claimed: the evidence carries less." if claimed else told


def _spread_row(spread: Spread, title: str) -> SpreadRow:
    figures = [*spread.counts, spread.unsettled_count]
    total = sum(figures)
    parts, start = [], 0.0
    for shade, figure in zip(("0", "1", "2", "3", "4", "none"), figures, strict=True):
        width = 100 * figure / total if total else 0
        if figure:
            parts.append((shade, round(start, 2), round(width, 2)))
        start += width
    told = "; ".join(
        f"{figure} {'not settled' if place == 5 else f'at level {place}'}"
        for place, figure in enumerate(figures)
        if figure
    )
    return SpreadRow(
        number=spread.factor,
        title=title,
        counts=spread.counts,
        unsettled=spread.unsettled_count,
        not_asked=spread.not_asked_count,
        parts=tuple(parts),
        told=told or "nobody was asked",
    )
