"""What the readers hand back: the cells of one sheet, as text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

from goldenthread.core.tables.faults import refused
from goldenthread.core.tables.limits import Limits

PEEK_ROWS = 60  # how far down we look for the headings


class Line(NamedTuple):
    """One row that is not blank: its number in the sender's spreadsheet, and its cells as text."""

    number: int
    cells: tuple[str, ...]
    numeric: frozenset[int]  # positions that the workbook keeps as a number; none in a text file


@dataclass(slots=True)
class Sheet:
    """One sheet as it was read."""

    name: str
    sheet_names: tuple[str, ...]
    lines: list[Line]
    notices: list[tuple[str, int | None]] = field(default_factory=list)


class Collector:
    """Gathers lines and refuses a sheet that goes past the limits."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.lines: list[Line] = []
        self._cells = 0

    def add(self, number: int, cells: Iterable[tuple[int, str, bool]]) -> None:
        """Add one row of (position, text, whether it is kept as a number); blank rows are left out."""
        filled = [(position, text, numeric) for position, text, numeric in cells if text.strip()]
        if not filled:
            return
        width = max(position for position, _, _ in filled) + 1
        if number > self.limits.rows:
            raise refused(
                f"The sheet has something in row {number:,}; we read up to row {self.limits.rows:,}.",
                "Delete stray cells far below the table, or send the table in parts.",
            )
        if width > self.limits.columns:
            raise refused(
                f"Row {number:,} has something in column {column_letters(width - 1)}; "
                f"we read up to {self.limits.columns} columns.",
                "Delete stray cells to the right of the table, or send fewer columns.",
            )
        self._cells += len(filled)
        if self._cells > self.limits.cells:
            raise refused(
                f"The table has more than {self.limits.cells:,} filled cells.",
                "Send only the columns that are needed.",
            )
        texts = [""] * width
        for position, text, _ in filled:
            texts[position] = text
        self.lines.append(Line(number, tuple(texts), frozenset(p for p, _, numeric in filled if numeric)))


def column_letters(position: int) -> str:
    """The letters that a spreadsheet shows above a column; the first is position 0.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_text(value: object, number_format: str = "General") -> tuple[str, bool]:
    """A workbook's value as the text its reader sees, and whether it is kept as a number."""
    match value:
        case None:
            return "", False
        case bool():
            return ("TRUE" if value else "FALSE"), False
        case int() | float() | Decimal():
            return _number_text(value, number_format), True
        case datetime():
            at_midnight = value.time() == time()
            return (
                value.date().isoformat() if at_midnight else value.isoformat(sep=" ", timespec="seconds")
            ), False
        case date() | time() | timedelta():
            return str(value), False
    return str(value), False


def likely_table(peeks: Sequence[Sequence[Line]]) -> int:
    """Which of several sheets holds the table: the first at least half as full as the fullest."""
    filled = [sum(1 for line in lines for cell in line.cells if cell.strip()) for lines in peeks]
    return next(at for at, count in enumerate(filled) if 2 * count >= max(filled))


def known_headings(lines: Sequence[Line], expected: frozenset[str]) -> int:
    """The most headings of those expected that one line holds."""
    return max((len(expected & {folded(cell) for cell in line.cells}) for line in lines), default=0)


def folded(heading: str) -> str:
    """A heading for comparing: small letters and figures only.

    >>> folded(" ICB24 CD "), folded("icb_code")
    ('icb24cd', 'icbcode')
    """
    return "".join(letter for letter in heading.casefold() if letter.isalnum())


def _number_text(value: int | float | Decimal, number_format: str) -> str:
    # Spreadsheets keep 15 significant figures; what follows is noise of the binary form.
    exact = Decimal(value) if isinstance(value, int | Decimal) else Decimal(format(value, ".15g"))
    if not exact.is_finite():
        return "#NUM!"
    shown = number_format.partition(";")[0]
    if shown.endswith("%"):
        return f"{_plain(exact * 100)}%"
    text = _plain(exact)
    if len(shown) > 1 and set(shown) == {"0"} and text.isdigit():
        return text.zfill(len(shown))
    return text


def _plain(number: Decimal) -> str:
    if number.adjusted() > 30 or number.adjusted() < -30:
        return str(number)
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
