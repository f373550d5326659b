"""Take a change back, as long as nothing has been built on it."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.core.audit import trail
from goldenthread.systems import models
from goldenthread.systems.actions.changes.record import ChangeRefused
from goldenthread.systems.queries.changes import built_on
from goldenthread.systems.queries.readers import Reader
from goldenthread.systems.rules import changes


@transaction.atomic
def take_back(change_id: int, *, by: Reader, at: datetime) -> None:
    """Put everything back as it was before a change. What was said and written is never touched."""
    change = models.ScopeChange.objects.select_for_update().get(pk=change_id)
    since = built_on(change)
    if refusal := changes.why_not_take_back(
        made_at=change.made_at,
        reversed_at=change.reversed_at,
        at=at,
        later_changes=since.later_changes,
        people_since=since.people,
        things_since=since.things,
    ):
        raise ChangeRefused(refusal)
    undo = change.undo
    models.RoleGrant.objects.filter(pk__in=undo["made_grants"]).delete()
    models.RoleGrant.objects.filter(pk__in=undo["ended_grants"]).update(ended_at=None)
    models.Succession.objects.filter(change=change).delete()
    models.ScopeRelation.objects.filter(pk__in=undo["made_relations"]).delete()
    models.Scope.objects.filter(pk__in=undo["made_scopes"]).delete()
    models.Scope.objects.filter(pk__in=undo["closed_scopes"]).update(closed_date=None)
    models.ScopeRelation.objects.filter(pk__in=undo["ended_relations"]).update(to_date=None)
    models.ScopeRelation.objects.bulk_create(
        models.ScopeRelation(child_id=child, parent_id=parent, from_date=date.fromisoformat(from_date))
        for child, parent, from_date in undo["dropped_relations"]
    )
    _restore_names(undo)
    models.Invitation.objects.filter(pk__in=undo["revoked_invitations"]).update(revoked_at=None)
    change.reversed_by_id, change.reversed_at = by.person_id, at
    change.save(update_fields=["reversed_by", "reversed_at"])
    trail.record(
        "systems.scope.change_taken_back",
        actor=by.actor,
        at=at,
        system_id=change.system_id,
        subject=f"systems.scope_change:{change.pk}",
        facts={"scopes": undo["touched"]},
    )


def _restore_names(undo: dict) -> None:
    models.ScopeName.objects.filter(pk__in=undo["made_names"]).delete()
    models.ScopeName.objects.filter(pk__in=undo["ended_names"]).update(to_date=None)
    for name_id, name in undo["replaced_names"]:
        models.ScopeName.objects.filter(pk=name_id).update(name=name)
    renamed = models.ScopeName.objects.filter(
        pk__in=[*undo["ended_names"], *(row[0] for row in undo["replaced_names"])]
    ).order_by("pk")
    for restored in renamed:
        models.Scope.objects.filter(pk=restored.scope_id).update(name=restored.name)
