"""Send an export to a browser as a file, never as a page."""

from django.http import HttpResponse

from goldenthread.core.exporting.delimited import csv_bytes
from goldenthread.core.exporting.sheet import Sheet, file_name
from goldenthread.core.exporting.structured import json_bytes
from goldenthread.core.exporting.workbook import xlsx_bytes

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_response(sheet: Sheet, *, name: str | None = None) -> HttpResponse:
    """A sheet as a csv download that Excel opens with the right letters."""
    content = csv_bytes(sheet, byte_order_mark=True)
    return download(
        content, name=file_name(name or sheet.name, "csv"), content_type="text/csv; charset=utf-8"
    )


def xlsx_response(*sheets: Sheet, name: str) -> HttpResponse:
    """Sheets as an Excel download."""
    return download(xlsx_bytes(*sheets), name=file_name(name, "xlsx"), content_type=_XLSX)


def json_response(sheet: Sheet, *, name: str | None = None) -> HttpResponse:
    """A sheet as a JSON download."""
    return download(
        json_bytes(sheet), name=file_name(name or sheet.name, "json"), content_type="application/json"
    )


def download(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """Bytes as a download; ``name`` comes from `file_name`."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
