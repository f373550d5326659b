"""How the invented system began: its scopes, its people, and two places that became one."""

from datetime import datetime
from functools import partial

from goldenthread.core.permissions.terms import Role
from goldenthread.core.tokens import hashed, new_token
from goldenthread.site.demo import calendar as days
from goldenthread.site.demo.calendar import Calendar
from goldenthread.site.demo.cast import SYSTEM, Cast
from goldenthread.site.demo.story import chapter
from goldenthread.systems.actions import accounts, people
from goldenthread.systems.actions.changes import merge_scopes
from goldenthread.systems.actions.scopes import NewScope, add_scope, start_system
from goldenthread.systems.models import Person
from goldenthread.systems.queries.readers import Reader, reader_of
from goldenthread.systems.terms import OrganisationKind, ScopeKind

STARTED = -120  # the day of the story on which the system was set up
_ACTOR = "command"


def begin(cast: Cast, calendar: Calendar) -> None:
    """Set up the system, its scopes and everybody who has an account."""
    at = calendar.at(STARTED)
    name = chapter("places")["system"]["name"]
    cast.scopes[SYSTEM] = start_system(
        name=name, code="", opened=calendar.day(STARTED - 600), is_fictional=True, actor=_ACTOR, at=at
    )
    _open_accounts_without_scope(cast, calendar)
    _add_scopes(cast, calendar)
    _invite_everybody(cast, calendar)


def merge_places(cast: Cast, calendar: Calendar) -> None:
    """Make one place out of two."""
    merger = chapter("places")["merger"]
    day = calendar.day(days.MERGER)
    cast.scopes[merger["key"]] = merge_scopes(
        [cast.scopes[key] for key in merger["from"]],
        name=merger["name"],
        on=day,
        by=_administrator(cast),
        at=calendar.at(days.MERGER),
        today=day,
        reason=merger["reason"],
    )


def _open_accounts_without_scope(cast: Cast, calendar: Calendar) -> None:
    """The first administrator, whom nobody could invite, and the two who belong to no system."""
    at = calendar.at(STARTED)
    for entry in chapter("places")["person"]:
        role = Role(entry["role"])
        if role is Role.SYSTEM_ADMIN:
            person = accounts.open_administrator(
                email=entry["email"], name=entry["name"], password=new_token(),
                system_id=cast.scopes[SYSTEM], actor=_ACTOR, at=at,
            )  # fmt: skip
        elif role in {Role.NATIONAL, Role.OPERATOR}:
            person = accounts.open_account(email=entry["email"], name=entry["name"], actor=_ACTOR, at=at)
            give = accounts.make_national if role is Role.NATIONAL else accounts.make_operator
            give(person.pk, actor=_ACTOR, at=at)
        else:
            continue
        cast.people[_key(entry)] = person


def _add_scopes(cast: Cast, calendar: Calendar) -> None:
    story, by, at = chapter("places"), _administrator(cast), calendar.at(STARTED)
    opened = calendar.day(STARTED - 600)
    merged = {story["merger"]["key"]: story["merger"]["from"]}
    for entry in story["place"]:
        wanted = NewScope(ScopeKind.PLACE, entry["name"], "", opened)
        cast.scopes[entry["key"]] = _add(cast, wanted, [SYSTEM], by=by, at=at)
    for entry in story["organisation"]:
        places = [place for key in entry["places"] for place in merged.get(key, [key])]
        wanted = NewScope(ScopeKind.ORGANISATION, entry["name"], "", opened, OrganisationKind(entry["kind"]))
        cast.scopes[entry["key"]] = _add(cast, wanted, places, by=by, at=at)
    for entry in story["pathway"]:
        wanted = NewScope(ScopeKind.PATHWAY, entry["name"], "", opened)
        cast.scopes[entry["key"]] = _add(cast, wanted, entry["organisations"], by=by, at=at)


def _add(cast: Cast, wanted: NewScope, parents: list[str], *, by: Reader, at: datetime) -> int:
    parent_ids = [cast.scopes[key] for key in parents]
    return add_scope(cast.scopes[SYSTEM], wanted, parent_ids=parent_ids, by=by, at=at)


def _invite_everybody(cast: Cast, calendar: Calendar) -> None:
    by = _administrator(cast)
    for entry in chapter("places")["person"]:
        if _key(entry) in cast.people:
            continue
        tokens: list[str] = []
        people.invite(
            cast.ref(entry["scope"]),
            email=entry["email"],
            role=Role(entry["role"]),
            by=by,
            at=calendar.at(STARTED + 1),
            address_of=partial(_keep, tokens),
        )
        person_id, _ = people.accept_with_new_account(
            hashed(tokens[0]), name=entry["name"], password=new_token(), at=calendar.at(STARTED + 2)
        )
        cast.people[_key(entry)] = Person.objects.get(pk=person_id)


def _administrator(cast: Cast) -> Reader:
    return reader_of(cast.administrator)


def _key(entry: dict[str, str]) -> str:
    return entry["email"].partition("@")[0]


def _keep(tokens: list[str], token: str) -> str:
    """Keep an invitation's token instead of sending it: nobody in the demonstration reads mail."""
    tokens.append(token)
    return "kept"
