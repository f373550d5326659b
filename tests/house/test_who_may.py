"""Who may do what: every route, every role, here, elsewhere in the system, and in another system.

What is expected comes from the declared table alone. A route about a scope that does not ask the table
fails, and so does one whose address names a thing that ``make_things`` cannot make.
"""

import logging
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from goldenthread.canvas import models as canvas
from goldenthread.core.permissions.access import Audience
from goldenthread.core.permissions.table import GRANTS
from goldenthread.core.permissions.terms import Permission, Reach, Role
from goldenthread.systems import rules
from goldenthread.systems.models import Invitation, Person, RoleGrant, Scope, ScopeChange
from goldenthread.systems.queries.readers import Reader, reader_of
from goldenthread.systems.rules import HeldRole
from house.walking import REACHED, Route, our_routes, spied
from making.canvas import make_judgement, make_link, make_participant, make_round
from making.systems import LONG_AGO, NOW, give_role, make_person, make_scope, make_system

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MARK = "Foreignmark"
UNKNOWN = 987654321

ABOUT_A_SCOPE = [route for route in our_routes() if "scope_id" in route.arguments]
ANYWHERE = [
    route
    for route in our_routes()
    if route.access.audience is Audience.PERMITTED and "scope_id" not in route.arguments
]
OWN_ACCOUNT = [route for route in our_routes() if route.access.audience is Audience.SIGNED_IN]

# Words in an address that name no thing of anybody's; any other word or number will do as well as another.
PLAIN = {"code": "1.1", "kind": "rename", "form": "csv", "voice": "staff", "number": 1, "factor": 1}


def make_things(scope: Scope) -> dict[str, int]:
    """One of everything that an address can name, at a scope."""
    round_ = make_round(scope, title=f"{MARK} round")
    first = round_.canvases.get()
    link, _ = make_link(first)
    file = canvas.AnswerFile.objects.create(
        canvas=first, file_name=f"{MARK}.csv", content_hash="x", table={}, uploaded_at=NOW
    )
    evidence = canvas.Evidence.objects.create(
        scope=scope, title=f"{MARK} paper", kind="strategy", strength="stated", dated=LONG_AGO,
        owner=MARK, added_at=NOW,
    )  # fmt: skip
    action = canvas.ImprovementAction.objects.create(
        scope=scope, practice_code="1.1", what=f"{MARK} action", who=MARK, first_step=MARK,
        due_date=date(2026, 9, 1), made_at=NOW, changed_at=NOW,
    )  # fmt: skip
    change = ScopeChange.objects.create(
        kind="rename", system=scope.system, on_date=LONG_AGO, made_at=NOW, undo={"touched": [scope.pk]}
    )
    invitation = Invitation.objects.create(
        scope=scope, role=Role.LEAD, email=f"{MARK}@example.org", token_hash=f"{scope.pk}", invited_at=NOW,
        expires_at=NOW.replace(year=2036),
    )  # fmt: skip
    asked = round_.asked.order_by("position").first()
    person = make_person(f"things.{scope.pk}@example.org", name=MARK)
    participant = make_participant(first)
    publication = canvas.Publication.objects.create(
        canvas=first, slug=MARK.lower(), number=1, content={}, content_hash="x", published_at=NOW
    )
    judgement = make_judgement(participant, statement=f"{MARK} words")
    return {
        "round_id": round_.pk, "then_id": round_.pk, "now_id": round_.pk, "canvas_id": first.pk,
        "link_id": link.pk, "file_id": file.pk, "evidence_id": evidence.pk, "action_id": action.pk,
        "participant_id": participant.pk, "publication_id": publication.pk, "judgement_id": judgement.pk,
        "change_id": change.pk, "invitation_id": invitation.pk, "asked_id": asked.pk,
        "grant_id": give_role(person, Role.LEAD, scope).pk,
    }  # fmt: skip


def filled(route: Route, scope_id: int, things: dict[str, int]) -> dict[str, Any]:
    """The arguments of a route's address."""
    ids = {name for name in route.arguments if name.endswith("_id") and name != "scope_id"}
    assert ids <= set(things), f"say in make_things what {ids - set(things)} of {route.pattern} names"
    named = {name: things.get(name, PLAIN.get(name, "1")) for name in route.arguments}
    return named | {"scope_id": scope_id} if "scope_id" in route.arguments else named


