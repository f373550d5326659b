"""Write the reference page of roles from the table that the code asks.

``python -m goldenthread.core.permissions.document > docs/reference/roles.md`` makes it anew.
"""

import sys

from goldenthread.core.permissions.table import GRANTS
from goldenthread.core.permissions.terms import ROLE_NAMES, Permission, Reach, Role

REACH_WORDS: dict[Reach | None, str] = {
    None: "–",
    Reach.OWN: "own",
    Reach.SYSTEM: "system",
    Reach.EVERYWHERE: "all",
}
PERMISSION_WORDS = {
    Permission.SEE_SCOPE: "See what a scope is and what lies in it",
    Permission.MANAGE_SCOPES: "Add, merge, split, rename, move and close scopes",
    Permission.MANAGE_PEOPLE: "Invite people and end their roles",
    Permission.READ_AUDIT: "Read who did what",
    Permission.ADAPT_CANVAS: "Reword, add, hide and weigh practices",
    Permission.RUN_ROUNDS: "Open, extend and close rounds",
    Permission.ENTER_ANSWERS: "Type in answers for somebody",
    Permission.IMPORT_ANSWERS: "Import answers collected elsewhere",
    Permission.READ_RESULTS: "Read results, evidence and plans",
    Permission.READ_STATEMENTS: "Read what single people wrote",
    Permission.HIDE_STATEMENTS: "Hide what names or hurts somebody",
    Permission.EXPORT_RESULTS: "Download results",
    Permission.EDIT_EVIDENCE: "Add and change evidence",
    Permission.SETTLE_LEVELS: "Settle levels",
    Permission.SIGN_OFF_LEVELS: "Sign off levels that somebody else settled",
    Permission.EDIT_PLAN: "Add and report on actions",
    Permission.PUBLISH: "Publish and withdraw pages",
    Permission.REVIEW_CROSSWALKS: "Look again at answers to other frameworks",
    Permission.COMPARE_SYSTEMS: "Compare systems by what they published",
    Permission.OPERATE: "Start systems and look after the installation",
}
_BEFORE = """# Roles and what they may do

This page is made from the table that the code asks (`goldenthread/core/permissions/table.py`). A test
fails when the two differ, and another walks every address of the site as every role.

- **own**: the scope where the role is held, the pathways that lie in it, and the scopes that it came out of.
- **system**: every scope of the same system.
- **all**: every system on this installation.
- **–**: no.

People who answer questions have no role and no account. A scope that is not yours and one that does not
exist answer alike.

"""
_AFTER = """
Administrator, analyst and guardian are given at the system itself. No page gives operator or national team;
`goldenthread people add-admin --operator` makes an operator. Nobody can give a role that may do more than
their own.
"""


def roles_page() -> str:
    """The whole page, in Markdown."""
    heading = ["May", *(ROLE_NAMES[role] for role in Role)]
    rows = [
        [PERMISSION_WORDS[permission], *(REACH_WORDS[roles.get(role)] for role in Role)]
        for permission, roles in GRANTS.items()
    ]
    lines = [heading, ["---"] * len(heading), *rows]
    return _BEFORE + "".join(f"| {' | '.join(line)} |\n" for line in lines) + _AFTER


if __name__ == "__main__":
    sys.stdout.write(roles_page())
