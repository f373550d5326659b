"""Changes to people's accounts."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F

from goldenthread.core.audit import trail
from goldenthread.core.permissions.terms import Role
from goldenthread.systems import models
from goldenthread.systems.terms import ScopeKind


class EmailTaken(Exception):
    """Somebody has an account with this email address."""


class SystemUnknown(Exception):
    """No system has this number."""


@transaction.atomic
def open_account(
    *,
    email: str,
    name: str,
    actor: str,
    at: datetime,
    password: str | None = None,
    system_id: int | None = None,
) -> models.Person:
    """Open an account. Without a password the person sets one through "forgotten password"."""
    if models.Person.objects.filter(email__iexact=email).exists():
        raise EmailTaken
    person = models.Person.objects.create_user(email, password, name=name, joined_at=at)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    trail.record(
        "systems.person.opened",
        actor=actor,
        at=at,
        system_id=system_id,
        subject=f"systems.person:{person.pk}",
    )
    return person


@transaction.atomic
def open_administrator(
    *, email: str, name: str, password: str, system_id: int | None, actor: str, at: datetime
) -> models.Person:
    """Open an account that may run a system or, without one, this installation."""
    if (
        system_id is not None
        and not models.Scope.objects.filter(pk=system_id, kind=ScopeKind.SYSTEM).exists()
    ):
        raise SystemUnknown
    person = open_account(email=email, name=name, actor=actor, at=at, password=password, system_id=system_id)
    if system_id is None:
        make_operator(person.pk, actor=actor, at=at)
        return person
    grant = models.RoleGrant.objects.create(
        person=person, scope_id=system_id, role=Role.SYSTEM_ADMIN, granted_at=at
    )
    trail.record(
        "systems.role.granted",
        actor=actor,
        at=at,
        system_id=system_id,
        subject=f"systems.role_grant:{grant.pk}",
        facts={"role": Role.SYSTEM_ADMIN, "person": person.pk},
    )
    return person


@transaction.atomic
def make_operator(person_id: int, *, actor: str, at: datetime) -> None:
    """Let a person look after this installation. It gives no view of any system's content."""
    _give(person_id, Role.OPERATOR, "systems.operator.made", actor=actor, at=at)


@transaction.atomic
def make_national(person_id: int, *, actor: str, at: datetime) -> None:
    """Let a person compare what systems have published. It gives no view of anything private."""
    _give(person_id, Role.NATIONAL, "systems.national.made", actor=actor, at=at)


@transaction.atomic
def end_sessions(person_id: int, *, actor: str, at: datetime) -> int:
    """End every session of a person, and answer their new session number."""
    models.Person.objects.filter(pk=person_id).update(session_number=F("session_number") + 1)
    subject = f"systems.person:{person_id}"
    trail.record("systems.person.sessions_ended", actor=actor, at=at, system_id=None, subject=subject)
    return models.Person.objects.values_list("session_number", flat=True).get(pk=person_id)


@transaction.atomic
def rename_person(person_id: int, *, name: str, actor: str, at: datetime) -> None:
    """Change what a person is called."""
    models.Person.objects.filter(pk=person_id).update(name=name)
    subject = f"systems.person:{person_id}"
    trail.record("systems.person.renamed", actor=actor, at=at, system_id=None, subject=subject)


def _give(person_id: int, role: Role, verb: str, *, actor: str, at: datetime) -> None:
    _, made = models.RoleGrant.objects.get_or_create(
        person_id=person_id, scope=None, role=role, ended_at=None, defaults={"granted_at": at}
    )
    if made:
        trail.record(verb, actor=actor, at=at, system_id=None, subject=f"systems.person:{person_id}")
