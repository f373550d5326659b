"""Invite people, let them accept, and end what they are to a scope."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from goldenthread.core import tokens
from goldenthread.core.audit import trail
from goldenthread.core.permissions.terms import ROLE_NAMES, Role
from goldenthread.systems import models, rules
from goldenthread.systems.actions import accounts
from goldenthread.systems.queries.readers import Reader, ref_of
from goldenthread.systems.rules import ScopeRef
from goldenthread.systems.terms import PeopleRefusal

AddressOf = Callable[[str], str]  # from a token to the address of its page


class PeopleRefused(Exception):
    """args[0] is the PeopleRefusal."""


@transaction.atomic
def invite(
    scope: ScopeRef, *, email: str, role: Role, by: Reader, at: datetime, address_of: AddressOf
) -> int:
    """Invite an email address to a role. The message leaves when the transaction has held."""
    if refusal := _why_not_grant(role, scope, by):
        raise PeopleRefused(refusal)
    return _invite(scope, email=email, role=role, by=by, at=at, address_of=address_of)


@transaction.atomic
def invite_first_administrator(
    scope: ScopeRef, *, email: str, by: Reader, at: datetime, address_of: AddressOf
) -> int:
    """Invite somebody to run a system that nobody runs, for whoever looks after the installation."""
    administrators = models.RoleGrant.objects.filter(
        scope_id=scope.id, role=Role.SYSTEM_ADMIN, ended_at__isnull=True, person__is_active=True
    )
    if refusal := rules.why_not_invite_first(
        scope_kind=scope.kind,
        is_closed=scope.is_closed,
        administrator_count=administrators.count(),
        held=by.held,
    ):
        raise PeopleRefused(refusal)
    return _invite(scope, email=email, role=Role.SYSTEM_ADMIN, by=by, at=at, address_of=address_of)


def _invite(
    scope: ScopeRef, *, email: str, role: Role, by: Reader, at: datetime, address_of: AddressOf
) -> int:
    if models.RoleGrant.objects.filter(
        scope_id=scope.id, role=role, person__email__iexact=email, ended_at__isnull=True
    ).exists():
        raise PeopleRefused(PeopleRefusal.HAS_ROLE)
    waiting = models.Invitation.objects.filter(
        scope_id=scope.id, role=role, email__iexact=email, accepted_at__isnull=True, revoked_at__isnull=True
    )
    if waiting.exists():
        raise PeopleRefused(PeopleRefusal.ALREADY_INVITED)
    token = tokens.new_token()
    invitation = models.Invitation.objects.create(
        scope_id=scope.id,
        role=role,
        email=email,
        token_hash=tokens.hashed(token),
        invited_by_id=by.person_id,
        invited_at=at,
        expires_at=at + rules.INVITATION_LASTS,
    )
    _record("systems.invitation.sent", invitation, by=by.actor, at=at, scope=scope, role=role)
    _send(invitation, scope=scope, by=by, address=address_of(token))
    return invitation.pk


@transaction.atomic
def resend(scope: ScopeRef, invitation_id: int, *, by: Reader, at: datetime, address_of: AddressOf) -> None:
    """Send an invitation again with a new link; the old link stops working."""
    invitation = _waiting(scope, invitation_id)
    if refusal := _why_not_grant(Role(invitation.role), scope, by):
        raise PeopleRefused(refusal)
    token = tokens.new_token()
    invitation.token_hash = tokens.hashed(token)
    invitation.invited_at, invitation.expires_at = at, at + rules.INVITATION_LASTS
    invitation.invited_by_id = by.person_id
    invitation.save(update_fields=["token_hash", "invited_at", "expires_at", "invited_by"])
    _record("systems.invitation.sent_again", invitation, by=by.actor, at=at, scope=scope)
    _send(invitation, scope=scope, by=by, address=address_of(token))


@transaction.atomic
def revoke(scope: ScopeRef, invitation_id: int, *, by: Reader, at: datetime) -> None:
    """Take an invitation back; its link stops working."""
    invitation = _waiting(scope, invitation_id)
    invitation.revoked_at = at
    invitation.save(update_fields=["revoked_at"])
    _record("systems.invitation.taken_back", invitation, by=by.actor, at=at, scope=scope)


@transaction.atomic
def accept(token_hash: str, *, person_id: int, at: datetime) -> int:
    """Take the role that an invitation offers, with an account that has its address. Answers the scope."""
    invitation = _acceptable(token_hash, at)
    person = models.Person.objects.get(pk=person_id)
    if person.email.lower() != invitation.email.lower():
        raise PeopleRefused(PeopleRefusal.OTHER_ADDRESS)
    return _take(invitation, person, at)


@transaction.atomic
def accept_with_new_account(token_hash: str, *, name: str, password: str, at: datetime) -> tuple[int, int]:
    """Open an account for the invited address and take the role. Answers the person and the scope."""
    invitation = _acceptable(token_hash, at)
    person = accounts.open_account(
        email=invitation.email,
        name=name,
        password=password,
        actor=f"invitation:{invitation.pk}",
        at=at,
        system_id=_chain(invitation.scope),
    )
    return person.pk, _take(invitation, person, at)


@transaction.atomic
def end_role(scope: ScopeRef, grant_id: int, *, by: Reader, at: datetime) -> None:
    """End what a person is to a scope; every session of theirs ends with it."""
    grant = models.RoleGrant.objects.select_for_update().filter(scope_id=scope.id, pk=grant_id).first()
    if grant is None:
        raise PeopleRefused(PeopleRefusal.ROLE_ENDED)
    role = Role(grant.role)
    others = models.RoleGrant.objects.select_for_update().filter(
        scope__system_id=scope.system_id,
        role=Role.SYSTEM_ADMIN,
        ended_at__isnull=True,
        person__is_active=True,
    )
    if refusal := rules.why_not_end_role(
        role,
        is_ended=grant.ended_at is not None,
        administrators_left=len([other for other in others if other.pk != grant.pk]),
        refusal_to_give=_why_not_grant(role, scope, by),
    ):
        raise PeopleRefused(refusal)
    grant.ended_at = at
    grant.save(update_fields=["ended_at"])
    accounts.end_sessions(grant.person_id, actor=by.actor, at=at)
    _record("systems.role.ended", grant, by=by.actor, at=at, scope=scope, role=role, person=grant.person_id)


def _take(invitation: models.Invitation, person: models.Person, at: datetime) -> int:
    _, made = models.RoleGrant.objects.get_or_create(
        person=person,
        scope=invitation.scope,
        role=invitation.role,
        ended_at=None,
        defaults={"granted_by_id": invitation.invited_by_id, "granted_at": at},
    )
    invitation.accepted_at, invitation.accepted_by = at, person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    scope = ref_of(invitation.scope)
    facts: dict[str, Any] = {"role": invitation.role, "is_new": made}
    _record("systems.invitation.accepted", invitation, by=f"person:{person.pk}", at=at, scope=scope, **facts)
    return scope.id


def _acceptable(token_hash: str, at: datetime) -> models.Invitation:
    invitation = (
        models.Invitation.objects.select_for_update(of=("self",))
        .select_related("scope__system")
        .filter(token_hash=token_hash)
        .first()
    )
    if invitation is None or rules.why_not_accept(
        expires_at=invitation.expires_at,
        accepted_at=invitation.accepted_at,
        revoked_at=invitation.revoked_at,
        is_closed=invitation.scope.closed_date is not None,
        at=at,
    ):
        raise PeopleRefused(PeopleRefusal.INVITATION_OVER)
    return invitation


def _waiting(scope: ScopeRef, invitation_id: int) -> models.Invitation:
    invitation = (
        models.Invitation.objects.select_for_update()
        .filter(pk=invitation_id, scope_id=scope.id, accepted_at__isnull=True, revoked_at__isnull=True)
        .first()
    )
    if invitation is None:
        raise PeopleRefused(PeopleRefusal.INVITATION_OVER)
    return invitation


def _why_not_grant(role: Role, scope: ScopeRef, by: Reader) -> PeopleRefusal | None:
    return rules.why_not_grant(
        role,
        scope_id=scope.id,
        system_id=scope.system_id,
        scope_kind=scope.kind,
        is_closed=scope.is_closed,
        held=by.held,
    )


def _send(invitation: models.Invitation, *, scope: ScopeRef, by: Reader, address: str) -> None:
    words = {
        "scope_name": scope.name,
        "system_name": scope.system_name,
        "role": ROLE_NAMES[Role(invitation.role)],
        "inviter": by.name,
        "expires_at": invitation.expires_at,
        "address": address,
    }
    text = render_to_string("systems/mail/invitation.jinja", words)
    subject, _, body = text.strip().partition("\n")
    letter = EmailMessage(" ".join(subject.split()), body.strip() + "\n", None, [invitation.email])
    transaction.on_commit(partial(letter.send, fail_silently=False))


def _record(
    verb: str,
    subject: models.Invitation | models.RoleGrant,
    *,
    by: str,
    at: datetime,
    scope: ScopeRef,
    **facts: Any,
) -> None:
    kind = "invitation" if isinstance(subject, models.Invitation) else "role_grant"
    trail.record(
        verb,
        actor=by,
        at=at,
        system_id=scope.system_id,
        subject=f"systems.{kind}:{subject.pk}",
        facts={"scope": scope.id, **facts},
    )


def _chain(scope: models.Scope) -> int | None:
    return ref_of(scope).system_id
