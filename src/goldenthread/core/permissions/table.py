"""The one table of who may do what. Code, tests and documents all read this."""

from goldenthread.core.permissions.terms import Permission, Reach, Role

_OWN, _SYSTEM = Reach.OWN, Reach.SYSTEM

GRANTS: dict[Permission, dict[Role, Reach]] = {
    Permission.SEE_SCOPE: {
        Role.CONTRIBUTOR: _OWN, Role.EDITOR: _SYSTEM, Role.ANALYST: _SYSTEM, Role.LEAD: _SYSTEM,
        Role.SYSTEM_ADMIN: _SYSTEM, Role.GUARDIAN: _SYSTEM,
    },
    Permission.MANAGE_SCOPES: {Role.SYSTEM_ADMIN: _SYSTEM},
    Permission.MANAGE_PEOPLE: {Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    Permission.READ_AUDIT: {Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM, Role.GUARDIAN: _SYSTEM},
    Permission.ADAPT_CANVAS: {Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    Permission.RUN_ROUNDS: {Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    Permission.ENTER_ANSWERS: {
        Role.CONTRIBUTOR: _OWN,
        Role.EDITOR: _OWN,
        Role.LEAD: _OWN,
        Role.SYSTEM_ADMIN: _SYSTEM,
    },
    Permission.IMPORT_ANSWERS: {Role.ANALYST: _SYSTEM, Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    Permission.READ_RESULTS: {
        Role.CONTRIBUTOR: _OWN, Role.ANALYST: _SYSTEM, Role.LEAD: _SYSTEM, Role.SYSTEM_ADMIN: _SYSTEM,
        Role.GUARDIAN: _SYSTEM,
    },
    Permission.READ_STATEMENTS: {
        Role.ANALYST: _SYSTEM,
        Role.LEAD: _OWN,
        Role.SYSTEM_ADMIN: _SYSTEM,
        Role.GUARDIAN: _SYSTEM,
    },
    # not leads: those whom a statement criticises do not decide whether it is read
    Permission.HIDE_STATEMENTS: {
        Role.ANALYST: _SYSTEM,
        Role.SYSTEM_ADMIN: _SYSTEM,
        Role.GUARDIAN: _SYSTEM,
    },
    Permission.EXPORT_RESULTS: {Role.ANALYST: _SYSTEM, Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    Permission.EDIT_EVIDENCE: {Role.CONTRIBUTOR: _OWN, Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    Permission.SETTLE_LEVELS: {Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    Permission.SIGN_OFF_LEVELS: {Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    Permission.EDIT_PLAN: {Role.CONTRIBUTOR: _OWN, Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    Permission.PUBLISH: {Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    Permission.REVIEW_CROSSWALKS: {Role.LEAD: _OWN, Role.SYSTEM_ADMIN: _SYSTEM},
    Permission.COMPARE_SYSTEMS: {Role.NATIONAL: Reach.EVERYWHERE},
    Permission.OPERATE: {Role.OPERATOR: Reach.EVERYWHERE},
}  # fmt: skip


def roles_with(permission: Permission) -> dict[Role, Reach]:
    """The roles that carry a permission, and how far each reaches with it."""
    return GRANTS[permission]