class World:
    """A system with two places and a pathway, and a foreign system, with somebody in every role."""

    def __init__(self) -> None:
        self.system = make_system()
        self.own = make_scope(self.system, name="Own")
        self.sibling = make_scope(self.system, name="Sibling")
        self.pathway = make_scope(self.system, "pathway", "Pathway", within=self.own)
        self.foreign_system = make_system(f"{MARK} system")
        self.foreign = make_scope(self.foreign_system, name=f"{MARK} place")
        self.people: dict[tuple[Role, str], tuple[Person, Reader]] = {}
        for role in Role:
            for place, scope in (("place", self.own), ("system", self.system)):
                person = make_person(f"{role}.{place}@example.org")
                give_role(person, role, None if role in {Role.NATIONAL, Role.OPERATOR} else scope)
                self.people[role, place] = (person, reader_of(person))


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of refusals are meant here; none is worth a line."""
    caplog.set_level(logging.CRITICAL, logger="django.request")


@pytest.fixture(name="world")
def _world() -> World:
    return World()


def answer(
    route: Route, method: str, arguments: dict[str, Any], who: tuple[Any, Reader] | None
) -> tuple[int, bool]:
    """The status of a route's guard for somebody, and whether the view behind it was reached."""
    request = getattr(RequestFactory(), method)(f"/{route.name}/")
    request.user, request.reader = who or (AnonymousUser(), Reader(None, "", ()))
    request.reader._scopes.clear()
    try:
        response: HttpResponse = route.callback(request, **arguments)
    except Http404:
        return 404, False
    return response.status_code, response.content.decode() == REACHED


def expected(permission: Permission, role: Role, held_at: str, position: str) -> bool:
    """What the declared table says, worked out a second time."""
    reach = GRANTS[permission].get(role)
    if reach is None or position == "unknown":
        return False
    if reach is Reach.EVERYWHERE:
        return True
    if role in {Role.NATIONAL, Role.OPERATOR} or position == "foreign":
        return False
    if reach is Reach.SYSTEM:
        return True
    return position in {"place": {"own", "pathway"}, "system": {"system"}}[held_at]


class TestEveryRouteAboutAScope:
    def test_asks_the_table_about_that_scope(self) -> None:
        without = [
            route.pattern
            for route in ABOUT_A_SCOPE
            if route.access.audience is not Audience.PERMITTED or route.access.scope_argument != "scope_id"
        ]

        assert len(ABOUT_A_SCOPE) > 40
        assert without == []

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_is_for_those_whom_the_table_names_and_nobody_else(self, world: World, method: str) -> None:
        things = dict.fromkeys(make_things(world.own), UNKNOWN)
        positions = {
            "own": world.own.pk, "pathway": world.pathway.pk, "sibling": world.sibling.pk,
            "system": world.system.pk, "foreign": world.foreign.pk, "unknown": UNKNOWN,
        }  # fmt: skip
        wrong = []
        for route in ABOUT_A_SCOPE:
            with spied(route):
                for (role, held_at), who in world.people.items():
                    for position, scope_id in positions.items():
                        status, reached = answer(route, method, filled(route, scope_id, things), who)
                        may = expected(route.access.permission, role, held_at, position)
                        refused_alike = status in {404, 405}
                        if status == 405 and not reached:
                            continue  # not for this method, whoever asks
                        if reached is not may or (not may and not refused_alike):
                            wrong.append((route.pattern, method, role, held_at, position, status))

        assert wrong == []

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_sends_strangers_to_sign_in(self, world: World, method: str) -> None:
        things = dict.fromkeys(make_things(world.own), UNKNOWN)

        answers = {
            route.pattern: answer(route, method, filled(route, world.own.pk, things), None)[0]
            for route in ABOUT_A_SCOPE
        }

        assert {pattern: status for pattern, status in answers.items() if status not in {302, 405}} == {}


class TestEveryRouteWithoutAScope:
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_is_for_holders_of_the_permission(self, world: World, method: str) -> None:
        wrong = []
        for route in ANYWHERE:
            arguments = dict.fromkeys(route.arguments, UNKNOWN)
            with spied(route):
                for (role, _), who in world.people.items():
                    status, reached = answer(route, method, arguments, who)
                    if status != 405 and reached is not (role in GRANTS[route.access.permission]):
                        wrong.append((route.pattern, role, status))

        assert ANYWHERE
        assert wrong == []

    @pytest.mark.parametrize("route", OWN_ACCOUNT, ids=lambda route: route.pattern)
    def test_about_an_account_sends_strangers_to_sign_in(self, route: Route) -> None:
        status, reached = answer(route, "get", dict.fromkeys(route.arguments, UNKNOWN), None)

        assert (status in {302, 405}, reached) == (True, False)


