"""Set a paper form as an accessible PDF."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_TEMPLATE = Path(__file__).parent / "workbook.typ"
NORMAL_POINTS = 12
LARGE_POINTS = 18


def workbook_pdf(values: Mapping[str, Any], *, large: bool = False) -> bytes:
    """The form as a tagged PDF (PDF/UA-1) on A4; in large print every word is at least 18 points.

    The words are handed over as data, so nothing that somebody typed is ever read as a command.
    """
    import typst  # here, because it is heavy and most requests never print

    points = LARGE_POINTS if large else NORMAL_POINTS
    given = json.dumps({**values, "points": points, "large": large}, ensure_ascii=False)
    return typst.compile(_template(), sys_inputs={"form": given}, pdf_standards=["ua-1"])


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()
