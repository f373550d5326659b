"""Write Excel workbooks: one sheet a table, and a sheet that says where the figures come from."""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from goldenthread.core.exporting.sheet import Sheet, Value, safe_text

NOTES_SHEET = "About these figures"
_NAME_MOST = 31  # Excel's limit for the name of a sheet
_WIDTHS = (10, 60)


def xlsx_bytes(*sheets: Sheet) -> bytes:
    """One or more sheets as a workbook, with a last sheet of sources, dates and definitions."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    titles: set[str] = set()
    for sheet in sheets:
        _write(book.create_sheet(_title(sheet.provenance.title, titles)), sheet)
    _write_notes(book.create_sheet(_title(NOTES_SHEET, titles)), sheets)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(page: Any, sheet: Sheet) -> None:
    page.freeze_panes = "A2"
    for position, field in enumerate(sheet.fields):
        longest = max([len(field.title), *(len(str(row[position])) for row in sheet.rows[:200])])
        page.column_dimensions[_letters(position)].width = min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1])
    page.append([_cell(page, field.title, bold=True) for field in sheet.fields])
    for row in sheet.rows:
        page.append([_cell(page, value) for value in row])


def _write_notes(page: Any, sheets: Sequence[Sheet]) -> None:
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 22, 100
    for sheet in sheets:
        about = sheet.provenance
        page.append([_cell(page, about.title, bold=True)])
        for label, text in (
            ("What it is", about.description),
            ("Source", about.source),
            ("As at", about.as_at.isoformat()),
            ("Definition", about.definition),
            ("Licence", about.licence),
            *(("Note", note) for note in about.notes),
            *((field.title, field.description) for field in sheet.fields if field.description),
        ):
            page.append([_cell(page, label), _cell(page, text)])
        page.append([])


def _cell(page: Any, value: Value, *, bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        value = None
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)  # a workbook knows no time zones; our moments are in UTC
    is_text = isinstance(value, str)
    cell = WriteOnlyCell(page, value=safe_text(value)[:32_767] if isinstance(value, str) else value)
    if is_text:
        # Even a text that begins with an equals sign stays a text.
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _title(wanted: str, taken: set[str]) -> str:
    plain = re.sub(r"[\[\]:*?/\\']", " ", safe_text(wanted)).strip()[:_NAME_MOST] or "Sheet"
    title, copy = plain, 2
    while title.casefold() in taken:
        title, copy = f"{plain[: _NAME_MOST - 4]} {copy}", copy + 1
    taken.add(title.casefold())
    return title


def _letters(position: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(position + 1))
