"""Safe reading of tables that people upload: csv, tsv, xlsx and ods.

``read_table`` turns bytes into a `Table`; ``parse`` turns a `Table` into checked values. Neither
knows Django, files or the clock.
"""

from goldenthread.core.tables.columns import Column, Guess, Kind, Missing, recognise
from goldenthread.core.tables.faults import Fault, Notice, Reason, TableRefused
from goldenthread.core.tables.limits import Limits
from goldenthread.core.tables.parsing import Parsed, ParsedRow, parse
from goldenthread.core.tables.reading import Row, Table, read_table
from goldenthread.core.tables.uploads import read_upload, upload_bytes

__all__ = [
    "Column",
    "Fault",
    "Guess",
    "Kind",
    "Limits",
    "Missing",
    "Notice",
    "Parsed",
    "ParsedRow",
    "Reason",
    "Row",
    "Table",
    "TableRefused",
    "parse",
    "read_table",
    "read_upload",
    "recognise",
    "upload_bytes",
]
