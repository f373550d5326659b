"""Read a table that somebody sent: all of it, or not at all."""

import hashlib
import json
import signal
import subprocess
import sys
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from goldenthread.core.tables.faults import Fault, Notice, Reason, TableRefused, refused
from goldenthread.core.tables.layout import Row, lay_out
from goldenthread.core.tables.limits import Limits
from goldenthread.core.tables.sheets import Line, folded

__all__ = ["Row", "Table", "read_table"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as its sender sees it: headings, rows with their line numbers, and what we noticed."""

    name: str
    sheet: str  # empty for a text file
    sheet_names: tuple[str, ...]
    heading_line: int  # 0 when the headings were given, not read
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]  # cells that belong to no column, or are far too long
    notices: tuple[Notice, ...]
    sha256: str


def read_table(
    content: bytes,
    *,
    name: str,
    sheet: str | None = None,
    expect: Collection[str] = (),
    headings: Sequence[str] | None = None,
    limits: Limits | None = None,
) -> Table:
    """Read a csv, tsv, xlsx or ods file, packed or not.

    Parameters
    ----------
    name : str
        What the sender calls the file; used in messages only, never to decide what it is.
    sheet : str, optional
        The sheet to read. Without it: the one with most of the expected headings, else the first
        with a table on it.
    expect : collection of str
        Headings that help to find the right sheet and the line of headings.
    headings : sequence of str, optional
        For published files without a line of headings.

    Raises
    ------
    TableRefused
        If the file cannot be read as one table; ``reasons`` says why and what to do.
    """
    limits = limits or Limits()
    refuse_too_large(len(content), limits)
    expected = frozenset(folded(heading) for heading in expect)
    answer = _read_in_child(content, sheet=sheet, expected=expected, limits=limits)
    lines = [Line(number, tuple(cells), frozenset(numeric)) for number, cells, numeric in answer["lines"]]
    laid = lay_out(lines, expected=expected, headings=headings, most=limits.cell_characters)
    notices = [Notice(what, line) for what, line in answer["notices"]]
    others = [other for other in answer["sheets"] if other != answer["sheet"]]
    if others and sheet is None:
        notices.append(Notice(f"We read the sheet “{answer['sheet']}”. Not read: {', '.join(others)}."))
    return Table(
        name=name,
        sheet=answer["sheet"],
        sheet_names=tuple(answer["sheets"]),
        heading_line=laid.heading_line,
        headings=laid.headings,
        rows=laid.rows,
        faults=laid.faults,
        notices=(*notices, *laid.notices),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def refuse_too_large(size: int, limits: Limits) -> None:
    """Refuse a file for its size alone."""
    if size > limits.file_bytes:
        raise refused(
            f"The file is {size / 1e6:,.1f} MB; we take up to {limits.file_bytes / 1e6:,.0f} MB.",
            "Send only the sheet and the columns that are needed.",
        )


def _read_in_child(
    content: bytes, *, sheet: str | None, expected: frozenset[str], limits: Limits
) -> dict[str, Any]:
    request = {"limits": asdict(limits), "sheet": sheet, "expected": sorted(expected)}
    command = [sys.executable, "-I", "-m", "goldenthread.core.tables.child"]
    try:
        child = subprocess.run(  # noqa: S603
            command,
            input=json.dumps(request).encode() + b"\n" + content,
            capture_output=True,
            timeout=limits.wall_seconds,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_slow() from None
    if child.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise _too_slow()
    if child.returncode != 0:
        if b"MemoryError" in child.stderr:
            raise refused("The file needs too much memory to open.", "Send only the sheet that is needed.")
        raise refused(
            "The file is damaged, or not written as its kind should be.",
            "Open it in a spreadsheet, save it again as .xlsx or .csv, and send the new copy.",
        )
    answer: dict[str, Any] = json.loads(child.stdout)
    if "refused" in answer:
        raise TableRefused(tuple(Reason(**reason) for reason in answer["refused"]))
    return answer


def _too_slow() -> TableRefused:
    return refused("The file takes too long to open.", "Send only the sheet and the columns that are needed.")
