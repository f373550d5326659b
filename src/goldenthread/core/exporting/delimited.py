"""Write csv."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

from goldenthread.core.exporting.sheet import Sheet, Value, field_names, safe_text

_BYTE_ORDER_MARK = "\ufeff"


def csv_bytes(sheet: Sheet, *, byte_order_mark: bool = False) -> bytes:
    """A sheet as csv in UTF-8. With the mark, Excel opens it with the right letters."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe_text(name) for name in field_names(sheet.fields)])
    writer.writerows([[_written(value) for value in row] for row in sheet.rows])
    return ((_BYTE_ORDER_MARK if byte_order_mark else "") + out.getvalue()).encode()


def _written(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case float():
            return "" if value != value else repr(value)  # not a number means missing
        case int() | Decimal():
            return format(value, "f") if isinstance(value, Decimal) else str(value)
    return safe_text(value)
