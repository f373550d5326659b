"""A helper chooses a round, types a form in and hands over the code."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from goldenthread.canvas.models import Canvas, Judgement, Participant, Round
from goldenthread.core.permissions.terms import Role
from making.answering import asking_now
from making.systems import give_role, make_person, make_scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def canvas() -> Canvas:
    return asking_now()


@pytest.fixture
def helper(client: Client, canvas: Canvas) -> Client:
    person = make_person()
    give_role(person, Role.CONTRIBUTOR, canvas.scope)
    client.force_login(person)
    return client


def sheet(helper: Client, canvas: Canvas, /, **changed: str) -> Any:
    chosen = {"canvas": canvas.pk, "voice": "local_people", "channel": "paper", "language": "pl"} | changed
    return helper.get(f"/s/{canvas.scope_id}/enter/sheet/", chosen)


def fields_of(page: str) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))


class TestChoose:
    def test_offers_open_rounds(self, helper: Client, canvas: Canvas) -> None:
        page = helper.get(f"/s/{canvas.scope_id}/enter/").content.decode()

        assert "Summer 2026 (11 questions)" in page
        assert "Local people" in page

    def test_says_what_the_page_is_for_when_nothing_is_open(self, helper: Client, canvas: Canvas) -> None:
        Round.objects.update(closed_at=timezone.now())

        page = helper.get(f"/s/{canvas.scope_id}/enter/").content.decode()

        assert "No round is open in Eastdale now" in page

    def test_names_every_choice_that_is_missing(self, helper: Client, canvas: Canvas) -> None:
        page = helper.get(f"/s/{canvas.scope_id}/enter/", {"language": "en"}).content.decode()

        for said in ("Choose a round", "Choose whose voice it is", "Choose how they answered"):
            assert said in page

    def test_is_for_helpers_of_this_scope(self, helper: Client, canvas: Canvas) -> None:
        elsewhere = make_scope(canvas.scope.system, name="Westdale")

        assert helper.get(f"/s/{elsewhere.pk}/enter/").status_code == 404
        assert Client().get(f"/s/{canvas.scope_id}/enter/").status_code == 302

    def test_knows_no_round_of_another_scope(self, helper: Client, canvas: Canvas) -> None:
        other = asking_now()

        answer = sheet(helper, canvas, canvas=str(other.pk))

        assert answer.status_code == 302


class TestSheet:
    def test_asks_in_the_language_and_voice(self, helper: Client, canvas: Canvas) -> None:
        page = sheet(helper, canvas).content.decode()

        assert 'lang="pl"' in page
        assert f"Form {canvas.pk}-C-PL" in page

    def test_is_saved_once_and_hands_over_a_code(self, helper: Client, canvas: Canvas) -> None:
        fields = fields_of(sheet(helper, canvas).content.decode())
        fields |= {"q1-answer": "4", "q1-words": "Jak było", "q2-answer": "dont_know"}

        first = helper.post(f"/s/{canvas.scope_id}/enter/sheet/", fields, follow=True)
        helper.post(f"/s/{canvas.scope_id}/enter/sheet/", fields)

        page = first.content.decode()
        code = re.search(r'class="gt-receipt">([^<]+)<', page)[1]
        assert Participant.objects.count() == 1
        assert Judgement.objects.get(practice__position=1).statement == "Jak było"
        assert Client().post("/return/", {"code": code})["Location"] == "/answer/check/"
        assert "voice=local_people&amp;channel=paper" in page

    def test_gives_everything_back_when_one_answer_is_wrong(self, helper: Client, canvas: Canvas) -> None:
        fields = fields_of(sheet(helper, canvas).content.decode())

        page = helper.post(
            f"/s/{canvas.scope_id}/enter/sheet/",
            fields | {"q1-words": "Kept on the page", "q2-answer": "8"},
        )

        assert page.status_code == 422
        assert "Kept on the page" in page.content.decode()
        assert 'href="#q2-0"' in page.content.decode()
        assert not Participant.objects.exists()

    def test_says_so_when_the_round_closed_meanwhile(self, helper: Client, canvas: Canvas) -> None:
        fields = fields_of(sheet(helper, canvas).content.decode())
        Round.objects.update(closed_at=timezone.now())

        page = helper.post(f"/s/{canvas.scope_id}/enter/sheet/", fields)

        assert page.status_code == 409
        assert "Keep the paper form" in page.content.decode()

    def test_takes_other_languages_for_local_people_only(self, helper: Client, canvas: Canvas) -> None:
        assert sheet(helper, canvas, voice="staff").status_code == 302
        assert sheet(helper, canvas, voice="staff", language="en").status_code == 200


class TestSaved:
    def test_shows_nothing_to_who_has_typed_nothing_in(self, helper: Client, canvas: Canvas) -> None:
        assert helper.get(f"/s/{canvas.scope_id}/enter/saved/").status_code == 302
