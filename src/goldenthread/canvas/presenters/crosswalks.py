"""Another framework beside the canvas, in words."""

from dataclasses import dataclass

from goldenthread.canvas.content.catalogue import Relation
from goldenthread.canvas.presenters.words import settled_text
from goldenthread.canvas.queries.crosswalks import FrameworkView, Look, MappedItem, MappedPractice, Mark
from goldenthread.canvas.rules.evidence import EvidenceState
from goldenthread.canvas.terms import ReviewReason

RELATIONS = {
    Relation.EQUAL: ("Same", "they ask the same thing"),
    Relation.PART_OF: ("Part of it", "the item asks for our practice and for more"),
    Relation.WIDER: ("Wider", "our practice asks for the item and for more"),
    Relation.OVERLAPS: ("Overlaps", "they share some ground, and each has some of its own"),
}
_REASONS = {
    ReviewReason.ADDED: "Evidence was added",
    ReviewReason.CHANGED: "Evidence was changed",
    ReviewReason.WITHDRAWN: "Evidence was withdrawn",
    ReviewReason.RESTORED: "Evidence was put back",
    ReviewReason.EXPIRED: "Evidence expired",
}


@dataclass(frozen=True, slots=True)
class MappedRow:
    """One of our practices beside an item."""

    code: str
    title: str
    relation: str
    note: str
    settled: str
    level: int | None
    carried: str
    in_date_count: int


@dataclass(frozen=True, slots=True)
class MarkRow:
    """Why an answer waits for a second look."""

    reason: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of the framework."""

    code: str
    title: str
    practices: tuple[MappedRow, ...]
    marks: tuple[MarkRow, ...]
    last_look: Look | None


def item_rows(view: FrameworkView) -> tuple[ItemRow, ...]:
    """Every item, in the framework's order."""
    return tuple(map(item_row, view.items))


def item_row(item: MappedItem) -> ItemRow:
    """One item with what we have beside it."""
    return ItemRow(
        code=item.item.code,
        title=item.item.title,
        practices=tuple(map(_mapped, item.practices)),
        marks=tuple(MarkRow(_REASONS[mark.reason], mark) for mark in item.waiting),
        last_look=item.last_look,
    )


def _mapped(mapped: MappedPractice) -> MappedRow:
    items = mapped.evidenced.items if mapped.evidenced else ()
    counted = (EvidenceState.IN_DATE, EvidenceState.EXPIRES_SOON)
    return MappedRow(
        code=mapped.link.practice,
        title=mapped.title,
        relation=RELATIONS[mapped.link.relation][0],
        note=mapped.link.note,
        settled=settled_text(mapped.settled) if mapped.settled else "Not asked in the latest round",
        level=mapped.settled.lowest if mapped.settled else None,
        carried=f"Up to {mapped.evidenced.level}" if mapped.evidenced else "Up to 1",
        in_date_count=sum(each.state in counted for each in items),
    )
