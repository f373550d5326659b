"""Make files that people send: honest ones, spoilt ones and hostile ones."""

import gzip
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>"
)
_ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_SHEET_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def csv_file(*rows: Sequence[object], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """A plain csv file; cells are written as they come."""
    return "".join(delimiter.join(str(cell) for cell in row) + "\r\n" for row in rows).encode(encoding)


def xlsx_file(*rows: Sequence[Any], sheets: dict[str, Sequence[Sequence[Any]]] | None = None) -> bytes:
    """A workbook with one sheet of rows, or with the sheets given."""
    book = Workbook()
    book.remove(book.active)
    for title, content in (sheets or {"Sheet1": rows}).items():
        page = book.create_sheet(title)
        for row in content:
            page.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """A workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods_file(content: str, *, doctype: str = "") -> bytes:
    """An OpenDocument spreadsheet around the XML of its tables."""
    return zip_file(
        {"mimetype": _ODS_TYPE, "content.xml": _ODS_HEAD.format(doctype=doctype) + content + _ODS_TAIL}
    )


def ods_table(*rows: Sequence[str], name: str = "Sheet1") -> str:
    """The XML of one table; cells are texts, or ready-made XML when they begin with "<"."""
    body = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}">{body}</table:table>'


def zip_file(members: dict[str, str | bytes]) -> bytes:
    """A packed file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def gz_file(content: bytes) -> bytes:
    """A file packed by gzip, the same every time."""
    return gzip.compress(content, mtime=0)


def with_sheet(content: bytes, xml: str) -> bytes:
    """A workbook whose first sheet's rows are replaced by the XML given."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    parts["xl/worksheets/sheet1.xml"] = (
        f'<?xml version="1.0"?><worksheet xmlns="{_SHEET_NAMESPACE}"><dimension ref="A1:XFD1048576"/>'
        f"<sheetData>{xml}</sheetData></worksheet>"
    )
    return zip_file(parts)


def far_cell_xlsx() -> bytes:
    """A small workbook with one cell at the far corner of the sheet."""
    near = '<row r="1"><c r="A1" t="str"><v>code</v></c></row>'
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return with_sheet(xlsx_file(["code"]), near + far)


def zip_bomb() -> bytes:
    """A packed table that unpacks to a thousand times its size."""
    return zip_file({"table.csv": b"a,b\n" + b"0,0\n" * 5_000_000})


def xlsx_bomb() -> bytes:
    """A workbook whose one sheet is mostly air."""
    cells = "<row/>" * 3_000_000
    return with_sheet(xlsx_file(["a"]), cells)


def _ods_cell(cell: str) -> str:
    if cell.startswith("<"):
        return cell
    return f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
