"""People and roles in words."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from goldenthread.core.permissions.terms import ROLE_NAMES, Role
from goldenthread.systems.queries.accounts import DemoPerson, HeldHere
from goldenthread.systems.queries.people import PeopleOfScope, PersonHere
from goldenthread.systems.terms import PeopleRefusal

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


REFUSAL_WORDS = {
    PeopleRefusal.NOT_YOURS_TO_GIVE: "You may not give or end this role here.",
    PeopleRefusal.ABOVE_YOUR_OWN: "This role may do more than your own, so you cannot give or end it.",
    PeopleRefusal.ROLE_OF_A_SYSTEM: "This role reaches the whole system. Give it on the system's own page.",
    PeopleRefusal.SCOPE_CLOSED: "This scope is closed, so nobody new can be invited to it.",
    PeopleRefusal.HAS_ROLE: "That person has this role here already.",
    PeopleRefusal.ALREADY_INVITED: "That address is invited to this role already. Send it again instead.",
    PeopleRefusal.ROLE_ENDED: "This role has ended already.",
    PeopleRefusal.LAST_ADMINISTRATOR: (
        "This is the last administrator of the system. Invite another one first."
    ),
    PeopleRefusal.INVITATION_OVER: "This invitation has been accepted, taken back or run out.",
    PeopleRefusal.OTHER_ADDRESS: "This invitation is for another email address.",
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


class ScopePeople:
    """The people page of one scope."""

    def __init__(self, people: PeopleOfScope, *, endable: Collection[Role]) -> None:
        self.here = [self._row(person, person.role in endable) for person in people.here]
        self.by_system = [self._row(person, False) for person in people.by_system]
        self.waiting = [
            {"invitation": each, "role": ROLE_NAMES[each.role], "may_change": each.role in endable}
            for each in people.waiting
        ]

    @staticmethod
    def _row(person: PersonHere, may_end: bool) -> dict[str, Any]:
        return {"person": person, "role": ROLE_NAMES[person.role], "may_end": may_end}


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
