"""What waits for a signed-in person."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from goldenthread.canvas.models import Evidence, ImprovementAction
from goldenthread.core.permissions.terms import Role
from goldenthread.site.queries.dashboard import scope_cards
from goldenthread.systems.models import Person, Scope
from goldenthread.systems.queries.readers import reader_of
from making.canvas import make_participant, make_round
from making.systems import NOW, give_role, make_person, make_scope, make_system

TODAY = NOW.date()


@pytest.fixture
def system(db: None) -> Scope:
    return make_system()


@pytest.fixture
def lead(system: Scope) -> Person:
    person = make_person()
    give_role(person, Role.LEAD, system)
    return person


def make_action(scope: Scope, *, days: int) -> None:
    ImprovementAction.objects.create(
        scope=scope, practice_code="1.1", what="Lend tablets", who="Libraries", first_step="Ask",
        due_date=TODAY + timedelta(days=days), made_at=NOW, changed_at=NOW,
    )  # fmt: skip


def make_evidence(scope: Scope, *, days: int) -> None:
    Evidence.objects.create(
        scope=scope, title="Strategy", kind="strategy", strength="documented", dated=TODAY, owner="Lead",
        expires_date=TODAY + timedelta(days=days), added_at=NOW,
    )  # fmt: skip


class TestScopeCards:
    def test_tells_what_waits_at_each_scope(self, system: Scope, lead: Person) -> None:
        round_ = make_round(system)
        make_participant(round_.canvases.get())
        for days in (-1, 1):
            make_action(system, days=days)
        for days in (30, 90):
            make_evidence(system, days=days)

        (card,) = scope_cards(reader_of(lead), today=TODAY)

        assert [(found.title, found.people_count) for found in card.open_rounds] == [("Summer 2026", 1)]
        assert (card.overdue_count, card.expiring_count, card.closed_round_count) == (1, 1, 0)
        assert card.roles == ("Lead",)

    def test_leaves_out_scopes_of_others(self, system: Scope, lead: Person) -> None:
        make_system("Northmere")

        assert [card.name for card in scope_cards(reader_of(lead), today=TODAY)] == ["Wessbury"]

    def test_costs_the_same_for_one_scope_and_for_many(
        self, system: Scope, lead: Person, django_assert_num_queries: Callable[[int], Any]
    ) -> None:
        for count in (0, 5):
            for number in range(count):
                give_role(lead, Role.LEAD, make_scope(system, name=f"Place {number}"))
            reader = reader_of(lead)
            with django_assert_num_queries(5):
                scope_cards(reader, today=TODAY)


class TestHome:
    def test_says_what_it_is_for(self, client: Client, db: None) -> None:
        assert "leaves nobody out" in client.get("/").content.decode()

    def test_greets_a_signed_in_person_with_their_scopes(
        self, client: Client, system: Scope, lead: Person
    ) -> None:
        client.force_login(lead, backend="allauth.account.auth_backends.AuthenticationBackend")

        page = client.get("/").content.decode()

        assert "Wessbury" in page
        assert "Start the first round" in page

    def test_tells_somebody_without_a_role_whom_to_ask(self, client: Client, db: None) -> None:
        client.force_login(make_person(), backend="allauth.account.auth_backends.AuthenticationBackend")

        assert "no role in any system yet" in client.get("/").content.decode()
