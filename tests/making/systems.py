"""Make systems, scopes and people."""

from datetime import UTC, date, datetime

from goldenthread.core.permissions.terms import Role
from goldenthread.systems.models import Person, RoleGrant, Scope, ScopeName, ScopeRelation

LONG_AGO = date(2020, 4, 1)
NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def make_system(name: str = "Wessbury", *, code: str = "") -> Scope:
    """A system with its first name on record."""
    system = Scope.objects.create(
        kind="system", name=name, code=code, opened_date=LONG_AGO, is_fictional=True
    )
    system.system = system
    system.save(update_fields=["system"])
    ScopeName.objects.create(scope=system, name=name, from_date=LONG_AGO)
    return system


def make_scope(
    system: Scope, kind: str = "place", name: str = "Eastdale", *, within: Scope | None = None
) -> Scope:
    """A scope of a system, lying in the system or in ``within``."""
    scope = Scope.objects.create(kind=kind, name=name, system=system, opened_date=LONG_AGO, is_fictional=True)
    ScopeName.objects.create(scope=scope, name=name, from_date=LONG_AGO)
    ScopeRelation.objects.create(child=scope, parent=within or system, from_date=LONG_AGO)
    return scope


def make_person(email: str = "lead@example.org", *, name: str = "") -> Person:
    """A person with no roles."""
    return Person.objects.create_user(
        email, "correct horse battery", name=name or email.split("@")[0], joined_at=NOW
    )


def give_role(person: Person, role: Role, scope: Scope | None) -> RoleGrant:
    """A role at a scope, from now on."""
    return RoleGrant.objects.create(person=person, scope=scope, role=role, granted_at=NOW)
