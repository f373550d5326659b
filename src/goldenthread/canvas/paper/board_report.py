"""Set the board report as an accessible PDF."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_TEMPLATE = Path(__file__).parent / "board_report.typ"


def board_report_pdf(values: Mapping[str, Any]) -> bytes:
    """The report as a tagged PDF (PDF/UA-1) on A4.

    The words are handed over as data, so nothing that somebody typed is ever read as a command.
    """
    import typst  # here, because it is heavy and most requests never print

    given = json.dumps(values, ensure_ascii=False)
    return typst.compile(_template(), sys_inputs={"report": given}, pdf_standards=["ua-1"])


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()
