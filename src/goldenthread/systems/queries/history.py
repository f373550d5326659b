"""Scopes as they were: their names, where they lay and what they came out of, by date.

Dates run from a day up to, but without, another: on the day of a change the new state holds.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

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
    return _lineage(scope_id, towards="predecessor")


def successors(scope_id: int) -> tuple[Relative, ...]:
    """The scopes that came out of this one, nearest first, up to today. Three queries."""
    return _lineage(scope_id, towards="successor")


def scopes_within(
    scope_id: int, kinds: Collection[ScopeKind] | None = None, *, on: date
) -> tuple[ScopeRef, ...]:
    """The scopes that lay in this one on a day, at any depth, by kind and name.

    A scope that lies in several others is listed once. At most four queries, however many scopes.
    """
    kind, system_id = models.Scope.objects.values_list("kind", "system_id").get(pk=scope_id)
    inside: Iterable[int]
    if kind == ScopeKind.SYSTEM:
        found = models.Scope.objects.filter(system_id=scope_id)
    elif kind in {ScopeKind.NATION, ScopeKind.REGION}:
        inside = _inside(scope_id, models.ScopeRelation.objects.filter(child__kind__in=_UPPER_KINDS), on)
        found = models.Scope.objects.filter(Q(pk__in=inside) | Q(system_id__in=inside))
    else:
        inside = _inside(scope_id, models.ScopeRelation.objects.filter(child__system_id=system_id), on)
        found = models.Scope.objects.filter(pk__in=inside)
    found = open_on(found.exclude(pk=scope_id), on)
    if kinds is not None:
        found = found.filter(kind__in=kinds)
    order = list(ScopeKind)
    refs = [ref_of(scope) for scope in found.select_related("system").order_by("name", "pk")]
    return tuple(sorted(refs, key=lambda ref: order.index(ScopeKind(ref.kind))))


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


def _lineage(scope_id: int, *, towards: str) -> tuple[Relative, ...]:
    system_id = models.Scope.objects.values_list("system_id", flat=True).get(pk=scope_id)
    origin = "successor" if towards == "predecessor" else "predecessor"
    steps: dict[int, list[tuple[int, int, str, date]]] = {}
    for start, end, change_id, kind, on_date in (
        models.Succession.objects.filter(change__system_id=system_id, change__reversed_at__isnull=True)
        .order_by("-change__on_date", "pk")
        .values_list(f"{origin}_id", f"{towards}_id", "change_id", "change__kind", "change__on_date")
    ):
        steps.setdefault(start, []).append((end, change_id, kind, on_date))
    reached: dict[int, tuple[int, str, date, int]] = {}
    level, generation = [scope_id], 1
    while level:
        following = []
        for start in level:
            for end, change_id, kind, on_date in steps.get(start, ()):
                if end not in reached and end != scope_id:
                    reached[end] = (change_id, kind, on_date, generation)
                    following.append(end)
        level, generation = following, generation + 1
    scopes = models.Scope.objects.select_related("system").in_bulk(list(reached))
    return tuple(
        Relative(ref_of(scopes[end]), change_id, ChangeKind(kind), on_date, generation)
        for end, (change_id, kind, on_date, generation) in reached.items()
    )
