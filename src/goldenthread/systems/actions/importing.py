"""Start a system, or complete one, from published files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from goldenthread.core.audit import trail
from goldenthread.systems import models
from goldenthread.systems.queries.importing import ImportPlan, PlannedScope, import_plan
from goldenthread.systems.rules.importing import Verdict, WantedScope, WantedSystem, why_not_import


class ImportRefused(Exception):
    """args[0] is the ImportRefusal."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the system, and how many scopes were made, kept and left."""

    system_id: int
    made_count: int
    kept_count: int
    left_count: int


@transaction.atomic
def import_system(
    wanted: WantedSystem, *, opened: date, actor: str, at: datetime, file_hashes: Sequence[str] = ()
) -> Imported:
    """Make what the files name and this site does not have; change nothing that it has.

    Importing the same files again makes nothing.
    """
    plan = import_plan(wanted)
    if refusal := why_not_import(wanted, found=plan.system.found):
        raise ImportRefused(refusal)
    system_id = plan.system.found.id if plan.system.found else _make_system(wanted.system, opened)
    places = _make(plan.places, system_id=system_id, parents={}, opened=opened)
    parents = places | {planned.wanted.code: planned.found.id for planned in plan.places if _is_ours(planned)}
    _make(plan.organisations, system_id=system_id, parents=parents, opened=opened)
    made = plan.count(Verdict.MAKE)
    if made:
        trail.record(
            "systems.system.imported",
            actor=actor,
            at=at,
            system_id=system_id,
            subject=f"systems.scope:{system_id}",
            facts=_facts(plan, file_hashes),
        )
    kept = plan.count(Verdict.KEEP, Verdict.KEEP_NAME)
    return Imported(system_id, made, kept, plan.count(Verdict.LEAVE))


def _make_system(wanted: WantedScope, opened: date) -> int:
    system = models.Scope.objects.create(
        kind=wanted.kind, name=wanted.name, code=wanted.code, code_scheme=wanted.scheme, opened_date=opened
    )
    system.system = system
    system.save(update_fields=["system"])
    models.ScopeName.objects.create(scope=system, name=wanted.name, from_date=opened)
    return system.pk


def _make(
    planned: Sequence[PlannedScope], *, system_id: int, parents: dict[str, int], opened: date
) -> dict[str, int]:
    """Make the scopes that are missing, with their first name and where they lie; answer ids by code."""
    wanted = [each.wanted for each in planned if each.verdict is Verdict.MAKE]
    made = models.Scope.objects.bulk_create(
        models.Scope(
            kind=scope.kind,
            name=scope.name,
            code=scope.code,
            code_scheme=scope.scheme if scope.code else "",
            organisation_kind=scope.organisation_kind or "",
            system_id=system_id,
            opened_date=opened,
        )
        for scope in wanted
    )
    models.ScopeName.objects.bulk_create(
        models.ScopeName(scope=scope, name=scope.name, from_date=opened) for scope in made
    )
    models.ScopeRelation.objects.bulk_create(
        models.ScopeRelation(
            child=scope, parent_id=parents.get(asked.place_code, system_id), from_date=opened
        )
        for scope, asked in zip(made, wanted, strict=True)
    )
    return {scope.code: scope.pk for scope in made}


def _is_ours(planned: PlannedScope) -> bool:
    return planned.verdict in (Verdict.KEEP, Verdict.KEEP_NAME)


def _facts(plan: ImportPlan, file_hashes: Sequence[str]) -> dict[str, object]:
    made = [
        each.wanted
        for each in (plan.system, *plan.places, *plan.organisations)
        if each.verdict is Verdict.MAKE
    ]
    return {
        "code": plan.system.wanted.code,
        "made_count": len(made),
        "codes": [scope.code for scope in made if scope.code][:1000],
        "file_hashes": list(file_hashes),
    }
