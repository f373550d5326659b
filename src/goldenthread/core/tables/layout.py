"""Find the headings, the rows, the totals and the notes in a sheet's lines, by their content."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.core.tables import grammar
from goldenthread.core.tables.faults import Fault, Notice, refused
from goldenthread.core.tables.sheets import PEEK_ROWS, Line, column_letters, folded

_TOTAL = re.compile(r"(?:grand |sub-?|over)?(?:all|totals?)\s*:?", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:sources?|notes?|©|\(c\) crown|contains |copyright|footnotes?|contact|\[?[0-9*]{1,2}[\].:)])",
    re.IGNORECASE,
)
_WIDE = 0.6  # a line of headings fills at least this share of the table's width
_WORDS = 0.5  # and at least this share of its cells are words


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    line: int  # as the sender's spreadsheet shows it
    cells: tuple[str, ...]  # as many as there are headings
    numeric: frozenset[int]  # positions that the workbook keeps as numbers
    is_total: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """What was found in a sheet's lines."""

    heading_line: int
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    notices: tuple[Notice, ...]


def lay_out(
    lines: Sequence[Line],
    *,
    expected: frozenset[str],
    headings: Sequence[str] | None = None,
    most: int = 32_000,
) -> Layout:
    """Split lines into headings, rows and notes; say what was understood."""
    if not lines:
        raise refused("The sheet has nothing in it.", "Check that you chose the right file and sheet.")
    notices: list[Notice] = []
    if headings is not None:
        at, raw = -1, list(headings)
    else:
        at, raw = _find_headings(lines, expected)
        if at and lines[at].number > 1:
            notices.append(Notice(f"The headings were found in row {lines[at].number}.", lines[at].number))
    body = lines[at + 1 :]
    body, notes = _split_notes(body, len(raw))
    if notes:
        notices.append(Notice("Notes below the table were left out.", notes[0].number))
    names, naming = _unique(raw, body)
    line = lines[at].number if at >= 0 else 0
    notices += [Notice(what, line) for what in naming]
    rows, faults = [], []
    for each in body:
        row = _row(each, len(names))
        rows.append(row)
        faults += _cell_faults(each, names, most)
        if row.is_total:
            notices.append(
                Notice("This row holds totals; it is not counted as a row of the table.", each.number)
            )
    return Layout(line, tuple(names), tuple(rows), tuple(faults), tuple(notices))


def _find_headings(lines: Sequence[Line], expected: frozenset[str]) -> tuple[int, list[str]]:
    peek = lines[:PEEK_ROWS]
    if expected:
        known = [len(expected & {folded(cell) for cell in line.cells}) for line in peek]
        if max(known) >= min(2, len(expected)):
            return _with_groups(peek, known.index(max(known)))
    width = max(_filled(line) for line in peek)
    for at, line in enumerate(peek):
        cells = [cell for cell in line.cells if cell.strip()]
        words = sum(1 for cell in cells if not _is_value(cell))
        if len(cells) >= max(1, _WIDE * width) and words >= _WORDS * len(cells):
            return _with_groups(peek, at)
    return 0, [cell.strip() for cell in lines[0].cells]


def _with_groups(lines: Sequence[Line], at: int) -> tuple[int, list[str]]:
    """Join headings that stand on two lines, as merged cells leave them."""
    line = lines[at]
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below is not None and _completes(line, below):
        return at + 1, _join(line, below)
    above = lines[at - 1] if at else None
    if above is not None and above.number == line.number - 1 and _heads(above, line):
        return at, _join(above, line)
    return at, [" ".join(cell.split()) for cell in line.cells]


def _completes(line: Line, below: Line) -> bool:
    """Whether the line below fills the gaps of a line of headings and has only words."""
    gaps = {position for position, cell in enumerate(line.cells) if not cell.strip()}
    filled = {position for position, cell in enumerate(below.cells) if cell.strip()}
    beyond = {position for position in filled if position >= len(line.cells)}
    missing = {position for position in range(len(line.cells)) if position not in filled}
    words = all(not _is_value(below.cells[position]) for position in filled)
    return (
        below.number == line.number + 1 and bool(missing) and bool(gaps | beyond) and gaps <= filled and words
    )