class TestThingsOfOthers:
    """An address that names our scope but somebody else's thing finds nothing."""

    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize("whose", ["foreign", "sibling"])
    def test_are_not_found_through_our_scope(
        self, client: Client, world: World, whose: str, method: str
    ) -> None:
        things = make_things(getattr(world, whose))
        client.force_login(world.people[Role.SYSTEM_ADMIN, "system"][0], backend=BACKEND)
        naming = [route for route in ABOUT_A_SCOPE if set(route.arguments) & set(things)]
        before = counts()

        found = {}
        for route in naming:
            address = reverse(route.name, kwargs=filled(route, world.own.pk, things))
            found[route.pattern] = getattr(client, method)(address).status_code

        assert {pattern: status for pattern, status in found.items() if status not in {404, 405, 409}} == {}
        assert counts() == before

    def test_are_never_named_on_our_pages(self, client: Client, world: World) -> None:
        make_things(world.foreign)
        client.force_login(world.people[Role.SYSTEM_ADMIN, "system"][0], backend=BACKEND)

        shown = []
        for route in ABOUT_A_SCOPE:
            if not any(name.endswith("_id") and name != "scope_id" for name in route.arguments):
                address = reverse(route.name, kwargs=filled(route, world.system.pk, {}))
                response = client.get(address)
                content = b"" if response.streaming else response.content
                if response.status_code == 500 or MARK.encode() in content:
                    shown.append((route.pattern, response.status_code))

        assert shown == []


class TestExtraKeys:
    def test_change_nobody_and_no_scope(self, client: Client, world: World) -> None:
        admin = world.people[Role.SYSTEM_ADMIN, "system"][0]
        client.force_login(admin, backend=BACKEND)
        extra = {
            "is_superuser": "1", "is_staff": "1", "is_active": "0", "session_number": "9", "system": "1",
            "system_id": world.foreign_system.pk, "scope": world.foreign.pk, "scope_id": world.foreign.pk,
            "role": Role.OPERATOR, "status": "done", "closed_date": "2020-01-01", "person": admin.pk,
            "granted_by": admin.pk, "accepted_at": "2020-01-01", "floor": "1",
        }  # fmt: skip
        before = counts()

        for route in ABOUT_A_SCOPE:
            if set(route.arguments) == {"scope_id"}:
                client.post(reverse(route.name, args=[world.own.pk]), extra)
        client.post(reverse("your_name"), extra | {"name": "Amara"})

        after = counts()
        assert [after[kind] for kind in ("people", "grants", "scopes")] == [
            before[kind] for kind in ("people", "grants", "scopes")
        ]
        assert not Person.objects.filter(session_number__gt=0).exists()
        assert not Scope.objects.filter(closed_date__isnull=False).exists()


class TestGrants:
    @pytest.mark.parametrize("held", list(Role))
    def test_are_never_above_ones_own(self, held: Role) -> None:
        width = {None: 0, Reach.OWN: 1, Reach.SYSTEM: 2, Reach.EVERYWHERE: 3}
        for at_system in (True, False):
            scope_id = 1 if at_system else 2
            given = rules.grantable_roles(
                scope_id=scope_id,
                system_id=1,
                scope_kind="system" if at_system else "place",
                is_closed=False,
                held=[HeldRole(held, scope_id=scope_id, system_id=1)],
            )
            wider = [
                (role, permission)
                for role in given
                for permission, roles in GRANTS.items()
                if width[roles.get(role)] > width[roles.get(held)]
            ]

            assert wider == []
            assert bool(given) is (held in GRANTS[Permission.MANAGE_PEOPLE])


class TestDemotion:
    def test_works_at_the_next_request(self, client: Client, world: World) -> None:
        person, _ = world.people[Role.LEAD, "place"]
        client.force_login(person, backend=BACKEND)
        address = reverse("people", args=[world.own.pk])
        assert client.get(address).status_code == 200

        RoleGrant.objects.filter(person=person).update(ended_at=NOW)

        assert client.get(address).status_code == 404


def counts() -> dict[str, Any]:
    """What must not change behind anybody's back."""
    return {
        "people": Person.objects.count(),
        "grants": list(RoleGrant.objects.order_by("pk").values_list("pk", "role", "ended_at")),
        "scopes": list(Scope.objects.order_by("pk").values_list("pk", "name", "closed_date", "system_id")),
        "invitations": list(Invitation.objects.order_by("pk").values_list("pk", "revoked_at", "token_hash")),
        "evidence": list(canvas.Evidence.objects.order_by("pk").values_list("pk", "withdrawn_at")),
        "rounds": list(canvas.Round.objects.order_by("pk").values_list("pk", "closed_at", "closes_on")),
        "links": list(canvas.Link.objects.order_by("pk").values_list("pk", "revoked_at")),
        "changes": list(ScopeChange.objects.order_by("pk").values_list("pk", "reversed_at")),
    }
