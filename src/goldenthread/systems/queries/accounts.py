"""What a person's own pages show, and who the demonstration's people are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Q

from goldenthread.core.audit.models import AuditEvent
from goldenthread.core.permissions.terms import Role
from goldenthread.systems import models

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

DEMO_ORDER = (
    Role.SYSTEM_ADMIN, Role.LEAD, Role.CONTRIBUTOR, Role.EDITOR, Role.ANALYST, Role.GUARDIAN, Role.NATIONAL,
    Role.OPERATOR,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeldHere:
    """A role that a person holds, with the name of its scope; no scope for the installation."""

    role: Role
    scope_id: int | None
    scope_name: str
    system_name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """A person's account as they see it."""

    name: str
    email: str
    joined_at: datetime
    has_password: bool
    has_app: bool
    passkey_count: int
    roles: tuple[HeldHere, ...]


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the demonstration's people."""

    person_id: int
    name: str
    role: Role
    scope_name: str
    system_name: str


def has_second_step(person_id: int) -> bool:
    """Whether a person signs in with an app or a passkey as well."""
    return Authenticator.objects.filter(user_id=person_id, type__in=SECOND_STEPS).exists()


def second_step_ids(person_id: int) -> frozenset[int]:
    """The apps and passkeys that a person signs in with, so that a change to them shows."""
    found = Authenticator.objects.filter(user_id=person_id, type__in=SECOND_STEPS)
    return frozenset(found.values_list("pk", flat=True))


def own_account(person_id: int) -> OwnAccount:
    """A person's account, in three queries."""
    person = models.Person.objects.get(pk=person_id)
    kinds = list(
        Authenticator.objects.filter(user_id=person_id).order_by("pk").values_list("type", flat=True)
    )
    return OwnAccount(
        name=person.name,
        email=person.email,
        joined_at=person.joined_at,
        has_password=person.has_usable_password(),
        has_app=Authenticator.Type.TOTP in kinds,
        passkey_count=kinds.count(Authenticator.Type.WEBAUTHN),
        roles=roles_of(person_id),
    )


def roles_of(person_id: int) -> tuple[HeldHere, ...]:
    """The roles that a person holds now."""
    grants = (
        models.RoleGrant.objects.filter(person_id=person_id, ended_at__isnull=True)
        .select_related("scope__system")
        .order_by("scope__system__name", "scope__name", "pk")
    )
    return tuple(
        HeldHere(
            role=Role(grant.role),
            scope_id=grant.scope_id,
            scope_name=grant.scope.name if grant.scope else "",
            system_name=grant.scope.system.name if grant.scope and grant.scope.system else "",
            since=grant.granted_at,
        )
        for grant in grants
    )


def own_record(person_id: int) -> dict[str, Any]:
    """Everything kept about a person with an account, ready to be written down."""
    account = own_account(person_id)
    events = AuditEvent.objects.filter(actor=f"person:{person_id}").order_by("at", "pk")
    return {
        "name": account.name,
        "email": account.email,
        "joined": account.joined_at.isoformat(),
        "second_steps": {"app": account.has_app, "passkeys": account.passkey_count},
        "roles": [
            {
                "role": role.role,
                "scope": role.scope_name,
                "system": role.system_name,
                "since": role.since.isoformat(),
            }
            for role in account.roles
        ],
        "invitations": [
            {"scope": scope, "role": role, "invited": invited_at.isoformat()}
            for scope, role, invited_at in models.Invitation.objects.filter(email__iexact=account.email)
            .order_by("invited_at", "pk")
            .values_list("scope__name", "role", "invited_at")
        ],
        "what_you_did": [
            {"at": at.isoformat(), "what": verb, "about": subject}
            for at, verb, subject in events.values_list("at", "verb", "subject")
        ],
    }


def demo_people() -> tuple[DemoPerson, ...]:
    """Everybody who holds a role in an invented system, or none but on the installation."""
    grants = (
        models.RoleGrant.objects.filter(
            Q(scope__isnull=True) | Q(scope__is_fictional=True), ended_at__isnull=True, person__is_active=True
        )
        .select_related("person", "scope__system")
        .order_by("person__name", "pk")
    )
    people = [
        DemoPerson(
            person_id=grant.person_id,
            name=grant.person.get_full_name(),
            role=Role(grant.role),
            scope_name=grant.scope.name if grant.scope else "",
            system_name=grant.scope.system.name if grant.scope and grant.scope.system else "",
        )
        for grant in grants
    ]
    return tuple(sorted(people, key=lambda person: DEMO_ORDER.index(person.role)))
