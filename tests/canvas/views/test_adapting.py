"""A system makes the canvas its own, page by page."""

import pytest
from django.test import Client

from goldenthread.canvas.actions.adapting import adapt_practice
from goldenthread.canvas.content import catalogue
from goldenthread.canvas.forms.adapting import first_values
from goldenthread.canvas.queries.adapting import wording_of
from goldenthread.canvas.rules.adapting import Change, words_of
from goldenthread.core.permissions.terms import Role
from goldenthread.systems.models import Person, Scope
from making.systems import NOW, give_role, make_person, make_scope, make_system

pytestmark = pytest.mark.django_db

FIRST = catalogue.canvas().practices[0]


@pytest.fixture
def system() -> Scope:
    return make_system()


@pytest.fixture
def lead(client: Client, system: Scope) -> Client:
    person = make_person()
    give_role(person, Role.SYSTEM_ADMIN, system)
    client.force_login(person)
    return client


def filled(**changes: object) -> dict:
    words = first_values(words_of(FIRST))
    return words | {"seen": 0, "weight": 1, "reason": ""} | changes


class TestWording:
    def test_is_the_shared_canvas_at_first(self, lead: Client, system: Scope) -> None:
        page = lead.get(f"/s/{system.pk}/canvas-wording/").content.decode()

        assert "You use the shared canvas as it comes" in page
        assert FIRST.title in page

    def test_of_a_place_is_its_system_s_and_cannot_be_changed_there(
        self, lead: Client, system: Scope
    ) -> None:
        place = make_scope(system)

        page = lead.get(f"/s/{place.pk}/canvas-wording/").content.decode()

        assert "They are changed at the system" in page
        assert "canvas-wording/1.1/" not in page
        assert lead.get(f"/s/{place.pk}/canvas-wording/1.1/").status_code == 409


class TestPractice:
    def test_saves_other_words_and_shows_both_side_by_side(self, lead: Client, system: Scope) -> None:
        address = f"/s/{system.pk}/canvas-wording/{FIRST.code}/"

        answer = lead.post(address, filled(question_staff="Do we plan for farms?", reason="Many farms"))

        assert answer.status_code == 302
        page = lead.get(address).content.decode()
        assert "Compares with care" in page
        assert FIRST.questions["staff"] in page
        assert "Do we plan for farms?" in page
        assert wording_of(system.pk).changes[0].wording == {"questions": {"staff": "Do we plan for farms?"}}

    def test_asks_why(self, lead: Client, system: Scope) -> None:
        answer = lead.post(f"/s/{system.pk}/canvas-wording/{FIRST.code}/", filled(weight=3))

        assert answer.status_code == 422
        assert 'href="#id_reason"' in answer.content.decode()

    def test_says_what_is_missing(self, lead: Client, system: Scope) -> None:
        answer = lead.post(
            f"/s/{system.pk}/canvas-wording/{FIRST.code}/", filled(level_2="", answer_staff_3="")
        )

        page = answer.content.decode()
        assert "Enter what level 2, in place in parts, means" in page
        assert "Enter answer 3 for staff" in page

    def test_tells_of_a_change_made_meanwhile_and_lets_it_be_saved_knowingly(
        self, lead: Client, system: Scope
    ) -> None:
        adapt_practice(
            system.pk, Change(FIRST.code, weight=2, reason="x"), seen=0, by=Person.objects.get(), at=NOW
        )
        address = f"/s/{system.pk}/canvas-wording/{FIRST.code}/"
        given = filled(weight=5, reason="y")

        first = lead.post(address, given)

        assert "Somebody else changed this practice" in first.content.decode()
        assert 'name="seen" value="1"' in first.content.decode()
        assert lead.post(address, given | {"seen": 1}).status_code == 302

    def test_is_not_there_for_an_unknown_code(self, lead: Client, system: Scope) -> None:
        assert lead.get(f"/s/{system.pk}/canvas-wording/77.7/").status_code == 404


class TestPutBack:
    def test_uses_the_shared_words_again(self, lead: Client, system: Scope) -> None:
        address = f"/s/{system.pk}/canvas-wording/{FIRST.code}/"
        lead.post(address, filled(title="Ours", reason="x"))

        lead.post(f"{address}put-back/")

        assert wording_of(system.pk).changes == ()


class TestAddPractice:
    def test_adds_one_with_a_code_of_its_own(self, lead: Client, system: Scope) -> None:
        answer = lead.post(
            f"/s/{system.pk}/canvas-wording/add/", filled(factor=3, reason="Signal"), follow=True
        )

        assert "3.L1" in answer.content.decode()
        assert lead.get(f"/s/{system.pk}/canvas-wording/3.L1/").status_code == 200

    def test_begins_with_the_factor_it_was_asked_for(self, lead: Client, system: Scope) -> None:
        page = lead.get(f"/s/{system.pk}/canvas-wording/add/?factor=3").content.decode()

        assert '<option value="3" selected' in page


class TestHistory:
    def test_goes_back_to_an_older_version(self, lead: Client, system: Scope) -> None:
        address = f"/s/{system.pk}/canvas-wording"
        lead.post(f"{address}/{FIRST.code}/", filled(title="One", reason="x"))
        lead.post(f"{address}/{FIRST.code}/", filled(title="Two", reason="x", seen=1))
        assert "1.1 One: reworded" in lead.get(f"{address}/history/").content.decode()

        assert "Go back to version 1?" in lead.get(f"{address}/history/1/").content.decode()
        lead.post(f"{address}/history/1/")

        assert wording_of(system.pk).changes[0].wording == {"title": "One"}
        assert wording_of(system.pk).number == 3

    def test_is_refused_to_where_we_are(self, lead: Client, system: Scope) -> None:
        assert lead.post(f"/s/{system.pk}/canvas-wording/history/0/").status_code == 409

    def test_is_not_there_for_a_version_that_never_was(self, lead: Client, system: Scope) -> None:
        assert lead.get(f"/s/{system.pk}/canvas-wording/history/9/").status_code == 404
