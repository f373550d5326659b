"""Exports that are safe to open in a spreadsheet, and say where they come from."""

from goldenthread.core.exporting.delimited import csv_bytes
from goldenthread.core.exporting.descriptor import data_package
from goldenthread.core.exporting.sheet import Field, FieldKind, Provenance, Sheet, safe_text
from goldenthread.core.exporting.structured import json_bytes
from goldenthread.core.exporting.workbook import xlsx_bytes

__all__ = [
    "Field",
    "FieldKind",
    "Provenance",
    "Sheet",
    "csv_bytes",
    "data_package",
    "json_bytes",
    "safe_text",
    "xlsx_bytes",
]
