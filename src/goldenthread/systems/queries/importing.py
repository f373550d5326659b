"""What importing a system would do, before anything is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from goldenthread.core.permissions.terms import Role
from goldenthread.systems import models
from goldenthread.systems.rules.importing import FoundScope, Verdict, WantedScope, WantedSystem, verdict
from goldenthread.systems.terms import CodeScheme, ScopeKind


@dataclass(frozen=True, slots=True)
class PlannedScope:
    """One scope of the files, what will be done with it, and what it is called here."""

    wanted: WantedScope
    verdict: Verdict
    found: FoundScope | None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything that importing would do."""

    system: PlannedScope
    places: tuple[PlannedScope, ...]
    organisations: tuple[PlannedScope, ...]

    def count(self, *verdicts: Verdict) -> int:
        """How many scopes have one of these verdicts."""
        return sum(
            1 for planned in (self.system, *self.places, *self.organisations) if planned.verdict in verdicts
        )


def import_plan(wanted: WantedSystem) -> ImportPlan:
    """What importing would make, keep and leave. At most three queries, however many scopes."""
    by_code = _by_code([wanted.system, *wanted.places, *wanted.organisations])
    system = by_code.get((wanted.system.scheme, wanted.system.code))
    system_id = system.id if system else None
    by_name = _unnumbered(system_id) if system_id else {}
    places = tuple(_planned(scope, by_code, {}, system_id) for scope in wanted.places)
    organisations = tuple(_planned(scope, by_code, by_name, system_id) for scope in wanted.organisations)
    return ImportPlan(_planned(wanted.system, by_code, {}, system_id), places, organisations)


def _planned(
    wanted: WantedScope,
    by_code: dict[tuple[str, str], FoundScope],
    by_name: dict[str, FoundScope],
    system_id: int | None,
) -> PlannedScope:
    found = by_code.get((wanted.scheme, wanted.code)) if wanted.code else by_name.get(wanted.name.casefold())
    return PlannedScope(wanted, verdict(wanted, found, system_id=system_id), found)


def _by_code(scopes: Iterable[WantedScope]) -> dict[tuple[str, str], FoundScope]:
    codes: dict[CodeScheme, list[str]] = {}
    for scope in scopes:
        if scope.code:
            codes.setdefault(scope.scheme, []).append(scope.code)
    matching = Q(pk__in=[])
    for scheme, of_scheme in codes.items():
        matching |= Q(code_scheme=scheme, code__in=of_scheme)
    open_scopes = models.Scope.objects.filter(matching, closed_date__isnull=True).order_by("pk")
    return {(scope.code_scheme, scope.code): _found(scope) for scope in open_scopes}


def _unnumbered(system_id: int) -> dict[str, FoundScope]:
    scopes = models.Scope.objects.filter(
        system_id=system_id, code="", kind=ScopeKind.ORGANISATION, closed_date__isnull=True
    ).order_by("pk")
    return {scope.name.casefold(): _found(scope) for scope in scopes}


def _found(scope: models.Scope) -> FoundScope:
    return FoundScope(scope.pk, ScopeKind(scope.kind), scope.name, scope.system_id)


@dataclass(frozen=True, slots=True)
class StartedSystem:
    """A system in outline, for the person who looks after the installation: counts and no content."""

    id: int
    name: str
    code: str
    opened_date: date
    place_count: int
    organisation_count: int
    has_administrator: bool


def started_system(system_id: int) -> StartedSystem | None:
    """A system in outline, in one query; None when there is none."""
    open_members = Q(members__closed_date__isnull=True)
    administrators = models.RoleGrant.objects.filter(
        scope_id=OuterRef("pk"), role=Role.SYSTEM_ADMIN, ended_at__isnull=True
    )
    system = (
        models.Scope.objects.filter(pk=system_id, kind=ScopeKind.SYSTEM)
        .annotate(
            place_count=Count("members", filter=open_members & Q(members__kind=ScopeKind.PLACE)),
            organisation_count=Count(
                "members", filter=open_members & Q(members__kind=ScopeKind.ORGANISATION)
            ),
            has_administrator=Exists(administrators),
        )
        .first()
    )
    if system is None:
        return None
    return StartedSystem(
        system.pk,
        system.name,
        system.code,
        system.opened_date,
        system.place_count,
        system.organisation_count,
        system.has_administrator,
    )
