"""What a column holds, how it may be headed, and how to recognise it from what is in it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from goldenthread.core.tables import codes, grammar
from goldenthread.core.tables.layout import Row
from goldenthread.core.tables.reading import Table
from goldenthread.core.tables.sheets import folded


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    COUNT = "count"  # a whole number, none below zero
    NUMBER = "number"
    SHARE = "share"  # 0 to 1; "45%" is 0.45
    PERCENT = "percent"  # 0 to 100
    DATE = "date"
    YES_NO = "yes or no"
    GSS = "GSS code"
    ODS = "ODS code"
    POSTCODE = "postcode"
    CHOICE = "choice"


class Missing(StrEnum):
    """Why a figure is not there. Missing is never zero."""

    SUPPRESSED = "suppressed"
    NOT_AVAILABLE = "not available"
    NOT_APPLICABLE = "not applicable"


MISSING_MARKS = {
    "*": Missing.SUPPRESSED,
    "c": Missing.SUPPRESSED,
    "[c]": Missing.SUPPRESSED,
    "s": Missing.SUPPRESSED,
    "sup": Missing.SUPPRESSED,
    "suppressed": Missing.SUPPRESSED,
    "-": Missing.NOT_AVAILABLE,
    "–": Missing.NOT_AVAILABLE,
    ":": Missing.NOT_AVAILABLE,
    "..": Missing.NOT_AVAILABLE,
    "x": Missing.NOT_AVAILABLE,
    "[x]": Missing.NOT_AVAILABLE,
    "u": Missing.NOT_AVAILABLE,
    "[u]": Missing.NOT_AVAILABLE,
    "na": Missing.NOT_AVAILABLE,
    "n/a": Missing.NOT_AVAILABLE,
    "#n/a": Missing.NOT_AVAILABLE,
    ".": Missing.NOT_APPLICABLE,
    "z": Missing.NOT_APPLICABLE,
    "[z]": Missing.NOT_APPLICABLE,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column that we look for.

    ``names`` are headings it may stand under, compared without case, spaces and marks; "##"
    stands for the two figures of a year, as in ICB##CD. ``choices`` maps the sender's words
    to our values, for a CHOICE.
    """

    key: str
    names: tuple[str, ...]
    kind: Kind = Kind.TEXT
    required: bool = False  # the column must be there and every cell filled
    unique: bool = False
    most_characters: int = 2_000
    choices: Mapping[str, object] = field(default_factory=dict)

    def is_headed(self, heading: str) -> bool:
        """Whether a heading is one of this column's names."""
        return any(_name_pattern(name).fullmatch(folded(heading)) for name in self.names)


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column seems to hold, and the share of its filled cells that fit."""

    kind: Kind
    fits_share: float
    detail: str = ""  # for codes, what they stand for


_TESTS: tuple[tuple[Kind, Callable[[str], bool]], ...] = (
    (Kind.GSS, lambda cell: codes.gss_code(cell) is not None),
    (Kind.POSTCODE, lambda cell: codes.postcode(cell) is not None),
    (Kind.DATE, lambda cell: grammar.day(cell, serials=False) is not None),
    (Kind.YES_NO, lambda cell: grammar.yes_or_no(cell) is not None),
    (Kind.PERCENT, lambda cell: grammar.is_percent(cell) and grammar.number(cell) is not None),
    (Kind.COUNT, lambda cell: cell.replace(",", "").isdigit() and grammar.number(cell) is not None),
    (Kind.NUMBER, lambda cell: grammar.number(cell) is not None),
    (
        Kind.ODS,
        lambda cell: (
            cell == cell.upper() and any(map(str.isdigit, cell)) and codes.ods_code(cell) is not None
        ),
    ),
)
_ENOUGH = 0.9


def recognise(table: Table) -> dict[str, Guess]:
    """What each column seems to hold, by its cells alone; TEXT when nothing fits nine cells in ten."""
    guesses = {}
    for position, heading in enumerate(table.headings):
        cells = _filled_cells(table.rows, position)
        guesses[heading] = _guess(cells)
    return guesses


def _guess(cells: list[str]) -> Guess:
    for kind, fits in _TESTS if cells else ():
        share = sum(1 for cell in cells if fits(cell)) / len(cells)
        if share >= _ENOUGH:
            return Guess(kind, share, _entity(cells) if kind is Kind.GSS else "")
    return Guess(Kind.TEXT, 1.0)


def _filled_cells(rows: tuple[Row, ...], position: int) -> list[str]:
    cells = (row.cells[position] for row in rows if not row.is_total)
    return [cell for cell in cells if cell and cell.casefold() not in MISSING_MARKS]


def _entity(cells: list[str]) -> str:
    entities = {codes.gss_entity(code) for cell in cells if (code := codes.gss_code(cell))}
    return entities.pop() or "" if len(entities) == 1 else ""


def _name_pattern(name: str) -> re.Pattern[str]:
    return re.compile("[0-9]{2}".join(folded(part) for part in name.split("##")))
