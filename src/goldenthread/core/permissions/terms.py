"""Roles, permissions and the words for how far a role reaches."""

from enum import StrEnum


class Role(StrEnum):
    """What a signed-in person is to one scope."""

    CONTRIBUTOR = "contributor"
    EDITOR = "editor"
    ANALYST = "analyst"
    LEAD = "lead"
    SYSTEM_ADMIN = "system_admin"
    GUARDIAN = "guardian"
    NATIONAL = "national"
    OPERATOR = "operator"


ROLE_NAMES = {
    Role.CONTRIBUTOR: "Contributor",
    Role.EDITOR: "Editor",
    Role.ANALYST: "Analyst",
    Role.LEAD: "Lead",
    Role.SYSTEM_ADMIN: "System administrator",
    Role.GUARDIAN: "Guardian",
    Role.NATIONAL: "National team",
    Role.OPERATOR: "Operator",
}


class Reach(StrEnum):
    """How far a permission reaches from the scope where the role was given."""

    OWN = "own"  # the scope itself, and the pathways that lie in it
    SYSTEM = "system"  # every scope of the same system
    EVERYWHERE = "everywhere"  # every system on this installation


class Permission(StrEnum):
    """One thing that a person may be allowed to do."""

    SEE_SCOPE = "see_scope"
    MANAGE_SCOPES = "manage_scopes"
    MANAGE_PEOPLE = "manage_people"
    READ_AUDIT = "read_audit"
    ADAPT_CANVAS = "adapt_canvas"
    RUN_ROUNDS = "run_rounds"
    ENTER_ANSWERS = "enter_answers"
    IMPORT_ANSWERS = "import_answers"
    READ_RESULTS = "read_results"
    READ_STATEMENTS = "read_statements"
    HIDE_STATEMENTS = "hide_statements"
    EXPORT_RESULTS = "export_results"
    EDIT_EVIDENCE = "edit_evidence"
    SETTLE_LEVELS = "settle_levels"
    SIGN_OFF_LEVELS = "sign_off_levels"
    EDIT_PLAN = "edit_plan"
    PUBLISH = "publish"
    REVIEW_CROSSWALKS = "review_crosswalks"
    COMPARE_SYSTEMS = "compare_systems"
    OPERATE = "operate"
