"""The evidence register as a table."""

from collections.abc import Iterable
from datetime import date

from goldenthread.canvas.queries.evidence import EvidenceItem
from goldenthread.core.exporting import Field, FieldKind, Provenance, Sheet

_FIELDS = (
    Field("evidence_id", FieldKind.INTEGER, "Number", required=True),
    Field("title", FieldKind.STRING, "What it is", required=True),
    Field(
        "practices", FieldKind.STRING, "Practices", "Codes of the practices it bears on, with spaces between"
    ),
    Field("kind", FieldKind.STRING, "Kind"),
    Field("strength", FieldKind.STRING, "Strength", "stated, documented, observed or evaluated"),
    Field("state", FieldKind.STRING, "State", "in_date, expires_soon (60 days), expired or withdrawn"),
    Field("dated", FieldKind.DATE, "Date"),
    Field("expires_date", FieldKind.DATE, "Expires"),
    Field("owner", FieldKind.STRING, "Owner"),
    Field("web_address", FieldKind.STRING, "Web address"),
    Field("file_name", FieldKind.STRING, "File"),
    Field("note", FieldKind.STRING, "Note"),
)


def register_sheet(items: Iterable[EvidenceItem], *, scope_name: str, as_at: date) -> Sheet:
    """A scope's register, one row an item."""
    return Sheet(
        name="evidence",
        fields=_FIELDS,
        rows=tuple(
            (
                item.id,
                item.title,
                " ".join(item.practice_codes),
                item.kind,
                item.strength,
                str(item.state),
                item.dated,
                item.expires_date,
                item.owner,
                item.web_address,
                item.file_name,
                item.note,
            )
            for item in items
        ),
        provenance=Provenance(
            title=f"Evidence register of {scope_name}",
            description="Items of evidence for the levels of the canvas.",
            source=f"{scope_name}, evidence register in Golden Thread",
            as_at=as_at,
            definition="An item carries a level only while it is in date and not withdrawn.",
        ),
        primary_key=("evidence_id",),
    )
