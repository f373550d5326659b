"""The changes of scopes: what they find, what they did, and what was built on them since."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q

from goldenthread.systems import models
from goldenthread.systems.rules.changes import ScopeState, why_not_take_back
from goldenthread.systems.terms import ChangeKind, ChangeRefusal


@dataclass(frozen=True, slots=True)
class PastChange:
    """One change that a scope went through."""

    id: int
    kind: ChangeKind
    on_date: date
    reason: str
    made_at: datetime
    made_by: str
    taken_back_at: datetime | None
    before: tuple[str, ...]  # the names of the scopes that it closed or renamed, as they were
    after: tuple[str, ...]  # the names of the scopes that it made, or the new name
    left: tuple[str, ...]
    joined: tuple[str, ...]
    why_not_take_back: ChangeRefusal | None


@dataclass(frozen=True, slots=True)
class BuiltOn:
    """How much there is that would lose its ground if a change were taken back."""

    later_changes: int
    people: int
    things: int


def states_of(scope_ids: Collection[int]) -> tuple[ScopeState, ...]:
    """Scopes as a change finds them, in three queries."""
    found = list(models.Scope.objects.filter(pk__in=scope_ids).order_by("pk"))
    latest: dict[int, list[date]] = {scope.pk: [scope.opened_date] for scope in found}
    names = models.ScopeName.objects.filter(scope_id__in=latest)
    for scope_id, day in names.values_list("scope_id").annotate(Max("from_date")).order_by("scope_id"):
        latest[scope_id].append(day)
    relations = models.ScopeRelation.objects.filter(
        Q(child_id__in=latest) | Q(parent_id__in=latest), to_date__isnull=True
    )
    for child_id, parent_id, day in relations.values_list("child_id", "parent_id", "from_date"):
        for scope_id in (child_id, parent_id):
            if scope_id in latest:
                latest[scope_id].append(day)
    return tuple(
        ScopeState(
            id=scope.pk,
            kind=scope.kind,
            system_id=scope.system_id,
            name=scope.name,
            is_closed=scope.closed_date is not None,
            unchanged_since=max(latest[scope.pk]),
        )
        for scope in found
    )


def changes_of(scope_id: int, *, system_id: int | None, at: datetime) -> tuple[PastChange, ...]:
    """The changes that a scope went through, newest first. Two queries, and some for each that is young."""
    found = (
        models.ScopeChange.objects.filter(system_id=system_id)
        .select_related("made_by")
        .order_by("-on_date", "-pk")
    )
    return tuple(_past(change, at) for change in found if scope_id in change.undo["touched"])


def change_of(change_id: int, scope_id: int, *, system_id: int | None, at: datetime) -> PastChange | None:
    """One change, if this scope went through it."""
    change = (
        models.ScopeChange.objects.filter(pk=change_id, system_id=system_id).select_related("made_by").first()
    )
    return _past(change, at) if change and scope_id in change.undo["touched"] else None


def built_on(change: models.ScopeChange) -> BuiltOn:
    """What would lose its ground if a change were taken back."""
    undo = change.undo
    later = models.ScopeChange.objects.filter(
        system_id=change.system_id, pk__gt=change.pk, reversed_at__isnull=True
    )
    touched = set(undo["touched"])
    made = undo["made_scopes"]
    people = (
        models.RoleGrant.objects.filter(scope_id__in=made, ended_at__isnull=True)
        .exclude(pk__in=undo["made_grants"])
        .count()
        + models.Invitation.objects.filter(
            scope_id__in=made, accepted_at__isnull=True, revoked_at__isnull=True
        ).count()
    )
    return BuiltOn(
        later_changes=sum(1 for other in later if touched & set(other.undo["touched"])),
        people=people,
        things=_things_on(made, but_relations=undo["made_relations"]) if made else 0,
    )


def _things_on(scope_ids: list[int], *, but_relations: list[int]) -> int:
    """Rows of any room that point at scopes, and scopes that came to lie in them since."""
    count = models.ScopeRelation.objects.filter(parent_id__in=scope_ids).exclude(pk__in=but_relations).count()
    for relation in models.Scope._meta.related_objects:
        if relation.related_model._meta.app_label != "systems":
            rows = relation.related_model._default_manager
            count += rows.filter(**{f"{relation.field.name}__in": scope_ids}).count()
    return count


def _past(change: models.ScopeChange, at: datetime) -> PastChange:
    undo: dict[str, Any] = change.undo
    names, made = undo["names"], [str(scope_id) for scope_id in undo["made_scopes"]]
    return PastChange(
        id=change.pk,
        kind=ChangeKind(change.kind),
        on_date=change.on_date,
        reason=change.reason,
        made_at=change.made_at,
        made_by=change.made_by.get_full_name() if change.made_by else "",
        taken_back_at=change.reversed_at,
        before=tuple(name for scope_id, name in names.items() if scope_id not in made),
        after=tuple(names[scope_id] for scope_id in made) or tuple(filter(None, [undo.get("new_name", "")])),
        left=tuple(undo.get("left", ())),
        joined=tuple(undo.get("joined", ())),
        why_not_take_back=_why_not_take_back(change, at),
    )


def _why_not_take_back(change: models.ScopeChange, at: datetime) -> ChangeRefusal | None:
    over = why_not_take_back(
        made_at=change.made_at,
        reversed_at=change.reversed_at,
        at=at,
        later_changes=0,
        people_since=0,
        things_since=0,
    )
    if over is not None:
        return over
    since = built_on(change)
    return why_not_take_back(
        made_at=change.made_at,
        reversed_at=None,
        at=at,
        later_changes=since.later_changes,
        people_since=since.people,
        things_since=since.things,
    )
