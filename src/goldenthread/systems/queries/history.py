"""Scopes as they were: their names, where they lay and what they came out of, by date.

Dates run from a day up to, but without, another: on the day of a change the new state holds.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Q, QuerySet, When

from goldenthread.systems import models
from goldenthread.systems.queries.readers import ref_of
from goldenthread.systems.rules import ScopeRef
from goldenthread.systems.terms import ChangeKind, ScopeKind


@dataclass(frozen=True, slots=True)
class Relative:
    """A scope that another came out of, or that came out of it, and how."""

    scope: ScopeRef
    change_id: int
    kind: ChangeKind
    on_date: date
    generation: int  # 1 for the change nearest in time, 2 for the one before (or after) it, and so on


@dataclass(frozen=True, slots=True)
class Lineage:
    """What a scope came out of, and what came out of it."""

    predecessors: tuple[Relative, ...]
    successors: tuple[Relative, ...]


def scope_name_on(scope_id: int, day: date) -> str:
    """What a scope was called on a day; its first name for a day before it began."""
    return scope_names_on([scope_id], day)[scope_id]


def scope_names_on(scope_ids: Collection[int], day: date) -> dict[int, str]:
    """What each scope was called on a day, in two queries."""
    names = dict(models.Scope.objects.filter(pk__in=scope_ids).order_by("pk").values_list("pk", "name"))
    dated: dict[int, list[tuple[date, str]]] = {}
    for scope_id, from_date, name in (
        models.ScopeName.objects.filter(scope_id__in=scope_ids)
        .order_by("scope_id", "from_date")
        .values_list("scope_id", "from_date", "name")
    ):
        dated.setdefault(scope_id, []).append((from_date, name))
    for scope_id, history in dated.items():
        begun = [name for from_date, name in history if from_date <= day]
        names[scope_id] = begun[-1] if begun else history[0][1]
    return names


def predecessors(scope_id: int) -> tuple[Relative, ...]:
    """The scopes that this one came out of, nearest first, back to the beginning. Three queries."""
    return lineage(_system_and_id(scope_id)).predecessors


def successors(scope_id: int) -> tuple[Relative, ...]:
    """The scopes that came out of this one, nearest first, up to today. Three queries."""
    return lineage(_system_and_id(scope_id)).successors


def lineage(scope: ScopeRef) -> Lineage:
    """What a scope came out of and what came out of it, in two queries at most."""
    steps = list(
        models.Succession.objects.filter(change__system_id=scope.system_id, change__reversed_at__isnull=True)
        .order_by("-change__on_date", "pk")
        .values_list("predecessor_id", "successor_id", "change_id", "change__kind", "change__on_date")
    )
    back = _walk(scope.id, [(after, before, *rest) for before, after, *rest in steps])
    forth = _walk(scope.id, [(before, after, *rest) for before, after, *rest in steps])
    scopes = models.Scope.objects.select_related("system").in_bulk([*back, *forth]) if back or forth else {}

    def relatives(reached: dict[int, _Step]) -> tuple[Relative, ...]:
        return tuple(
            Relative(ref_of(scopes[end]), change_id, ChangeKind(kind), on_date, generation)
            for end, (change_id, kind, on_date, generation) in reached.items()
        )

    return Lineage(relatives(back), relatives(forth))


def scopes_within(
    scope_id: int, kinds: Collection[ScopeKind] | None = None, *, on: date
) -> tuple[ScopeRef, ...]:
    """The scopes that lay in this one on a day, at any depth, by kind and name.

    A scope that lies in several others is listed once. At most four queries, however many scopes.
    """
    kind, system_id = models.Scope.objects.values_list("kind", "system_id").get(pk=scope_id)
    found = lying_in(scope_id, kind=kind, system_id=system_id, on=on)
    if kinds is not None:
        found = found.filter(kind__in=kinds)
    return tuple(
        ref_of(scope) for scope in found.select_related("system").order_by(kind_order(), "name", "pk")
    )


def lying_in(scope_id: int, *, kind: str, system_id: int | None, on: date) -> QuerySet[models.Scope]:
    """The scopes that lay in one of this kind on a day, at any depth; one query, to find where it ends."""
    if kind == ScopeKind.SYSTEM:
        found = models.Scope.objects.filter(system_id=scope_id)
    elif kind in {ScopeKind.NATION, ScopeKind.REGION}:
        inside = _inside(scope_id, models.ScopeRelation.objects.filter(child__kind__in=_UPPER_KINDS), on)
        found = models.Scope.objects.filter(Q(pk__in=inside) | Q(system_id__in=inside))
    else:
        inside = _inside(scope_id, models.ScopeRelation.objects.filter(child__system_id=system_id), on)
        found = models.Scope.objects.filter(pk__in=inside)
    return open_on(found.exclude(pk=scope_id), on)


def kind_order() -> Case:
    """Order scopes from the widest kind to the narrowest."""
    return Case(*(When(kind=kind, then=place) for place, kind in enumerate(ScopeKind)), default=99)


def open_on(scopes: QuerySet[models.Scope], day: date) -> QuerySet[models.Scope]:
    """Narrow scopes to those that were open on a day."""
    return scopes.filter(Q(closed_date__isnull=True) | Q(closed_date__gt=day), opened_date__lte=day)


def holding_on(relations: QuerySet[models.ScopeRelation], day: date) -> QuerySet[models.ScopeRelation]:
    """Narrow relations to those that held on a day."""
    return relations.filter(Q(to_date__isnull=True) | Q(to_date__gt=day), from_date__lte=day)


_UPPER_KINDS = [ScopeKind.REGION, ScopeKind.SYSTEM]


def _inside(scope_id: int, relations: QuerySet[models.ScopeRelation], on: date) -> set[int]:
    held: dict[int, list[int]] = {}
    for parent_id, child_id in holding_on(relations, on).values_list("parent_id", "child_id"):
        held.setdefault(parent_id, []).append(child_id)
    inside: set[int] = set()
    waiting = [scope_id]
    while waiting:
        for child_id in held.get(waiting.pop(), ()):
            if child_id not in inside:
                inside.add(child_id)
                waiting.append(child_id)
    return inside


type _Step = tuple[int, str, date, int]  # the change, its kind and day, and the generation


def _walk(scope_id: int, steps: Iterable[tuple[Any, ...]]) -> dict[int, _Step]:
    """What is reached from a scope along steps from one scope to another, nearest first."""
    onward: dict[int, list[tuple[Any, ...]]] = {}
    for start, *rest in steps:
        onward.setdefault(start, []).append(tuple(rest))
    reached: dict[int, _Step] = {}
    level, generation = [scope_id], 1
    while level:
        following = []
        for start in level:
            for end, change_id, kind, on_date in onward.get(start, ()):
                if end not in reached and end != scope_id:
                    reached[end] = (change_id, kind, on_date, generation)
                    following.append(end)
        level, generation = following, generation + 1
    return reached


def _system_and_id(scope_id: int) -> ScopeRef:
    return ref_of(models.Scope.objects.select_related("system").get(pk=scope_id))
