"""The five changes that a scope can go through. Each is dated, audited and can be taken back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from goldenthread.systems import models
from goldenthread.systems.actions.changes.record import ChangeRefused, Steps
from goldenthread.systems.actions.scopes import (
    ScopeRefused,
    make_scope,
    name_taken,
    parents_in,
    refuse_name,
)
from goldenthread.systems.queries.changes import states_of
from goldenthread.systems.queries.readers import Reader
from goldenthread.systems.rules import ScopeRef, changes, scopes
from goldenthread.systems.terms import ChangeKind, ScopeKind


@dataclass(frozen=True, slots=True)
class Part:
    """One part that a scope is split into."""

    name: str
    code: str = ""


@transaction.atomic
def rename_scope(
    scope: ScopeRef, *, name: str, on: date, by: Reader, at: datetime, today: date, reason: str = ""
) -> int:
    """Give a scope a new name from a day on. Earlier pages keep the old one."""
    stored = _changing(ChangeKind.RENAME, [scope.id], on=on, today=today)[0]
    taken = name_taken(stored.kind, name, system_id=scope.system_id, but=scope.id)
    _raise(changes.why_not_rename(old=stored.name, new=name, name_taken=taken))
    steps = Steps(on, at)
    steps.rename(stored, name)
    return steps.store(ChangeKind.RENAME, system_id=scope.system_id, reason=reason, by=by).pk


@transaction.atomic
def move_scope(
    scope: ScopeRef,
    *,
    parent_ids: Collection[int],
    on: date,
    by: Reader,
    at: datetime,
    today: date,
    reason: str = "",
) -> int:
    """Let a scope lie in other scopes from a day on."""
    stored = _changing(ChangeKind.MOVE, [scope.id], on=on, today=today)[0]
    parents = parents_in(scope.system_id, parent_ids)
    _raise(
        scopes.why_not_lie_in(
            ScopeKind(stored.kind),
            parent_kinds={parent.kind for parent in parents},
            parents_closed=any(parent.closed_date for parent in parents),
        )
    )
    wanted = {parent.pk for parent in parents}
    current = list(
        models.ScopeRelation.objects.filter(child=stored, to_date__isnull=True)
        .select_related("parent")
        .order_by("pk")
    )
    _raise(changes.why_not_move(old=[relation.parent_id for relation in current], new=wanted))
    steps = Steps(on, at)
    steps.touch(stored)
    steps.undo["left"] = [rel.parent.name for rel in current if rel.parent_id not in wanted]
    steps.undo["joined"] = [
        parent.name for parent in parents if parent.pk not in {rel.parent_id for rel in current}
    ]
    steps.end_relations([relation for relation in current if relation.parent_id not in wanted])
    steps.relate([stored.pk], wanted)
    return steps.store(ChangeKind.MOVE, system_id=scope.system_id, reason=reason, by=by).pk


@transaction.atomic
def close_scope(scope: ScopeRef, *, on: date, by: Reader, at: datetime, today: date, reason: str = "") -> int:
    """Close a scope from a day on. What happened in it can still be read."""
    stored = _changing(ChangeKind.CLOSE, [scope.id], on=on, today=today)[0]
    children = _children([stored])
    kept = set(
        models.ScopeRelation.objects.filter(child_id__in=children, to_date__isnull=True)
        .exclude(parent=stored)
        .values_list("child_id", flat=True)
    )
    _raise(changes.why_not_close(left_without_parent=len(children - kept)))
    steps = Steps(on, at)
    steps.close(stored)
    steps.end_relations(models.ScopeRelation.objects.filter(parent=stored, to_date__isnull=True))
    return steps.store(ChangeKind.CLOSE, system_id=scope.system_id, reason=reason, by=by).pk


@transaction.atomic
def merge_scopes(
    scope_ids: Collection[int],
    *,
    name: str,
    on: date,
    by: Reader,
    at: datetime,
    today: date,
    code: str = "",
    reason: str = "",
) -> int:
    """Make one new scope out of several; it lies where they lay and holds what they held. Answers its id."""
    old = _changing(ChangeKind.MERGE, scope_ids, on=on, today=today)
    system, kind = old[0].system, old[0].kind
    steps = Steps(on, at)
    steps.touch(*old)
    parents = set(
        models.ScopeRelation.objects.filter(child__in=old, to_date__isnull=True).values_list(
            "parent_id", flat=True
        )
    ) - {scope.pk for scope in old}
    children = _children(old)
    for scope in old:
        steps.close(scope)
    steps.end_relations(models.ScopeRelation.objects.filter(parent__in=old, to_date__isnull=True))
    new = _new_scope(steps, kind=kind, name=name, code=code, like=old[0], system=system)
    steps.relate([new.pk], parents)
    steps.relate(children, [new.pk])
    steps.hand_over_roles(old, [new])
    change = steps.store(ChangeKind.MERGE, system_id=system.pk, reason=reason, by=by)
    models.Succession.objects.bulk_create(
        models.Succession(change=change, predecessor=scope, successor=new) for scope in old
    )
    return new.pk


@transaction.atomic
def split_scope(
    scope: ScopeRef,
    *,
    parts: Sequence[Part],
    on: date,
    by: Reader,
    at: datetime,
    today: date,
    children: Mapping[int, int] | None = None,
    reason: str = "",
) -> tuple[int, ...]:
    """Make several new scopes out of one. Answers their ids.

    ``children`` says by id in which part (0 for the first) a scope will lie; others lie in all of them.
    """
    old = _changing(ChangeKind.SPLIT, [scope.id], on=on, today=today)[0]
    _raise(changes.why_not_split(part_names=[part.name for part in parts]))
    steps = Steps(on, at)
    steps.touch(old)
    parents = set(
        models.ScopeRelation.objects.filter(child=old, to_date__isnull=True).values_list(
            "parent_id", flat=True
        )
    )
    inside = _children([old])
    steps.close(old)
    steps.end_relations(models.ScopeRelation.objects.filter(parent=old, to_date__isnull=True))
    made = [
        _new_scope(steps, kind=old.kind, name=part.name, code=part.code, like=old, system=old.system)
        for part in parts
    ]
    steps.relate([new.pk for new in made], parents)
    for child_id in sorted(inside):
        chosen = (children or {}).get(child_id)
        steps.relate([child_id], [new.pk for new in made] if chosen is None else [made[chosen].pk])
    steps.hand_over_roles([old], made)
    change = steps.store(ChangeKind.SPLIT, system_id=scope.system_id, reason=reason, by=by)
    models.Succession.objects.bulk_create(
        models.Succession(change=change, predecessor=old, successor=new) for new in made
    )
    return tuple(new.pk for new in made)


def _changing(kind: ChangeKind, scope_ids: Collection[int], *, on: date, today: date) -> list[models.Scope]:
    """The scopes that are about to change, locked; refused when they may not."""
    stored = list(
        models.Scope.objects.select_for_update(of=("self",))
        .select_related("system")
        .filter(pk__in=scope_ids)
        .order_by("name", "pk")
    )
    _raise(changes.why_not_change(kind, scopes=states_of(scope_ids), on=on, today=today))
    return stored


def _new_scope(
    steps: Steps, *, kind: str, name: str, code: str, like: models.Scope, system: models.Scope | None
) -> models.Scope:
    assert system is not None  # noqa: S101  # every scope that can change has a system
    code = scopes.tidy_code(code)
    try:
        refuse_name(ScopeKind(kind), name=name, code=code, system_id=system.pk)
    except ScopeRefused as refused:
        raise ChangeRefused(refused.args[0]) from refused
    new = make_scope(
        kind=kind,
        name=name,
        code=code,
        organisation_kind=like.organisation_kind,
        system=system,
        opened=steps.on,
    )
    steps.made(new)
    return new


def _children(of: Collection[models.Scope]) -> set[int]:
    return set(
        models.ScopeRelation.objects.filter(parent__in=of, to_date__isnull=True).values_list(
            "child_id", flat=True
        )
    ) - {scope.pk for scope in of}


def _raise(refusal: object | None) -> None:
    if refusal is not None:
        raise ChangeRefused(refusal)
