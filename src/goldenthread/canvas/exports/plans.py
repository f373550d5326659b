"""An improvement plan as a sheet."""

from collections.abc import Iterable
from datetime import date

from goldenthread.canvas.queries.planning import PlannedAction
from goldenthread.canvas.terms import ACTION_STATUS_NAMES
from goldenthread.core.exporting.sheet import Field, FieldKind, Provenance, Sheet

_FIELDS = (
    Field("practice", FieldKind.STRING, "Practice", "Code of the practice in the canvas", required=True),
    Field("practice_title", FieldKind.STRING, "Practice title"),
    Field("what", FieldKind.STRING, "What will be done", required=True),
    Field("who", FieldKind.STRING, "Who will do it", required=True),
    Field("first_step", FieldKind.STRING, "First small step"),
    Field("measure", FieldKind.STRING, "How we will know"),
    Field("due_date", FieldKind.DATE, "Due", required=True),
    Field("status", FieldKind.STRING, "Status", required=True),
    Field(
        "overdue",
        FieldKind.BOOLEAN,
        "Overdue",
        "Past its due date and neither done nor stopped",
        required=True,
    ),
)


def plan_sheet(actions: Iterable[PlannedAction], *, scope_name: str, today: date) -> Sheet:
    """Every action of a plan, one a row."""
    return Sheet(
        name="improvement-plan",
        fields=_FIELDS,
        rows=tuple(
            (
                action.practice_code,
                action.practice_title,
                action.what,
                action.who,
                action.first_step,
                action.measure,
                action.due_date,
                ACTION_STATUS_NAMES[action.status],
                action.is_overdue,
            )
            for action in actions
        ),
        provenance=Provenance(
            title=f"Improvement plan: {scope_name}",
            description="What will be done, by whom and by when, for each practice of the canvas.",
            source=f"Golden Thread, entered by {scope_name}",
            as_at=today,
            definition="Overdue: the due date has passed and the action is neither done nor stopped.",
        ),
    )
