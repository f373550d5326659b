"""The one table of who may do what. Code, tests and documents all read this."""

from goldenthread.core.permissions.terms import Permission as P
from goldenthread.core.permissions.terms import Reach, Role

_OWN, _SYSTEM = Reach.OWN, Reach.SYSTEM

GRANTS: dict[P, dict[Role, Reach]] = {
    P.SEE_SCOPE: {
        Role.CONTRIBUTOR: _OWN, Role.EDITOR: _SYSTEM, Role.ANALYST: _SYSTEM, Role.LEAD: _SYSTEM,
        Role.SYSTEM_ADMIN: _SYSTEM, Role.GUARDIAN: _SYSTEM,
    },
    P.MANAGE_SCOPES: {Role.SYSTEM_ADMIN: _SYSTEM},
    P.MANAGE_PEOPLE: {Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    P.READ_AUDIT: {Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM, Role.GUARDIAN: _SYSTEM},
    P.ADAPT_CANVAS: {Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    P.RUN_ROUNDS: {Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    P.ENTER_ANSWERS: {Role.CONTRIBUTOR: _OWN, Role.EDITOR: _OWN, Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    P.IMPORT_ANSWERS: {Role.ANALYST: _SYSTEM, Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    P.READ_RESULTS: {
        Role.CONTRIBUTOR: _OWN, Role.ANALYST: _SYSTEM, Role.LEAD: _SYSTEM, Role.SYSTEM_ADMIN: _SYSTEM,
        Role.GUARDIAN: _SYSTEM,
    },
    P.READ_STATEMENTS: {Role.ANALYST: _SYSTEM, Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM, Role.GUARDIAN: _SYSTEM},
    P.EXPORT_RESULTS: {Role.ANALYST: _SYSTEM, Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    P.EDIT_EVIDENCE: {Role.CONTRIBUTOR: _OWN, Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    P.SETTLE_LEVELS: {Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    P.SIGN_OFF_LEVELS: {Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    P.EDIT_PLAN: {Role.CONTRIBUTOR: _OWN, Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    P.PUBLISH: {Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    P.REVIEW_CROSSWALKS: {Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    P.COMPARE_SYSTEMS: {Role.NATIONAL: Reach.EVERYWHERE},
    P.OPERATE: {Role.OPERATOR: Reach.EVERYWHERE},
}  # fmt: skip


def roles_with(permission: P) -> dict[Role, Reach]:
    """The roles that carry a permission, and how far each reaches with it."""
    return GRANTS[permission]
