"""The process that opens what people send: little memory, little time, no network, no writing.

It takes one line of JSON (limits, sheet, expected headings) and the file on standard input, and
answers with JSON on standard output.
"""

import contextlib
import json
import sys
from dataclasses import asdict
from typing import Any, BinaryIO

from goldenthread.core.tables.faults import TableRefused
from goldenthread.core.tables.gate import Format, open_upload
from goldenthread.core.tables.limits import Limits
from goldenthread.core.tables.sheets import Sheet

_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.posix_spawn",
    "os.system",
    "os.fork",
    "os.remove",
    "os.rename",
)


def main(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Read one request and answer it."""
    request = json.loads(incoming.readline())
    limits = Limits(**request["limits"])
    _confine(limits)
    content = incoming.read()
    try:
        answer = _answer(content, limits, sheet=request["sheet"], expected=frozenset(request["expected"]))
    except TableRefused as refusal:
        answer = {"refused": [asdict(reason) for reason in refusal.reasons]}
    outgoing.write(json.dumps(answer, ensure_ascii=True, separators=(",", ":")).encode())


def _answer(content: bytes, limits: Limits, *, sheet: str | None, expected: frozenset[str]) -> dict[str, Any]:
    opened = open_upload(content, limits)
    read = _read(opened.format, opened.content, limits, sheet=sheet, expected=expected)
    return {
        "format": opened.format.value,
        "sheet": read.name,
        "sheets": read.sheet_names,
        "notices": read.notices,
        "lines": [(line.number, line.cells, sorted(line.numeric)) for line in read.lines],
    }


def _read(
    format: Format, content: bytes, limits: Limits, *, sheet: str | None, expected: frozenset[str]
) -> Sheet:
    match format:
        case Format.XLSX:
            from goldenthread.core.tables.workbook import read_xlsx

            return read_xlsx(content, limits, sheet=sheet, expected=expected)
        case Format.ODS:
            from goldenthread.core.tables.opendocument import read_ods

            return read_ods(content, limits, sheet=sheet, expected=expected)
    from goldenthread.core.tables.delimited import read_text

    return read_text(content, limits)


def _confine(limits: Limits) -> None:
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        # macOS has no limit on address space; time and size are still bounded there.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl would load it for nothing
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        raise PermissionError(event)


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
