"""Who may give which role, and when an invitation or a role may end."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from goldenthread.core.permissions.table import GRANTS
from goldenthread.core.permissions.terms import Permission, Reach, Role
from goldenthread.systems.rules.access import HeldRole, may, may_somewhere
from goldenthread.systems.terms import PeopleRefusal, ScopeKind

INVITATION_LASTS = timedelta(days=7)

# Roles whose reach is the whole system are given at the system, so that nobody is surprised by them.
ROLES_OF_A_SYSTEM = frozenset({Role.SYSTEM_ADMIN, Role.ANALYST, Role.GUARDIAN})
ROLES_OF_AN_INSTALLATION = frozenset({Role.NATIONAL, Role.OPERATOR})

_WIDTH = {None: 0, Reach.OWN: 1, Reach.SYSTEM: 2, Reach.EVERYWHERE: 3}


def why_not_grant(
    role: Role,
    *,
    scope_id: int,
    system_id: int | None,
    scope_kind: str,
    is_closed: bool,
    held: Iterable[HeldRole],
) -> PeopleRefusal | None:
    """Why somebody who holds these roles may not give a role at a scope; None when they may."""
    held = tuple(held)
    if not may(Permission.MANAGE_PEOPLE, scope_id=scope_id, system_id=system_id, held=held):
        return PeopleRefusal.NOT_YOURS_TO_GIVE
    if role in ROLES_OF_AN_INSTALLATION:
        return PeopleRefusal.NOT_YOURS_TO_GIVE
    for permission, roles in GRANTS.items():
        if _WIDTH[roles.get(role)] > _WIDTH[_reach(permission, scope_id, system_id, held)]:
            return PeopleRefusal.ABOVE_YOUR_OWN
    if role in ROLES_OF_A_SYSTEM and scope_kind != ScopeKind.SYSTEM:
        return PeopleRefusal.ROLE_OF_A_SYSTEM
    if is_closed:
        return PeopleRefusal.SCOPE_CLOSED
    return None


def why_not_invite_first(
    *, scope_kind: str, is_closed: bool, administrator_count: int, held: Iterable[HeldRole]
) -> PeopleRefusal | None:
    """Why somebody may not name the first administrator of a system; None when they may.

    Whoever looks after the installation may do so once, while the system has none. It gives them no
    view of the system.
    """
    if not may_somewhere(Permission.OPERATE, held=held) or administrator_count:
        return PeopleRefusal.NOT_YOURS_TO_GIVE
    if scope_kind != ScopeKind.SYSTEM:
        return PeopleRefusal.ROLE_OF_A_SYSTEM
    return PeopleRefusal.SCOPE_CLOSED if is_closed else None


def grantable_roles(
    *, scope_id: int, system_id: int | None, scope_kind: str, is_closed: bool, held: Iterable[HeldRole]
) -> tuple[Role, ...]:
    """The roles that somebody who holds these roles may give at a scope."""
    held = tuple(held)
    return tuple(
        role
        for role in Role
        if why_not_grant(
            role,
            scope_id=scope_id,
            system_id=system_id,
            scope_kind=scope_kind,
            is_closed=is_closed,
            held=held,
        )
        is None
    )


def endable_roles(
    *, scope_id: int, system_id: int | None, scope_kind: str, held: Iterable[HeldRole]
) -> tuple[Role, ...]:
    """The roles that somebody who holds these roles may end at a scope, open or closed."""
    held = tuple(held)
    return tuple(
        role
        for role in Role
        if why_not_grant(
            role, scope_id=scope_id, system_id=system_id, scope_kind=scope_kind, is_closed=False, held=held
        )
        in (None, PeopleRefusal.ROLE_OF_A_SYSTEM)
    )


def why_not_end_role(
    role: Role, *, is_ended: bool, administrators_left: int, refusal_to_give: PeopleRefusal | None
) -> PeopleRefusal | None:
    """Why a role may not be ended; None when it may.

    Whoever may give a role may end it, also where the scope has closed since.
    """
    if is_ended:
        return PeopleRefusal.ROLE_ENDED
    if refusal_to_give not in (None, PeopleRefusal.SCOPE_CLOSED, PeopleRefusal.ROLE_OF_A_SYSTEM):
        return refusal_to_give
    if role is Role.SYSTEM_ADMIN and administrators_left == 0:
        return PeopleRefusal.LAST_ADMINISTRATOR
    return None


def why_not_accept(
    *,
    expires_at: datetime,
    accepted_at: datetime | None,
    revoked_at: datetime | None,
    is_closed: bool,
    at: datetime,
) -> PeopleRefusal | None:
    """Why an invitation may not be accepted; None when it may. Pages give one answer to all."""
    if accepted_at is not None or revoked_at is not None:
        return PeopleRefusal.INVITATION_OVER
    if at >= expires_at or is_closed:
        return PeopleRefusal.INVITATION_OVER
    return None


def _reach(
    permission: Permission, scope_id: int, system_id: int | None, held: tuple[HeldRole, ...]
) -> Reach | None:
    """The widest reach of a permission among roles that cover a scope."""
    reaches = [
        GRANTS[permission].get(role.role)
        for role in held
        if may(permission, scope_id=scope_id, system_id=system_id, held=[role])
    ]
    return max(reaches, key=_WIDTH.__getitem__, default=None)
