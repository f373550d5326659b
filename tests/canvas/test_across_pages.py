"""The page that puts scopes side by side."""

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.core.permissions.terms import Role
from goldenthread.systems.models import Scope
from making.canvas import close, make_round
from making.systems import give_role, make_person, make_scope, make_system
from making.two_rounds import make_settled


@pytest.fixture
def system(db: None) -> Scope:
    return make_system()


@pytest.fixture
def lead(client: Client, system: Scope) -> Client:
    person = make_person()
    give_role(person, Role.LEAD, system)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def with_places(system: Scope) -> None:
    scopes = [make_scope(system, "place", name) for name in ("Beck", "Ashby")]
    round_ = close(make_round(system, *scopes, practices=("1.1", "2.1")))
    make_settled(round_.canvases.get(scope=scopes[0]), {"1.1": (1, 3)})


class TestAcross:
    def test_says_what_it_is_for_when_nothing_lies_within(self, lead: Client, system: Scope) -> None:
        page = lead.get(reverse("across", kwargs={"scope_id": system.pk})).content.decode()

        assert "None lies in Wessbury yet" in page

    def test_says_each_cell_in_words(self, lead: Client, system: Scope) -> None:
        with_places(system)

        page = lead.get(reverse("across", kwargs={"scope_id": system.pk})).content.decode()

        assert "Beck, Strategic alignment: 1 to 3, exploring to in place throughout." in page
        assert "Held by 1.1 Practice 1.1. Claimed: the evidence carries less." not in page
        assert "Ashby, Strategic alignment: Not settled (0 of 1)." in page
        assert "Ashby, Learning" not in page
        assert page.index("Ashby") < page.index("Beck")

    def test_ignores_a_filter_that_makes_no_sense(self, lead: Client, system: Scope) -> None:
        with_places(system)

        answer = lead.get(
            reverse("across", kwargs={"scope_id": system.pk}), {"kind": "x", "round": "y", "page": "-1"}
        )

        assert answer.status_code == 200


class TestExport:
    def test_has_a_row_for_every_scope_and_factor(self, lead: Client, system: Scope) -> None:
        with_places(system)

        lines = lead.get(reverse("across_export", kwargs={"scope_id": system.pk})).content.decode("utf-8-sig")

        assert len(lines.splitlines()) == 1 + 2 * 11
        assert (
            "Beck,place,Summer 2026,2026-06-29,1,Strategic alignment,1,3,1.1 Practice 1.1,1,1,false" in lines
        )
