"""Describe evidence and make small files of every kind."""

import io
import zipfile
from dataclasses import replace
from datetime import date

from goldenthread.canvas.rules.evidence import EvidenceDetails
from goldenthread.canvas.terms import EvidenceKind, EvidenceStrength

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 16


def evidence_details(**changes: object) -> EvidenceDetails:
    """A plan that is written down and in date for a year."""
    plan = EvidenceDetails(
        title="Digital strategy",
        kind=EvidenceKind.STRATEGY,
        strength=EvidenceStrength.DOCUMENTED,
        dated=date(2026, 1, 10),
        expires_date=date(2027, 1, 10),
        owner="Head of digital",
        practice_codes=("1.1",),
    )
    return replace(plan, **changes)


def package(*names: str, mimetype: str = "") -> bytes:
    """An office file: a package with entries of these names."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "x")
    return content.getvalue()
