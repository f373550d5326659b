"""Pages about scopes and their changes."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.core.components import panels
from goldenthread.core.permissions.terms import Permission, Role
from goldenthread.systems.models import Scope, ScopeChange, ScopeName, ScopeRelation
from goldenthread.systems.queries import scopes
from goldenthread.systems.queries.readers import scope_ref
from making.systems import LONG_AGO, NOW, give_role, make_person, make_scope, make_system

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TODAY = NOW.date()
DAY = {"on_day": "1", "on_month": "4", "on_year": "2026"}


def administrator(client: Client, system: Scope, role: Role = Role.SYSTEM_ADMIN) -> Client:
    person = make_person(f"{role}@example.org")
    give_role(person, role, system)
    client.force_login(person, backend=BACKEND)
    return client


def hidden_fields(page: str) -> dict[str, list[str]]:
    """What a preview carries on to the last step."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page):
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(value)
    return found


class TestOverview:
    def test_groups_what_lies_in_it(self, client: Client) -> None:
        system = make_system()
        place = make_scope(system, name="Eastdale")
        make_scope(system, "organisation", "Trust", within=place)

        page = administrator(client, system).get(reverse("scope", args=[system.pk])).text

        assert (
            page.index("Places") < page.index("Eastdale") < page.index("Organisations") < page.index("Trust")
        )

    def test_links_only_to_what_the_reader_may_see(self, client: Client) -> None:
        system = make_system()
        place = make_scope(system)
        trust = make_scope(system, "organisation", "Trust", within=place)

        page = administrator(client, place, Role.CONTRIBUTOR).get(reverse("scope", args=[place.pk])).text

        assert "Trust" in page
        assert reverse("scope", args=[trust.pk]) not in page

    def test_finds_by_name_and_code_and_goes_on_past_fifty(self, client: Client) -> None:
        system = make_system()
        for number in range(60):
            make_scope(system, "organisation", f"Practice {number:02}")
        Scope.objects.filter(name="Practice 59").update(code="Y59", code_scheme="ods")
        administrator(client, system)
        address = reverse("scope", args=[system.pk])

        first, second = client.get(address).text, client.get(address, {"page": 2}).text
        named, coded = (
            client.get(address, {"name": "practice 07"}).text,
            client.get(address, {"name": "y59"}).text,
        )
        places = client.get(address, {"kind": "place"}).text

        assert "Practice 49" in first
        assert "Practice 50" not in first
        assert "Practice 50" in second
        assert "1 found" in named
        assert "Practice 59" in coded
        assert "0 found" in places

    @pytest.mark.parametrize("query", [{"page": "x"}, {"page": "99999999999"}, {"kind": "'"}, {"name": "%_"}])
    def test_takes_nonsense_in_its_stride(self, client: Client, query: dict[str, str]) -> None:
        system = make_system()
        make_scope(system)

        assert administrator(client, system).get(reverse("scope", args=[system.pk]), query).status_code == 200

    def test_of_an_empty_system_says_how_to_begin(self, client: Client) -> None:
        system = make_system()

        page = administrator(client, system).get(reverse("scope", args=[system.pk])).text

        assert "Add the first one" in page

    def test_shows_the_panels_that_rooms_offer(self, client: Client) -> None:
        system = make_system()
        panel = panels.ScopePanel(
            5, "Weather", "systems/mail/invitation.jinja", Permission.SEE_SCOPE, lambda *_: {"sky": "blue"}
        )
        panels.offer_panels(panel)
        try:
            page = administrator(client, system).get(reverse("scope", args=[system.pk])).text
        finally:
            panels._panels.pop("Weather")

        assert "Weather" in page


class TestWithin:
    def test_costs_the_same_for_many(self, django_assert_num_queries: Any) -> None:
        system = make_system()
        place = make_scope(system)
        ref = scope_ref(place.pk)
        for size in (2, 12):
            for number in range(size):
                make_scope(system, "organisation", f"{size} {number}", within=place)
            with django_assert_num_queries(3):
                scopes.within(ref, on=TODAY)


class TestAddScope:
    def test_adds_it_with_its_name_and_where_it_lies(self, client: Client) -> None:
        system = make_system()
        place, other = make_scope(system, name="North"), make_scope(system, name="South")

        response = administrator(client, system).post(
            reverse("add_scope", args=[place.pk]),
            {"kind": "organisation", "name": "  Big   Trust ", "organisation_kind": "trust", "code": "rxx",
             "parents": [place.pk, other.pk],
             "opened_day": "1", "opened_month": "4", "opened_year": "2022",
             "system": "999", "is_fictional": "no", "closed_date": "2020-01-01"},
        )  # fmt: skip

        added = Scope.objects.get(name="Big Trust")
        assert response["Location"] == reverse("scope", args=[added.pk])
        assert (added.code, added.code_scheme, added.organisation_kind) == ("RXX", "ods", "trust")
        assert (added.system_id, added.closed_date) == (system.pk, None)
        assert set(added.lies_in.values_list("parent_id", flat=True)) == {place.pk, other.pk}
        assert ScopeName.objects.filter(scope=added, name="Big Trust").exists()

    def test_refuses_parents_of_another_system(self, client: Client) -> None:
        system, foreign = make_system(), make_scope(make_system("Elsewhere"), name="West")

        page = administrator(client, system).post(
            reverse("add_scope", args=[system.pk]),
            {"kind": "place", "name": "New", "parents": [foreign.pk], **_opened()},
        )

        assert page.status_code == 200
        assert "There is a problem" in page.text
        assert not Scope.objects.filter(name="New").exists()

    def test_refuses_a_name_and_a_code_that_are_taken(self, client: Client) -> None:
        system = make_system()
        make_scope(system, name="North")
        administrator(client, system)
        address = reverse("add_scope", args=[system.pk])

        named = client.post(address, {"kind": "place", "name": "north", "parents": [system.pk], **_opened()})
        shaped = client.post(
            address, {"kind": "place", "name": "Up", "code": "E1?", "parents": [system.pk], **_opened()}
        )

        assert "Another open scope of this kind has this name" in named.text
        assert "not in a form we know" in shaped.text


