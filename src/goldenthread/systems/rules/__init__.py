"""Decisions about scopes and people, on plain values."""

from goldenthread.systems.rules.access import HeldRole, ScopeRef, may, may_somewhere, needs_second_step
from goldenthread.systems.rules.people import (
    INVITATION_LASTS,
    endable_roles,
    grantable_roles,
    why_not_accept,
    why_not_end_role,
    why_not_grant,
    why_not_invite_first,
)

__all__ = [
    "INVITATION_LASTS",
    "HeldRole",
    "ScopeRef",
    "endable_roles",
    "grantable_roles",
    "may",
    "may_somewhere",
    "needs_second_step",
    "why_not_accept",
    "why_not_end_role",
    "why_not_grant",
    "why_not_invite_first",
]
