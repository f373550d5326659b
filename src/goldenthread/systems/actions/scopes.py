"""Add scopes to a system, set right what was typed wrong, and start a system."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from goldenthread.core.audit import trail
from goldenthread.core.permissions.terms import Role
from goldenthread.systems import models
from goldenthread.systems.queries.readers import Reader
from goldenthread.systems.rules import ScopeRef, scopes
from goldenthread.systems.terms import OrganisationKind, ScopeKind, ScopeRefusal


class ScopeRefused(Exception):
    """args[0] is the ScopeRefusal."""


@dataclass(frozen=True, slots=True)
class NewScope:
    """A scope that somebody wants."""

    kind: ScopeKind
    name: str
    code: str
    opened: date
    organisation_kind: OrganisationKind | None = None


@transaction.atomic
def start_system(
    *, name: str, code: str, opened: date, is_fictional: bool = False, actor: str, at: datetime
) -> int:
    """Start an empty system. It is seen by nobody until somebody has a role in it."""
    code = scopes.tidy_code(code)
    refuse_name(ScopeKind.SYSTEM, name=name, code=code, system_id=None)
    system = models.Scope.objects.create(
        kind=ScopeKind.SYSTEM,
        name=name,
        code=code,
        code_scheme=scopes.scheme_of(code),
        opened_date=opened,
        is_fictional=is_fictional,
    )
    system.system = system
    system.save(update_fields=["system"])
    models.ScopeName.objects.create(scope=system, name=name, from_date=opened)
    _record("systems.system.started", system, actor=actor, at=at)
    return system.pk


@transaction.atomic
def look_after(system_id: int, *, person_id: int, actor: str, at: datetime) -> None:
    """Make somebody the first administrator of a system that has none."""
    if has_administrator(system_id):
        raise ScopeRefused(ScopeRefusal.HAS_ADMINISTRATOR)
    models.RoleGrant.objects.create(
        person_id=person_id, scope_id=system_id, role=Role.SYSTEM_ADMIN, granted_at=at
    )
    trail.record(
        "systems.system.first_administrator",
        actor=actor,
        at=at,
        system_id=system_id,
        subject=f"systems.person:{person_id}",
    )


@transaction.atomic
def add_scope(
    system_id: int, wanted: NewScope, *, parent_ids: Collection[int], by: Reader, at: datetime
) -> int:
    """Add a place, an organisation or a pathway to a system."""
    code = scopes.tidy_code(wanted.code)
    system = models.Scope.objects.select_for_update().get(pk=system_id)
    parents = parents_in(system_id, parent_ids)
    if refusal := scopes.why_not_add(
        wanted.kind,
        code=code,
        parent_kinds={parent.kind for parent in parents},
        parents_closed=any(parent.closed_date for parent in parents),
        name_taken=name_taken(wanted.kind, wanted.name, system_id=system_id),
        code_taken=code_taken(code),
    ):
        raise ScopeRefused(refusal)
    scope = make_scope(
        kind=wanted.kind,
        name=wanted.name,
        code=code,
        organisation_kind=wanted.organisation_kind or "",
        system=system,
        opened=wanted.opened,
    )
    models.ScopeRelation.objects.bulk_create(
        models.ScopeRelation(child=scope, parent=parent, from_date=wanted.opened) for parent in parents
    )
    _record("systems.scope.added", scope, actor=by.actor, at=at, kind=wanted.kind, parents=sorted(parent_ids))
    return scope.pk


@transaction.atomic
def set_right(
    scope: ScopeRef, *, name: str, code: str, organisation_kind: str, by: Reader, at: datetime
) -> None:
    """Correct what was typed wrong; today's name is replaced in the history too."""
    code = scopes.tidy_code(code)
    stored = models.Scope.objects.select_for_update().get(pk=scope.id)
    refuse_name(ScopeKind(stored.kind), name=name, code=code, system_id=scope.system_id, but=scope.id)
    changed = [
        field
        for field, old, new in (
            ("name", stored.name, name),
            ("code", stored.code, code),
            ("organisation_kind", stored.organisation_kind, organisation_kind),
        )
        if old != new
    ]
    stored.name, stored.code, stored.organisation_kind = name, code, organisation_kind
    stored.code_scheme = scopes.scheme_of(code)
    stored.save(update_fields=["name", "code", "code_scheme", "organisation_kind"])
    models.ScopeName.objects.filter(scope=stored, to_date__isnull=True).update(name=name)
    _record("systems.scope.set_right", stored, actor=by.actor, at=at, changed=changed)


def make_scope(
    *, kind: str, name: str, code: str, organisation_kind: str, system: models.Scope, opened: date
) -> models.Scope:
    """Store a scope of a system with its first name."""
    scope = models.Scope.objects.create(
        kind=kind,
        name=name,
        code=code,
        code_scheme=scopes.scheme_of(code),
        organisation_kind=organisation_kind if kind == ScopeKind.ORGANISATION else "",
        system=system,
        opened_date=opened,
        is_fictional=system.is_fictional,
    )
    models.ScopeName.objects.create(scope=scope, name=name, from_date=opened)
    return scope


def parents_in(system_id: int | None, parent_ids: Collection[int]) -> list[models.Scope]:
    """The scopes of a system with these ids; an id of another system's is as if it were not there."""
    return list(models.Scope.objects.filter(pk__in=parent_ids, system_id=system_id).order_by("pk"))


def refuse_name(
    kind: ScopeKind, *, name: str, code: str, system_id: int | None, but: int | None = None
) -> None:
    """Refuse a name or a code that an open scope has."""
    if refusal := scopes.why_not_call(
        code=code,
        name_taken=name_taken(kind, name, system_id=system_id, but=but),
        code_taken=code_taken(code, but=but),
    ):
        raise ScopeRefused(refusal)


def name_taken(kind: str, name: str, *, system_id: int | None, but: int | None = None) -> bool:
    """Whether an open scope of this kind has a name; systems among all systems, others in their own."""
    found = models.Scope.objects.filter(kind=kind, name__iexact=name, closed_date__isnull=True).exclude(
        pk=but
    )
    return (found if kind == ScopeKind.SYSTEM else found.filter(system_id=system_id)).exists()


def code_taken(code: str, *, but: int | None = None) -> bool:
    """Whether an open scope anywhere on this site has a code."""
    if not code:
        return False
    found = models.Scope.objects.filter(
        code=code, code_scheme=scopes.scheme_of(code), closed_date__isnull=True
    )
    return found.exclude(pk=but).exists()


def has_administrator(system_id: int) -> bool:
    """Whether somebody looks after a system."""
    return models.RoleGrant.objects.filter(
        scope_id=system_id, role=Role.SYSTEM_ADMIN, ended_at__isnull=True, person__is_active=True
    ).exists()


def _record(verb: str, scope: models.Scope, *, actor: str, at: datetime, **facts: object) -> None:
    trail.record(
        verb, actor=actor, at=at, system_id=scope.system_id, subject=f"systems.scope:{scope.pk}", facts=facts
    )