class TestSetRight:
    def test_replaces_the_name_without_a_trace_in_the_history(self, client: Client) -> None:
        system = make_system()
        place = make_scope(system, name="Easdale")

        administrator(client, system).post(
            reverse("set_right", args=[place.pk]), {"name": "Eastdale", "code": ""}
        )

        assert list(place.names.values_list("name", flat=True)) == ["Eastdale"]


class TestChange:
    def test_shows_what_it_will_do_and_leaves_no_trace(self, client: Client) -> None:
        system = make_system()
        north, south = make_scope(system, name="North"), make_scope(system, name="South")
        administrator(client, system)

        page = client.post(
            reverse("change", args=[north.pk, "merge"]),
            {"partners": [south.pk], "name": "Mere", **DAY},
        ).text

        assert "This is what will happen" in page
        assert "North and South close, and a new place, Mere, takes their place." in page
        assert not Scope.objects.filter(name="Mere").exists()
        assert not ScopeChange.objects.exists()

    def test_is_made_from_its_preview_and_taken_back(self, client: Client) -> None:
        system = make_system()
        north, south = make_scope(system, name="North"), make_scope(system, name="South")
        administrator(client, system)
        address = reverse("change", args=[north.pk, "merge"])
        preview = client.post(address, {"partners": [south.pk], "name": "Mere", **DAY}).text

        made = client.post(address, hidden_fields(preview))
        new = Scope.objects.get(name="Mere")
        overview = client.get(made["Location"]).text
        old = client.get(reverse("scope", args=[north.pk])).text
        back = reverse("take_back", args=[new.pk, ScopeChange.objects.get().pk])
        asked = client.get(back).text
        done = client.post(back)

        assert made["Location"] == reverse("scope", args=[new.pk])
        assert "North and South became Mere" in overview
        assert "It lives on in" in old
        assert "Take this back?" in asked
        assert done.status_code == 302
        assert not Scope.objects.filter(name="Mere").exists()
        assert Scope.objects.get(pk=north.pk).closed_date is None

    @pytest.mark.parametrize(
        ("kind", "given"),
        [
            ("rename", {"name": "Up"}),
            ("close", {}),
            ("split", {"name_1": "A", "name_2": "B"}),
            ("move", {"parents": ["SOUTH"]}),
        ],
    )
    def test_of_every_kind_goes_through_its_preview(
        self, client: Client, kind: str, given: dict[str, Any]
    ) -> None:
        system = make_system()
        north, south = make_scope(system, name="North"), make_scope(system, name="South")
        trust = make_scope(system, "organisation", "Trust", within=north)
        administrator(client, system)
        given = {key: [south.pk] if value == ["SOUTH"] else value for key, value in given.items()}
        address = reverse("change", args=[trust.pk, kind])

        preview = client.post(address, given | DAY)
        made = client.post(address, hidden_fields(preview.text))

        assert "This is what will happen" in preview.text
        assert made.status_code == 302
        assert ScopeChange.objects.get().kind == kind

    def test_says_why_not_beside_the_field(self, client: Client) -> None:
        system = make_system()
        place = make_scope(system, name="North")

        page = administrator(client, system).post(
            reverse("change", args=[place.pk, "rename"]), {"name": "North", **DAY}
        )

        assert "Give a name that is different" in page.text
        assert 'href="#id_name"' in page.text

    def test_is_not_there_for_what_cannot_change_so(self, client: Client) -> None:
        system = make_system()
        closed = make_scope(system, name="Old")
        Scope.objects.filter(pk=closed.pk).update(closed_date=TODAY)
        administrator(client, system)

        assert client.get(reverse("change", args=[system.pk, "merge"])).status_code == 404
        assert client.get(reverse("change", args=[system.pk, "explode"])).status_code == 404
        assert client.get(reverse("change", args=[closed.pk, "rename"])).status_code == 404

    def test_of_another_scope_cannot_be_taken_back_here(self, client: Client) -> None:
        system = make_system()
        north, south = make_scope(system, name="North"), make_scope(system, name="South")
        administrator(client, system)
        address = reverse("change", args=[north.pk, "rename"])
        client.post(address, {"name": "Up", "step": "make", **DAY})

        response = client.post(reverse("take_back", args=[south.pk, ScopeChange.objects.get().pk]))

        assert response.status_code == 404

    def test_merges_with_nothing_of_another_system(self, client: Client) -> None:
        system, foreign = make_system(), make_scope(make_system("Elsewhere"), name="West")
        place = make_scope(system, name="North")

        administrator(client, system).post(
            reverse("change", args=[place.pk, "merge"]),
            {"partners": [foreign.pk], "name": "Mere", "step": "make", **DAY},
        )

        assert not Scope.objects.filter(name="Mere").exists()
        assert ScopeRelation.objects.filter(child=foreign, to_date__isnull=True, from_date=LONG_AGO).exists()


def _opened() -> dict[str, str]:
    return {
        "opened_day": "1",
        "opened_month": "4",
        "opened_year": "2022",
    }
