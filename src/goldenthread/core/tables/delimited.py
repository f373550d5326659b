"""Read csv, tsv and their relatives."""

import codecs
import csv
import io
from collections import Counter

from goldenthread.core.tables.faults import TableRefused, refused
from goldenthread.core.tables.limits import Limits
from goldenthread.core.tables.sheets import Collector, Sheet

_DELIMITERS = (",", "\t", ";", "|")


def read_text(content: bytes, limits: Limits) -> Sheet:
    """Decode and split a text file. Its rows are numbered as a spreadsheet would number them."""
    text, notices = _decode(content)
    text, delimiter = _delimiter(text)
    collector = Collector(limits)
    csv.field_size_limit(len(content) + 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            collector.add(number, ((position, text, False) for position, text in enumerate(cells)))
    except csv.Error as error:
        raise _broken_quotes(number + 1, error) from None
    return Sheet("", (), collector.lines, notices)


def _decode(content: bytes) -> tuple[str, list[tuple[str, int | None]]]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            text = content.decode("utf-16")
        except UnicodeDecodeError:
            raise _unknown_letters() from None
        if "\x00" in text:
            raise _unknown_letters()
        return text, []
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("windows-1252")
    except UnicodeDecodeError:
        raise _unknown_letters() from None
    return text, [
        ("The file is not UTF-8. We read it as Windows-1252: check names with accents and pound signs.", None)
    ]


def _delimiter(text: str) -> tuple[str, str]:
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return rest, first.strip()[4]
    counts: Counter[str] = Counter()
    for line in text[:65536].splitlines()[:50]:
        # What stands inside quotes is content.
        outside = "".join(line.split('"')[::2])
        counts.update({mark: outside.count(mark) for mark in _DELIMITERS})
    return text, max(_DELIMITERS, key=lambda mark: (counts[mark], -_DELIMITERS.index(mark)))


def _unknown_letters() -> TableRefused:
    return refused(
        "We cannot tell which letters the file is written in.", "Save it again as .xlsx or .csv (UTF-8)."
    )


def _broken_quotes(line: int, error: csv.Error) -> TableRefused:
    what = "is never closed" if "end of data" in str(error) else "is followed by more text"
    return refused(
        f'In row {line:,} a cell in quotation marks (") {what}.',
        "Mend that row, or open the file in a spreadsheet and save it again.",
    )
