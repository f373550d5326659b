"""Make sheets that leave."""

from datetime import date

from goldenthread.core.exporting import Field, FieldKind, Provenance, Sheet


def make_sheet(*rows, name="levels", fields=None) -> Sheet:
    """A sheet about levels, with its source."""
    return Sheet(
        name=name,
        fields=fields
        or (
            Field("practice", FieldKind.STRING, "Practice", "What the question was about", required=True),
            Field("people", FieldKind.INTEGER, "People", "How many answered"),
            Field("share", FieldKind.NUMBER, "Share"),
        ),
        rows=rows,
        provenance=Provenance(
            title="Levels by practice",
            description="What people said.",
            source="Round 3 of Wessbury",
            as_at=date(2026, 6, 1),
            definition="Groups under 5 people are not shown.",
        ),
    )
