"""Turn a table's cells into checked values, and name every cell that will not turn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from goldenthread.core.tables import codes, grammar
from goldenthread.core.tables.columns import MISSING_MARKS, Column, Kind
from goldenthread.core.tables.faults import Fault, Notice
from goldenthread.core.tables.layout import Row
from goldenthread.core.tables.reading import Table
from goldenthread.core.tables.sheets import folded


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """One row's values by the column's key: a value, None for a blank, or a `Missing`."""

    line: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a table says. Take it only when ``faults`` is empty: all of a file, or none of it."""

    rows: tuple[ParsedRow, ...]
    faults: tuple[Fault, ...]
    notices: tuple[Notice, ...]
    headings: Mapping[str, str]  # the sender's heading for each key that was found


class _Unfit(Exception):
    """A cell that is not what its column holds: what is wrong and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        self.what, self.mend = what, mend
        super().__init__(what)


def parse(table: Table, columns: Sequence[Column], *, headings: Mapping[str, str] | None = None) -> Parsed:
    """Read the columns that we know. ``headings`` (key to the sender's heading) overrides the search."""
    positions, faults = _positions(table, columns, headings or {})
    faults += table.faults
    rows = []
    seen: dict[tuple[str, Any], int] = {}
    for row in table.rows:
        if row.is_total:
            continue
        values, wrong = _read_row(row, columns, positions, table.headings)
        wrong += _repeats(row, columns, positions, table.headings, values, seen)
        faults += wrong
        rows.append(ParsedRow(row.line, values))
    used = set(positions.values())
    unknown = [heading for at, heading in enumerate(table.headings) if at not in used]
    notices = list(table.notices)
    if unknown:
        notices.append(Notice(f"Columns that we did not need: {', '.join(unknown)}."))
    found = {key: table.headings[at] for key, at in positions.items()}
    return Parsed(tuple(rows), tuple(sorted(faults, key=lambda fault: fault.line)), tuple(notices), found)


def _positions(
    table: Table, columns: Sequence[Column], headings: Mapping[str, str]
) -> tuple[dict[str, int], list[Fault]]:
    positions: dict[str, int] = {}
    faults = []
    for column in columns:
        if column.key in headings:
            chosen = folded(headings[column.key])
            fits = [at for at, heading in enumerate(table.headings) if folded(heading) == chosen]
        else:
            fits = [at for at, heading in enumerate(table.headings) if column.is_headed(heading)]
        if len(fits) > 1:
            written = " and ".join(f"“{table.headings[at]}”" for at in fits)
            what = f"More than one column could be this one: {written}."
            faults.append(Fault(table.heading_line, column.names[0], "", what, "Keep one of them."))
        if fits:
            positions[column.key] = fits[0]
        elif column.required:
            others = " or ".join(f"“{name}”" for name in column.names[:3])
            what, mend = "This column is missing.", f"Add a column headed {others}."
            faults.append(Fault(table.heading_line, column.names[0], "", what, mend))
    return positions, faults


def _read_row(
    row: Row, columns: Sequence[Column], positions: Mapping[str, int], headings: Sequence[str]
) -> tuple[dict[str, Any], list[Fault]]:
    values: dict[str, Any] = {}
    faults = []
    for column in columns:
        at = positions.get(column.key)
        if at is None:
            values[column.key] = None
            continue
        cell = row.cells[at]
        try:
            values[column.key] = _value(cell, column, is_number=at in row.numeric)
        except _Unfit as unfit:
            values[column.key] = None
            faults.append(Fault(row.line, headings[at], cell[:200], unfit.what, unfit.mend))
    return values, faults


def _repeats(
    row: Row,
    columns: Sequence[Column],
    positions: Mapping[str, int],
    headings: Sequence[str],
    values: Mapping[str, Any],
    seen: dict[tuple[str, Any], int],
) -> list[Fault]:
    faults = []
    for column in columns:
        value = values[column.key]
        if not column.unique or value is None:
            continue
        first = seen.setdefault((column.key, value), row.line)
        if first != row.line:
            at = positions[column.key]
            what = f"This is in row {first:,} too."
            faults.append(Fault(row.line, headings[at], row.cells[at], what, "Keep one of the two rows."))
    return faults


def _value(cell: str, column: Column, *, is_number: bool) -> Any:
    if not cell:
        if column.required:
            raise _Unfit("This cell is blank.", "Fill it, or take the row out.")
        return None
    if len(cell) > column.most_characters:
        raise _Unfit(f"This has {len(cell):,} characters.", f"Use up to {column.most_characters:,}.")
    if column.kind in _FIGURES and (mark := MISSING_MARKS.get(cell.casefold())) is not None:
        return mark
    if column.kind in (Kind.GSS, Kind.ODS):
        _refuse_spoilt(cell, is_number=is_number)
    if column.kind is Kind.CHOICE:
        return _choice(cell, column)
    return _READERS[column.kind](cell)


def _refuse_spoilt(cell: str, *, is_number: bool) -> None:
    if codes.looks_spoilt(cell):
        what = "A spreadsheet has turned this code into a number."
        raise _Unfit(what, "Type the code again in a column formatted as text.")
    if is_number:
        what = "This code is kept as a number, so noughts at its start may be lost."
        raise _Unfit(what, "Format the column as text and type the code again.")


def _choice(cell: str, column: Column) -> object:
    for word, value in column.choices.items():
        if " ".join(word.casefold().split()) == " ".join(cell.casefold().split()):
            return value
    known = ", ".join(f"“{word}”" for word in list(column.choices)[:12])
    raise _Unfit("We do not know this word here.", f"Use one of {known}.")


def _number(cell: str) -> Decimal:
    found = grammar.number(cell)
    if found is None:
        error = cell.startswith("#") and cell.rstrip("!?").isupper()
        what = "The spreadsheet shows an error here." if error else "This is not a number."
        raise _Unfit(what, "Mend the formula." if error else "Use figures only, such as 1,234 or 5.6.")
    return found


def _plain_number(cell: str) -> Decimal:
    if grammar.is_percent(cell):
        raise _Unfit("This is a percentage where a number is expected.", "Give the number itself.")
    return _number(cell)


def _count(cell: str) -> int:
    found = _plain_number(cell)
    if found < 0 or found != found.to_integral_value():
        raise _Unfit("This is not a count.", "Use a whole number that is not below zero.")
    return int(found)


def _share(cell: str) -> Decimal:
    found = _number(cell) / (100 if grammar.is_percent(cell) else 1)
    if not 0 <= found <= 1:
        raise _Unfit("This is not a share between 0 and 1.", "Use a number such as 0.45, or 45%.")
    return found


def _percent(cell: str) -> Decimal:
    found = _number(cell)
    if not 0 <= found <= 100:
        raise _Unfit("This is not between 0 and 100.", "Use a percentage such as 45 or 45%.")
    return found


def _required(read: Callable[[str], Any], what: str, mend: str) -> Callable[[str], Any]:
    def reader(cell: str) -> Any:
        found = read(cell)
        if found is None:
            raise _Unfit(what, mend)
        return found

    return reader


_FIGURES = frozenset({Kind.COUNT, Kind.NUMBER, Kind.SHARE, Kind.PERCENT})
_READERS: dict[Kind, Callable[[str], Any]] = {
    Kind.TEXT: lambda cell: cell,
    Kind.COUNT: _count,
    Kind.NUMBER: _plain_number,
    Kind.SHARE: _share,
    Kind.PERCENT: _percent,
    Kind.DATE: _required(grammar.day, "This is not a date.", "Write it as 31/12/2025 or 2025-12-31."),
    Kind.YES_NO: _required(grammar.yes_or_no, "This is neither yes nor no.", "Write yes or no."),
    Kind.GSS: _required(
        codes.gss_code, "This is not a GSS code.", "Use a letter and eight figures, such as E06000001."
    ),
    Kind.ODS: _required(
        codes.ods_code, "This is not an ODS code.", "Use 3 to 10 capital letters and figures, such as RX4."
    ),
    Kind.POSTCODE: _required(codes.postcode, "This is not a postcode.", "Write it as in SW1A 1AA."),
}