def _heads(above: Line, line: Line) -> bool:
    """Whether a sparse line names groups of the headings under it, and is not a title."""
    filled = [position for position, cell in enumerate(above.cells) if cell.strip()]
    repeats = len({folded(cell) for cell in line.cells}) < len(line.cells)
    return bool(filled) and filled != [0] and len(filled) < _filled(line) and repeats


def _join(upper: Line, lower: Line) -> list[str]:
    joined, group = [], ""
    for position in range(max(len(upper.cells), len(lower.cells))):
        over = " ".join(upper.cells[position].split()) if position < len(upper.cells) else ""
        under = " ".join(lower.cells[position].split()) if position < len(lower.cells) else ""
        group = over or group
        joined.append(f"{group}: {under}" if group and under else under or over)
    return joined


def _unique(raw: Sequence[str], body: Sequence[Line]) -> tuple[list[str], list[str]]:
    width = len(raw)
    while width and not raw[width - 1].strip() and not any(_at(line, width - 1) for line in body):
        width -= 1
    names: list[str] = []
    notices: list[str] = []
    used: set[str] = set()
    written = {folded(heading) for heading in raw}
    for position, heading in enumerate(raw[:width]):
        name = first = " ".join(heading.split())
        if not name:
            name = first = f"Column {column_letters(position)}"
            notices.append(f"Column {column_letters(position)} has no heading.")
        copy = 1
        while folded(name) in used or (copy > 1 and folded(name) in written):
            copy += 1
            name = f"{first} ({copy})"
        if copy > 1:
            notices.append(f"The heading “{first}” stands more than once; we call a later one “{name}”.")
        used.add(folded(name))
        names.append(name)
    return names, notices


def _split_notes(body: Sequence[Line], width: int) -> tuple[Sequence[Line], Sequence[Line]]:
    """Cut off the sources and footnotes that publishers write under a table."""
    if width < 3:
        return body, ()
    last = len(body)
    while last and _filled(body[last - 1]) == 1 and body[last - 1].cells[0].strip():
        last -= 1
    tail = body[last:]
    for at, line in enumerate(tail):
        gap = last + at > 0 and line.number > body[last + at - 1].number + 1
        if gap or _NOTE.match(line.cells[0].strip()):
            return body[: last + at], tail[at:]
    return body, ()


def _row(line: Line, width: int) -> Row:
    cells = tuple(cell.strip() for cell in line.cells[:width]) + ("",) * (width - len(line.cells))
    first = next((cell for cell in cells if cell), "")
    is_total = width > 1 and _TOTAL.fullmatch(first) is not None
    return Row(line.number, cells, line.numeric, is_total)


def _cell_faults(line: Line, headings: Sequence[str], most: int) -> list[Fault]:
    faults = []
    for position, cell in enumerate(line.cells):
        if position >= len(headings) and cell.strip():
            where = f"Column {column_letters(position)}"
            mend = "Check for a comma that should be inside quotation marks, or give the column a heading."
            faults.append(
                Fault(
                    line.number, where, _short(cell), "This cell is to the right of the last heading.", mend
                )
            )
        elif len(cell) > most:
            what = f"This cell holds {len(cell):,} characters; we take up to {most:,}."
            faults.append(Fault(line.number, headings[position], _short(cell), what, "Shorten it."))
    return faults


def _short(cell: str) -> str:
    text = " ".join(cell[:200].split())
    return text if len(text) <= 80 else f"{text[:79]}…"


def _filled(line: Line) -> int:
    return sum(1 for cell in line.cells if cell.strip())


def _at(line: Line, position: int) -> str:
    return line.cells[position].strip() if position < len(line.cells) else ""


def _is_value(cell: str) -> bool:
    return grammar.number(cell) is not None or grammar.day(cell) is not None
