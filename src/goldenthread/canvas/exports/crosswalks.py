"""A scope seen through another framework, as a table."""

from goldenthread.canvas.queries.crosswalks import FrameworkView
from goldenthread.canvas.rules.evidence import EvidenceState
from goldenthread.core.exporting import Field, FieldKind, Provenance, Sheet

_FIELDS = (
    Field("item", FieldKind.STRING, "Item", "Code in the other framework", required=True),
    Field("item_title", FieldKind.STRING, "Item title"),
    Field("practice", FieldKind.STRING, "Practice", "Code in the canvas", required=True),
    Field("practice_title", FieldKind.STRING, "Practice title"),
    Field("relation", FieldKind.STRING, "Relation", "equal, part_of, wider or overlaps: from our practice"),
    Field("note", FieldKind.STRING, "Our reading"),
    Field("settled_low", FieldKind.INTEGER, "Settled level", "Empty when not settled or not asked"),
    Field("settled_high", FieldKind.INTEGER, "Settled level, upper"),
    Field("evidence_carries", FieldKind.INTEGER, "Evidence carries"),
    Field("evidence", FieldKind.STRING, "Evidence in date", "Titles, with semicolons between"),
    Field(
        "review", FieldKind.BOOLEAN, "Review", "Whether evidence under the item changed since anybody looked"
    ),
)


def framework_sheet(view: FrameworkView, *, scope_name: str) -> Sheet:
    """One row for each link from an item to one of our practices."""
    return Sheet(
        name="crosswalk",
        fields=_FIELDS,
        rows=tuple(
            (
                item.item.code,
                item.item.title,
                mapped.link.practice,
                mapped.title,
                str(mapped.link.relation),
                mapped.link.note,
                mapped.settled.lowest if mapped.settled else None,
                mapped.settled.highest if mapped.settled else None,
                mapped.evidenced.level if mapped.evidenced else 1,
                "; ".join(
                    each.title
                    for each in (mapped.evidenced.items if mapped.evidenced else ())
                    if each.state in (EvidenceState.IN_DATE, EvidenceState.EXPIRES_SOON)
                ),
                bool(item.waiting),
            )
            for item in view.items
            for mapped in item.practices
        ),
        provenance=Provenance(
            title=f"{scope_name} beside {view.framework.title}",
            description=f"Levels and evidence of the canvas, beside the items of {view.framework.title}.",
            source=f"{scope_name}, canvas in Golden Thread; {view.framework.publisher}",
            as_at=view.evidence_on,
            definition=f"{view.framework.reading}. Read by {view.framework.read_by}.",
        ),
        primary_key=("item", "practice"),
    )
