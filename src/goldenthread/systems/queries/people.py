"""The people of a scope, and the invitations that wait."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from goldenthread.core.permissions.table import GRANTS
from goldenthread.core.permissions.terms import Permission, Reach, Role
from goldenthread.systems import models, rules
from goldenthread.systems.queries.readers import ref_of
from goldenthread.systems.rules import ScopeRef

_WIDE_ROLES = [role for role, reach in GRANTS[Permission.SEE_SCOPE].items() if reach is Reach.SYSTEM]


@dataclass(frozen=True, slots=True)
class PersonHere:
    """One role of one person at one scope."""

    grant_id: int
    person_id: int
    name: str
    email: str
    role: Role
    since: datetime
    scope_id: int
    scope_name: str


@dataclass(frozen=True, slots=True)
class WaitingInvitation:
    """An invitation that nobody has accepted or taken back."""

    id: int
    email: str
    role: Role
    invited_at: datetime
    expires_at: datetime
    is_over: bool


@dataclass(frozen=True, slots=True)
class PeopleOfScope:
    """Who has a role here, who is invited, and who can see this scope by a role elsewhere in its system."""

    here: tuple[PersonHere, ...]
    waiting: tuple[WaitingInvitation, ...]
    by_system: tuple[PersonHere, ...]


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that may be accepted."""

    scope: ScopeRef
    email: str
    role: Role
    inviter: str
    has_account: bool


def people_of(scope: ScopeRef, *, at: datetime) -> PeopleOfScope:
    """The people of a scope, in two queries."""
    grants = (
        models.RoleGrant.objects.filter(ended_at__isnull=True, person__is_active=True)
        .filter(Q(scope_id=scope.id) | Q(scope__system_id=scope.system_id, role__in=_WIDE_ROLES))
        .select_related("person", "scope")
        .order_by("person__name", "person__email", "pk")
    )
    people = [_person(grant) for grant in grants]
    waiting = models.Invitation.objects.filter(
        scope_id=scope.id, accepted_at__isnull=True, revoked_at__isnull=True
    ).order_by("-invited_at", "pk")
    return PeopleOfScope(
        here=tuple(person for person in people if person.scope_id == scope.id),
        waiting=tuple(
            WaitingInvitation(
                each.pk, each.email, Role(each.role), each.invited_at, each.expires_at, each.expires_at <= at
            )
            for each in waiting
        ),
        by_system=tuple(person for person in people if person.scope_id != scope.id),
    )


def person_here(scope: ScopeRef, grant_id: int) -> PersonHere | None:
    """One role at a scope that has not ended."""
    grant = (
        models.RoleGrant.objects.filter(pk=grant_id, scope_id=scope.id, ended_at__isnull=True)
        .select_related("person", "scope")
        .first()
    )
    return _person(grant) if grant else None


def open_invitation(token_hash: str, *, at: datetime) -> OpenInvitation | None:
    """The invitation behind a token's hash; None when there is none or it is over, all alike."""
    invitation = (
        models.Invitation.objects.select_related("scope__system", "invited_by")
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
        return None
    return OpenInvitation(
        scope=ref_of(invitation.scope),
        email=invitation.email,
        role=Role(invitation.role),
        inviter=invitation.invited_by.get_full_name() if invitation.invited_by else "",
        has_account=models.Person.objects.filter(email__iexact=invitation.email).exists(),
    )


def _person(grant: models.RoleGrant) -> PersonHere:
    return PersonHere(
        grant_id=grant.pk,
        person_id=grant.person_id,
        name=grant.person.get_full_name(),
        email=grant.person.email,
        role=Role(grant.role),
        since=grant.granted_at,
        scope_id=grant.scope_id or 0,
        scope_name=grant.scope.name if grant.scope else "",
    )
