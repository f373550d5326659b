"""People and roles in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from goldenthread.core.permissions.terms import ROLE_NAMES, Role
from goldenthread.systems.queries.accounts import DemoPerson, HeldHere

ROLE_WORDS = {
    Role.CONTRIBUTOR: "Adds evidence and actions for one scope, and types in answers.",
    Role.EDITOR: "Types in answers from paper or the phone, and sees every scope of the system.",
    Role.ANALYST: "Reads results and single statements across the system, and exports them.",
    Role.LEAD: "Runs rounds, settles levels, publishes and invites people, for one scope.",
    Role.SYSTEM_ADMIN: "Does everything in the system: scopes, people, rounds and publishing.",
    Role.GUARDIAN: "Checks that nobody is exposed: reads everything in the system and changes nothing.",
    Role.NATIONAL: "Compares systems by what they have published.",
    Role.OPERATOR: "Looks after this installation: starts systems and sees jobs, but no system's content.",
}


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role held, as a row."""

    role: str
    words: str
    scope_id: int | None
    where: str
    held: HeldHere


class HeldRoles:
    """The roles of one person, each with where it holds and what it is for."""

    def __init__(self, held: Iterable[HeldHere]) -> None:
        self.rows = [
            RoleRow(ROLE_NAMES[role.role], ROLE_WORDS[role.role], role.scope_id, _where(role), role)
            for role in held
        ]


class DemoRoles:
    """The demonstration's people under a heading for each role."""

    SHOWN = 6  # of each role; enough to try it

    def __init__(self, people: Iterable[DemoPerson]) -> None:
        self.groups = [
            {"name": ROLE_NAMES[role], "words": ROLE_WORDS[role], "people": list(group)[: self.SHOWN]}
            for role, group in groupby(people, key=lambda person: person.role)
        ]


class HeldSystems:
    """Where one person holds roles, under a heading for each system."""

    def __init__(self, held: Iterable[HeldHere]) -> None:
        systems: dict[str, dict[int | None, list[HeldHere]]] = {}
        for role in held:
            heading = role.system_name or role.scope_name or "This installation"
            systems.setdefault(heading, {}).setdefault(role.scope_id, []).append(role)
        self.groups = [
            {
                "name": name,
                "rows": [
                    {
                        "scope_id": scope_id,
                        "name": roles[0].scope_name or ROLE_WORDS[roles[0].role],
                        "roles": ", ".join(ROLE_NAMES[role.role] for role in roles),
                    }
                    for scope_id, roles in scopes.items()
                ],
            }
            for name, scopes in systems.items()
        ]
        ids = [scope_id for scopes in systems.values() for scope_id in scopes]
        self.only_scope_id = ids[0] if len(ids) == 1 else None


def _where(held: HeldHere) -> str:
    if held.scope_id is None:
        return "This installation"
    if held.system_name and held.system_name != held.scope_name:
        return f"{held.scope_name}, {held.system_name}"
    return held.scope_name
