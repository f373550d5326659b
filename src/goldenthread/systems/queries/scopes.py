"""What a scope's overview shows, and what scopes may be chosen on a form."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from goldenthread.systems import models
from goldenthread.systems.queries.history import holding_on, kind_order, lying_in
from goldenthread.systems.queries.readers import ref_of
from goldenthread.systems.rules import ScopeRef
from goldenthread.systems.terms import ScopeKind

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class LiesIn:
    """A scope that another lies in, and since when."""

    scope: ScopeRef
    since: date


@dataclass(frozen=True, slots=True)
class Within:
    """One page of what lies in a scope, and how much there is of each kind."""

    counts: dict[str, int]
    rows: tuple[ScopeRef, ...]
    kind: str
    text: str
    found_count: int
    page: int
    page_count: int


@dataclass(frozen=True, slots=True)
class ScopeFacts:
    """What a scope is."""

    ref: ScopeRef
    code_scheme: str
    organisation_kind: str
    opened_date: date
    closed_date: date | None
    lies_in: tuple[LiesIn, ...]


def scope_facts(scope: ScopeRef, *, on: date) -> ScopeFacts:
    """What a scope is and where it lies, in two queries; for a closed one, where it lay last."""
    stored = models.Scope.objects.get(pk=scope.id)
    relations = models.ScopeRelation.objects.filter(child_id=scope.id)
    if stored.closed_date is None:
        relations = holding_on(relations, on)
    else:
        relations = relations.filter(to_date=stored.closed_date)
    return ScopeFacts(
        ref=scope,
        code_scheme=stored.code_scheme,
        organisation_kind=stored.organisation_kind,
        opened_date=stored.opened_date,
        closed_date=stored.closed_date,
        lies_in=tuple(
            LiesIn(ref_of(relation.parent), relation.from_date)
            for relation in relations.select_related("parent__system").order_by("parent__name", "pk")
        ),
    )


def within(scope: ScopeRef, *, on: date, kind: str = "", text: str = "", page: int = 1) -> Within:
    """What lies in a scope on a day: counts by kind, and a page of those asked for. Four queries at most."""
    everything = lying_in(scope.id, kind=scope.kind, system_id=scope.system_id, on=on)
    counted = everything.values_list("kind").annotate(Count("pk")).order_by("kind")
    counts = dict(counted)
    found = everything
    if kind:
        found = found.filter(kind=kind)
    if text:
        found = found.filter(name__icontains=text) | found.filter(code__iexact=text)
    found_count = found.count() if text else sum(n for each, n in counts.items() if kind in ("", each))
    page_count = max(1, -(-found_count // PAGE_SIZE))
    page = min(max(page, 1), page_count)
    rows = found.select_related("system").order_by(kind_order(), "name", "pk")
    return Within(
        counts={each: counts[each] for each in ScopeKind if each in counts},
        rows=tuple(ref_of(row) for row in rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]),
        kind=kind,
        text=text,
        found_count=found_count,
        page=page,
        page_count=page_count,
    )


def possible_parents(system_id: int | None, kinds: Collection[str]) -> tuple[ScopeRef, ...]:
    """The open scopes of a system, of these kinds, that another may lie in."""
    found = models.Scope.objects.filter(system_id=system_id, kind__in=kinds, closed_date__isnull=True)
    return tuple(
        ref_of(scope) for scope in found.select_related("system").order_by(kind_order(), "name", "pk")
    )


def parent_ids(scope_id: int) -> tuple[int, ...]:
    """The scopes that another lies in today."""
    found = models.ScopeRelation.objects.filter(child_id=scope_id, to_date__isnull=True)
    return tuple(found.order_by("parent_id").values_list("parent_id", flat=True))


def children_of(scope_id: int) -> tuple[ScopeRef, ...]:
    """The open scopes that lie right in another today."""
    found = models.Scope.objects.filter(lies_in__parent_id=scope_id, lies_in__to_date__isnull=True)
    return tuple(
        ref_of(scope) for scope in found.select_related("system").order_by(kind_order(), "name", "pk")
    )


def merge_partners(scope: ScopeRef) -> tuple[ScopeRef, ...]:
    """The open scopes of the same system and kind, but this one."""
    found = possible_parents(scope.system_id, [scope.kind])
    return tuple(ref for ref in found if ref.id != scope.id)


def system_to_look_after(system_id: int) -> tuple[str, bool] | None:
    """A system's name, and whether it has an administrator; None when there is no such system."""
    name = (
        models.Scope.objects.filter(pk=system_id, kind=ScopeKind.SYSTEM)
        .values_list("name", flat=True)
        .first()
    )
    if name is None:
        return None
    administrators = models.RoleGrant.objects.filter(
        scope_id=system_id, role="system_admin", ended_at__isnull=True, person__is_active=True
    )
    return name, administrators.exists()
