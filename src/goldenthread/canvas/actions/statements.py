"""Hide a statement that may name somebody, and show it again."""

from datetime import datetime

from django.db import transaction

from goldenthread.canvas import models
from goldenthread.core.audit import trail
from goldenthread.systems.models import Person


class NoSuchStatement(LookupError):
    """This canvas has no such answer."""


@transaction.atomic
def hide_statement(canvas_id: int, judgement_id: int, *, hidden: bool, by: Person, at: datetime) -> None:
    """Hide what somebody wrote from everybody who may not hide, or show it again; the level stays.

    The audit holds the number of the answer, never its words. Doing it twice does nothing more.
    """
    judgement = (
        models.Judgement.objects.select_for_update(of=("self",))
        .select_related("participant__canvas__scope")
        .filter(pk=judgement_id, participant__canvas=canvas_id)
        .first()
    )
    if judgement is None:
        raise NoSuchStatement(judgement_id)
    if judgement.statement_hidden == hidden:
        return
    judgement.statement_hidden = hidden
    judgement.save(update_fields=["statement_hidden"])
    trail.record(
        "canvas.statement.hidden" if hidden else "canvas.statement.shown",
        actor=f"person:{by.pk}",
        at=at,
        system_id=judgement.participant.canvas.scope.system_id,
        subject=f"judgement:{judgement.pk}",
    )
