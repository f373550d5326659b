"""Read OpenDocument spreadsheets as a stream.

The usual libraries build the whole document in memory and repeat every repeated row; a file of
two kilobytes can ask for a million of them. This reader takes one row at a time and never
repeats what is blank.
"""

import io
import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from defusedxml.ElementTree import iterparse

from goldenthread.core.tables.faults import refused
from goldenthread.core.tables.limits import Limits
from goldenthread.core.tables.sheets import (
    PEEK_ROWS,
    Collector,
    Line,
    Sheet,
    cell_text,
    known_headings,
    likely_table,
)

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def read_ods(content: bytes, limits: Limits, *, sheet: str | None, expected: frozenset[str]) -> Sheet:
    """Read the named sheet, else the one with the expected headings, else the first with a table."""
    names = tuple(name for name, _ in _tables(content, limits, most=0))
    if not names:
        raise refused("The workbook has no sheet.", "Send a workbook with the table on a sheet.")
    if sheet is not None and sheet not in names:
        raise refused(
            f"The workbook has no sheet called “{sheet}”.", "Choose one of its sheets by its exact name."
        )
    position = names.index(sheet) if sheet is not None else 0
    if sheet is None and len(names) > 1:
        peeks = [lines for _, lines in _tables(content, limits, most=PEEK_ROWS)]
        known = [known_headings(lines, expected) for lines in peeks]
        position = known.index(max(known)) if max(known) else likely_table(peeks)
    for at, (name, lines) in enumerate(_tables(content, limits, only=position)):
        if at == position:
            return Sheet(name, names, lines)
    raise AssertionError("the chosen sheet was there a moment ago")


def _tables(
    content: bytes, limits: Limits, *, most: int | None = None, only: int | None = None
) -> Iterator[tuple[str, list[Line]]]:
    """Each sheet's name and lines; ``most`` rows of each, or the rows of ``only`` one."""
    at, depth, number = -1, 0, 1
    name, collector, within = "", Collector(limits), None
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open("content.xml") as stream:
        for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
            if element.tag == f"{_TABLE}table":
                depth += 1 if event == "start" else -1
                if event == "start" and depth == 1:
                    at, number, within = at + 1, 1, element
                    name, collector = element.get(f"{_TABLE}name", ""), Collector(limits)
                elif event == "end" and depth == 0:
                    yield name, collector.lines
                    element.clear()
            elif event == "end" and element.tag == f"{_TABLE}table-row" and depth == 1:
                repeats = _repeats(element, "rows")
                wanted = (only is None or only == at) and (most is None or number <= most)
                if wanted:
                    _add_rows(
                        collector, number, repeats if most is None else 1, list(_cells(element, limits))
                    )
                number += repeats
                element.clear()
                if within is not None and len(within) > 1000:
                    del within[:-1]


def _add_rows(collector: Collector, number: int, repeats: int, cells: list[tuple[int, str, bool]]) -> None:
    if any(text.strip() for _, text, _ in cells):
        for copy in range(repeats):
            collector.add(number + copy, cells)


def _cells(row: Any, limits: Limits) -> Iterator[tuple[int, str, bool]]:
    position = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        repeats = _repeats(cell, "columns")
        text, numeric = _value(cell)
        if text.strip():
            for copy in range(min(repeats, limits.columns + 1)):
                yield position + copy, text, numeric
        position += repeats


def _value(cell: Any) -> tuple[str, bool]:
    kind = cell.get(f"{_OFFICE}value-type")
    try:
        match kind:
            case "float" | "currency":
                return cell_text(Decimal(cell.get(f"{_OFFICE}value", "")))
            case "percentage":
                return cell_text(Decimal(cell.get(f"{_OFFICE}value", "")), "0%")
    except InvalidOperation:
        return _written(cell), False
    if kind == "date":
        day, _, moment = cell.get(f"{_OFFICE}date-value", "").partition("T")
        return (f"{day} {moment}" if moment.strip("0:.") else day), False
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value", "").upper(), False
    return _written(cell), False


def _written(cell: Any) -> str:
    return "\n".join(_paragraph(part) for part in cell if part.tag == f"{_TEXT}p")


def _paragraph(part: Any) -> str:
    pieces = [part.text or ""]
    for child in part:
        if child.tag == f"{_TEXT}s":
            pieces.append(" " * min(int(child.get(f"{_TEXT}c", "1")), 100))
        elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            pieces.append(" ")
        elif child.tag != f"{_OFFICE}annotation":
            pieces.append(_paragraph(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _repeats(element: Any, of: str) -> int:
    written = element.get(f"{_TABLE}number-{of}-repeated", "1")
    return (
        int(written) if written.isascii() and written.isdigit() and len(written) < 9 and int(written) else 1
    )
