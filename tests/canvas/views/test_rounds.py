"""A round from its first page to its last, as the person who runs it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goldenthread.canvas.models import Round
from goldenthread.core.permissions.terms import Role
from goldenthread.systems.models import Scope
from making.canvas import CLOSES_ON, close, make_answers, make_round
from making.systems import give_role, make_person, make_scope, make_system

pytestmark = pytest.mark.django_db


@pytest.fixture
def system() -> Scope:
    return make_system()


@pytest.fixture
def lead(client: Client, system: Scope) -> Client:
    person = make_person()
    give_role(person, Role.SYSTEM_ADMIN, system)
    client.force_login(person)
    return client


def filled(*scopes: Scope, **changes: object) -> dict:
    closes = timezone.localdate() + timedelta(days=28)
    given = {
        "title": "Summer",
        "scopes": [scope.pk for scope in scopes],
        "voices": ["staff", "local_people"],
        "question_set": "quick",
        "closes_on_day": closes.day,
        "closes_on_month": closes.month,
        "closes_on_year": closes.year,
        "floor": "5",
    }
    return given | changes


def open_one(system: Scope, **changes: object) -> Round:
    closes = timezone.localdate() + timedelta(days=9)
    return make_round(system, **({"closes_on": closes, "opened": timezone.now()} | changes))


class TestRounds:
    def test_says_what_a_round_is_and_how_to_begin(self, lead: Client, system: Scope) -> None:
        page = lead.get(f"/s/{system.pk}/rounds/").content.decode()

        assert "A round is one time of asking" in page
        assert f"/s/{system.pk}/rounds/new/" in page

    def test_does_not_offer_to_start_one_to_who_may_not(self, client: Client, system: Scope) -> None:
        person = make_person("c@example.org")
        give_role(person, Role.CONTRIBUTOR, system)
        client.force_login(person)

        page = client.get(f"/s/{system.pk}/rounds/").content.decode()

        assert "rounds/new/" not in page
        assert client.get(f"/s/{system.pk}/rounds/new/").status_code == 404

    def test_names_who_runs_a_round_of_another_scope(self, lead: Client, system: Scope) -> None:
        place = make_scope(system)
        round_ = close(make_round(system, place))

        page = lead.get(f"/s/{place.pk}/rounds/").content.decode()

        assert "Run by Wessbury" in page
        assert f"/s/{place.pk}/results/{round_.pk}/" in page
        assert f"/s/{place.pk}/rounds/{round_.pk}/" not in page


class TestNewRound:
    def test_saves_a_draft_with_what_is_filled_in_already(self, lead: Client, system: Scope) -> None:
        assert lead.get(f"/s/{system.pk}/rounds/new/").status_code == 200

        answer = lead.post(f"/s/{system.pk}/rounds/new/", filled(system))

        round_ = Round.objects.get()
        assert answer.status_code == 302
        assert answer.url == f"/s/{system.pk}/rounds/{round_.pk}/"
        assert round_.opened_at is None
        assert round_.voices == ["staff", "local_people"]

    def test_says_every_fault_beside_its_field(self, lead: Client, system: Scope) -> None:
        faulty = filled(system, title="", voices=[], floor="3", closes_on_month="")

        answer = lead.post(f"/s/{system.pk}/rounds/new/", faulty)

        page = answer.content.decode()
        assert answer.status_code == 422
        for words in ("Enter a name", "Choose at least one group", "5 people or more", "include a month"):
            assert words in page
        assert 'href="#id_title"' in page
        assert not Round.objects.exists()

    def test_names_a_last_day_that_is_over(self, lead: Client, system: Scope) -> None:
        answer = lead.post(f"/s/{system.pk}/rounds/new/", filled(system, closes_on_year="2020"))

        assert "must be after today" in answer.content.decode()

    def test_does_not_take_a_scope_of_another_system(self, lead: Client, system: Scope) -> None:
        other = make_system("Northmoor")

        answer = lead.post(f"/s/{system.pk}/rounds/new/", filled(system, other))

        assert "Choose only from the list" in answer.content.decode()


class TestEditRound:
    def test_changes_a_draft(self, lead: Client, system: Scope) -> None:
        round_ = make_round(system, opened=None)
        address = f"/s/{system.pk}/rounds/{round_.pk}/edit/"
        assert "Summer 2026" in lead.get(address).content.decode()

        lead.post(address, filled(system, title="Renamed"))

        round_.refresh_from_db()
        assert round_.title == "Renamed"

    def test_is_refused_once_it_is_open(self, lead: Client, system: Scope) -> None:
        round_ = open_one(system)

        assert lead.get(f"/s/{system.pk}/rounds/{round_.pk}/edit/").status_code == 409


class TestRoundPage:
    def test_of_an_open_round_counts_people_and_never_answers(self, lead: Client, system: Scope) -> None:
        round_ = open_one(system)
        make_answers(round_.canvases.get(), "staff", [4, 4, 4])

        page = lead.get(f"/s/{system.pk}/rounds/{round_.pk}/").content.decode()

        assert "3 finished" in page
        assert "2 more before anything is shown" in page
        assert "Leading others" not in page

    def test_of_a_round_whose_last_day_is_over_says_so(self, lead: Client, system: Scope) -> None:
        round_ = open_one(system, closes_on=timezone.localdate() - timedelta(days=1))

        page = lead.get(f"/s/{system.pk}/rounds/{round_.pk}/").content.decode()

        assert "The last day to answer is over" in page
        assert "Ask people to answer" not in page

    def test_of_a_closed_round_says_who_counts(self, lead: Client, system: Scope) -> None:
        round_ = close(make_round(system))

        page = lead.get(f"/s/{system.pk}/rounds/{round_.pk}/").content.decode()

        assert "Every answer that was saved counts" in page
        assert f"/s/{system.pk}/results/{round_.pk}/" in page

    def test_is_not_there_for_another_system_or_scope(self, lead: Client, system: Scope) -> None:
        round_ = make_round(make_system("Northmoor"))
        place = make_scope(system)
        ours = make_round(system, place)

        assert lead.get(f"/s/{round_.scope_id}/rounds/{round_.pk}/").status_code == 404
        assert lead.get(f"/s/{system.pk}/rounds/{round_.pk}/").status_code == 404
        assert lead.get(f"/s/{place.pk}/rounds/{ours.pk}/").status_code == 404

    def test_costs_the_same_for_few_answers_and_for_many(self, lead: Client, system: Scope) -> None:
        small, large = open_one(system), open_one(system)
        make_answers(small.canvases.get(), "staff", [1])
        make_answers(large.canvases.get(), "staff", [1] * 30)
        costs = []

        for round_ in (small, small, large):
            with CaptureQueriesContext(connection) as asked:
                lead.get(f"/s/{system.pk}/rounds/{round_.pk}/")
            costs.append(len(asked))

        assert costs[1] == costs[2]


class TestQuestions:
    def test_are_shown_in_the_words_of_the_chosen_voice(self, lead: Client, system: Scope) -> None:
        round_ = open_one(system)

        page = lead.get(f"/s/{system.pk}/rounds/{round_.pk}/questions/?voice=partners").content.decode()

        assert "Practice 1.1: how far, partners?" in page

    def test_of_an_unknown_voice_are_those_of_the_first(self, lead: Client, system: Scope) -> None:
        round_ = open_one(system)

        page = lead.get(f"/s/{system.pk}/rounds/{round_.pk}/questions/?voice=xx").content.decode()

        assert "Practice 1.1: how far, leaders?" in page


class TestOpenRound:
    def test_opens_it(self, lead: Client, system: Scope) -> None:
        lead.post(f"/s/{system.pk}/rounds/new/", filled(system))
        round_ = Round.objects.get()

        answer = lead.post(f"/s/{system.pk}/rounds/{round_.pk}/open/", follow=True)

        assert "The round is open" in answer.content.decode()
        assert round_.asked.count() == 11

    def test_is_refused_twice(self, lead: Client, system: Scope) -> None:
        round_ = open_one(system)

        assert lead.post(f"/s/{system.pk}/rounds/{round_.pk}/open/").status_code == 409


class TestExtendRound:
    def test_gives_more_time(self, lead: Client, system: Scope) -> None:
        round_ = open_one(system)
        later = timezone.localdate() + timedelta(days=40)
        given = {"closes_on_day": later.day, "closes_on_month": later.month, "closes_on_year": later.year}

        lead.post(f"/s/{system.pk}/rounds/{round_.pk}/extend/", given)

        round_.refresh_from_db()
        assert round_.closes_on == later

    def test_says_that_it_cannot_be_shorter(self, lead: Client, system: Scope) -> None:
        round_ = open_one(system)
        sooner = timezone.localdate() + timedelta(days=2)
        given = {"closes_on_day": sooner.day, "closes_on_month": sooner.month, "closes_on_year": sooner.year}

        answer = lead.post(f"/s/{system.pk}/rounds/{round_.pk}/extend/", given)

        assert answer.status_code == 422
        assert "must be later" in answer.content.decode()


class TestCloseRound:
    def test_asks_once_more_and_then_counts(self, lead: Client, system: Scope) -> None:
        round_ = open_one(system)
        address = f"/s/{system.pk}/rounds/{round_.pk}/close/"
        assert "You cannot open it again" in lead.get(address).content.decode()

        lead.post(address)

        round_.refresh_from_db()
        assert round_.closed_at is not None

    def test_is_refused_for_a_draft(self, lead: Client, system: Scope) -> None:
        round_ = make_round(system, opened=None, closes_on=CLOSES_ON)

        assert lead.post(f"/s/{system.pk}/rounds/{round_.pk}/close/").status_code == 409


class TestDeleteRound:
    def test_asks_once_more_and_then_deletes(self, lead: Client, system: Scope) -> None:
        round_ = make_round(system, opened=None)
        address = f"/s/{system.pk}/rounds/{round_.pk}/delete/"
        assert "Delete the draft" in lead.get(address).content.decode()

        lead.post(address)

        assert not Round.objects.exists()

    def test_is_refused_for_an_open_round(self, lead: Client, system: Scope) -> None:
        round_ = open_one(system)

        assert lead.post(f"/s/{system.pk}/rounds/{round_.pk}/delete/").status_code == 409
