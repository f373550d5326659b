"""Who may do what, where."""

from collections.abc import Iterable
from dataclasses import dataclass

from goldenthread.core.permissions.table import GRANTS
from goldenthread.core.permissions.terms import Permission, Reach, Role

ONLY_READING = {
    Permission.SEE_SCOPE,
    Permission.READ_AUDIT,
    Permission.READ_RESULTS,
    Permission.COMPARE_SYSTEMS,
}


@dataclass(frozen=True, slots=True)
class ScopeRef:
    """A scope as pages and decisions know it."""

    id: int
    kind: str
    name: str
    code: str
    system_id: int | None
    system_name: str
    is_fictional: bool
    is_closed: bool


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that a person holds at a scope, and what answers to that scope: pathways, predecessors."""

    role: Role
    scope_id: int | None
    system_id: int | None
    covered_ids: frozenset[int] = frozenset()


def may(permission: Permission, *, scope_id: int, system_id: int | None, held: Iterable[HeldRole]) -> bool:
    """Whether roles held allow a permission at a scope."""
    return any(_covers(GRANTS[permission].get(role.role), role, scope_id, system_id) for role in held)


def may_somewhere(permission: Permission, *, held: Iterable[HeldRole]) -> bool:
    """Whether roles held allow a permission at any scope at all."""
    return any(role.role in GRANTS[permission] for role in held)


def needs_second_step(held: Iterable[HeldRole]) -> bool:
    """Whether roles held are worth protecting by more than a password.

    They are when they change anything, or show what single people wrote.
    """
    return any(
        role.role in roles
        for role in held
        for permission, roles in GRANTS.items()
        if permission not in ONLY_READING
    )


def _covers(reach: Reach | None, role: HeldRole, scope_id: int, system_id: int | None) -> bool:
    if reach is Reach.EVERYWHERE:
        return True
    if reach is Reach.SYSTEM:
        return role.system_id is not None and role.system_id == system_id
    if reach is Reach.OWN:
        return role.scope_id == scope_id or scope_id in role.covered_ids
    return False
