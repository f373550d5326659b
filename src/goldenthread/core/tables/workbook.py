"""Read Excel workbooks, one row at a time, values only."""

import io
import warnings
from collections.abc import Iterator
from itertools import islice
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet._reader import FORMULA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from goldenthread.core.tables.faults import refused
from goldenthread.core.tables.limits import Limits
from goldenthread.core.tables.sheets import (
    PEEK_ROWS,
    Collector,
    Line,
    Sheet,
    cell_text,
    column_letters,
    known_headings,
    likely_table,
)

_NAMED = 5  # how many cells a notice names


class _Rows(WorkSheetParser):  # type: ignore[misc]
    """openpyxl's parser without what a table does not need, and without filling gaps.

    openpyxl's own reader makes a cell for every gap up to a far one; this one never does, and
    never looks at what the sheet claims its size to be.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.unsaved: list[str] = []  # formulas without a saved result

    def __iter__(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                yield self.parse_row(element)
                element.clear()

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            self.unsaved.append(f"{column_letters(cell['column'] - 1)}{cell['row']}")
        return cell


def read_xlsx(content: bytes, limits: Limits, *, sheet: str | None, expected: frozenset[str]) -> Sheet:
    """Read the named sheet, else the one with the expected headings, else the first with a table."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that no table needs
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        visible = [each for each in book.worksheets if each.sheet_state == "visible"] or list(book.worksheets)
        names = tuple(each.title for each in visible)
        chosen = _choose(book, visible, limits, sheet=sheet, expected=expected)
        return _read(book, chosen, names, limits)


def _choose(
    book: Any, visible: list[Any], limits: Limits, *, sheet: str | None, expected: frozenset[str]
) -> Any:
    if sheet is not None:
        for each in visible:
            if each.title == sheet:
                return each
        raise refused(
            f"The workbook has no sheet called “{sheet}”.", "Choose one of its sheets by its exact name."
        )
    if not visible:
        raise refused("The workbook has no sheet with cells.", "Send a workbook with the table on a sheet.")
    if len(visible) == 1:
        return visible[0]
    peeks = [(each, _lines(book, each, limits, most=PEEK_ROWS)[0]) for each in visible]
    best = max(peeks, key=lambda peek: known_headings(peek[1], expected))  # the first of equals
    if known_headings(best[1], expected):
        return best[0]
    return visible[likely_table([lines for _, lines in peeks])]


def _read(book: Any, chosen: Any, names: tuple[str, ...], limits: Limits) -> Sheet:
    lines, unsaved = _lines(book, chosen, limits)
    notices: list[tuple[str, int | None]] = []
    if unsaved:
        cells = ", ".join(unsaved[:_NAMED]) + (" and others" if len(unsaved) > _NAMED else "")
        what = f"Formulas without a saved result are read as blank: {cells}."
        notices.append((f"{what} Open the workbook and save it first.", None))
    return Sheet(chosen.title, names, lines, notices)


def _lines(book: Any, sheet: Any, limits: Limits, most: int | None = None) -> tuple[list[Line], list[str]]:
    collector = Collector(limits)
    formats: dict[int, str] = {}
    with sheet._get_source() as source:
        rows = _Rows(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        last = 0
        for number, cells in islice(rows, most):
            if number <= last:
                raise refused(
                    f"The sheet's rows are out of order near row {last:,}.", "Save it again in a spreadsheet."
                )
            last = number
            collector.add(number, (_cell(book, cell, formats) for cell in cells))
    return collector.lines, rows.unsaved


def _cell(book: Any, cell: dict[str, Any], formats: dict[int, str]) -> tuple[int, str, bool]:
    style = cell["style_id"]
    if style not in formats:
        formats[style] = _number_format(book, style)
    text, numeric = cell_text(cell["value"], formats[style])
    return cell["column"] - 1, text, numeric


def _number_format(book: Any, style: int) -> str:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

    if style >= len(book._cell_styles):
        return "General"
    number = book._cell_styles[style].numFmtId
    if number < BUILTIN_FORMATS_MAX_SIZE:
        return str(BUILTIN_FORMATS.get(number, "General"))
    own = number - BUILTIN_FORMATS_MAX_SIZE
    return str(book._number_formats[own]) if own < len(book._number_formats) else "General"
