"""Write JSON."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from goldenthread.core.exporting.sheet import Sheet, Value, field_names


def json_bytes(sheet: Sheet) -> bytes:
    """A sheet as one JSON object: where it comes from, then its rows by name. Missing is null."""
    names = field_names(sheet.fields)
    about = sheet.provenance
    content = {
        "title": about.title,
        "description": about.description,
        "source": about.source,
        "as_at": about.as_at.isoformat(),
        "definition": about.definition,
        "licence": about.licence,
        "notes": list(about.notes),
        "rows": [dict(zip(names, map(_written, row), strict=True)) for row in sheet.rows],
    }
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1).encode()


def _written(value: Value) -> Any:
    match value:
        case float() if value != value or value in (float("inf"), float("-inf")):
            return None
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
    return value
