"""Come back, see, finish, take back, hand over."""

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from goldenthread.canvas.models import Judgement, Participant, Round
from goldenthread.canvas.terms import Voice
from making.answering import asking_now, token_now

pytestmark = pytest.mark.django_db


def begin(browser: Client, voice: str = Voice.LOCAL_PEOPLE) -> str:
    """Start, answer the first question, and return the receipt code."""
    browser.post(f"/a/{token_now(asking_now(), voice)}/")
    code = re.search(r'class="code"[^>]*>([^<]+)<', browser.get("/answer/code/").content.decode())[1]
    browser.post("/answer/1/", {"q1-answer": "2", "q1-words": "As it was"})
    return code


class TestComeBack:
    def test_opens_the_answers_on_another_device(self) -> None:
        code = begin(Client())
        other = Client()

        came = other.post("/return/", {"code": code.lower().replace(" ", "-")})

        assert came["Location"] == "/answer/check/"
        assert "As it was" in other.get("/answer/check/").content.decode()

    def test_sets_no_cookie_before_it_is_posted(self) -> None:
        assert not Client().get("/return/").cookies

    @pytest.mark.parametrize(
        ("typed", "said"), [("", "Type in your code"), ("WRONG", "do not know this code")]
    )
    def test_says_what_to_do_about_a_wrong_code(self, typed: str, said: str) -> None:
        page = Client().post("/return/", {"code": typed})

        assert page.status_code == 422
        assert said in page.content.decode()
        assert 'href="#code"' in page.content.decode()

    def test_never_puts_the_code_in_an_address_or_a_log(self, caplog: Any) -> None:
        code = begin(Client())

        came = Client().post("/return/", {"code": code})

        assert code.replace(" ", "") not in came["Location"]
        assert code not in caplog.text

    def test_stops_a_guesser(self) -> None:
        guesser = Client(REMOTE_ADDR="192.0.2.9")

        statuses = [guesser.post("/return/", {"code": f"GUESS{n}"}).status_code for n in range(70)]

        assert statuses[0] == 422
        assert statuses[-1] == 429

    def test_is_refused_from_another_site(self) -> None:
        code = begin(Client())

        answer = Client().post("/return/", {"code": code}, headers={"sec-fetch-site": "cross-site"})

        assert answer.status_code == 403

    def test_says_that_withdrawn_answers_are_gone(self) -> None:
        browser = Client()
        code = begin(browser)
        browser.post("/answer/take-back/")

        assert Client().post("/return/", {"code": code})["Location"] == "/answer/taken-back/"


class TestCheck:
    def test_shows_everything_and_lets_it_be_changed(self) -> None:
        browser = Client()
        begin(browser)

        page = browser.get("/answer/check/").content.decode()

        assert "As it was" in page
        assert "You have not answered 10 of the 11 questions" in page
        assert 'href="/answer/1/"' in page

    def test_is_for_reading_only_once_the_round_is_closed(self) -> None:
        browser = Client()
        begin(browser)
        Round.objects.update(closed_at=timezone.now())

        page = browser.get("/answer/check/").content.decode()

        assert "As it was" in page
        assert "cannot be changed any more" in page
        assert 'href="/answer/1/"' not in page

    def test_finishes(self) -> None:
        browser = Client()
        code = begin(browser)

        done = browser.post("/answer/check/", follow=True)

        assert Participant.objects.get().finished_date == timezone.localdate()
        for said in ("Thank you", code, "What happens next", "How you can find out"):
            assert said in done.content.decode()


class TestLeave:
    def test_clears_the_device(self) -> None:
        browser = Client()
        begin(browser)

        left = browser.post("/answer/leave/", follow=True)

        assert "no longer shows your answers" in left.content.decode()
        assert browser.get("/answer/check/").status_code == 302
        assert Judgement.objects.count() == 1


class TestWithdraw:
    def test_asks_first_and_deletes_then(self) -> None:
        browser = Client()
        begin(browser)

        asked = browser.get("/answer/take-back/").content.decode()
        assert "cannot be undone" in asked
        assert Judgement.objects.exists()
        gone = browser.post("/answer/take-back/", follow=True)

        assert "Your answers are deleted" in gone.content.decode()
        assert not Judgement.objects.exists()
        assert browser.get("/answer/1/").status_code == 302


class TestHandOver:
    def test_lets_one_colleague_go_on_with_the_same_form(self) -> None:
        browser, colleague = Client(), Client()
        begin(browser, Voice.STAFF)
        page = browser.post("/answer/hand-over/").content.decode()
        address = re.search(r"http://testserver(/h/[^<]+/)<", page)[1]

        asked = colleague.get(address)
        taken = colleague.post(address)

        assert asked["Referrer-Policy"] == "no-referrer"
        assert not asked.cookies
        assert taken["Location"] == "/answer/check/"
        assert "As it was" in colleague.get("/answer/check/").content.decode()
        assert Client().get(address).status_code == 404
        assert Participant.objects.count() == 1

    def test_is_not_for_local_people(self) -> None:
        browser = Client()
        begin(browser)

        assert browser.get("/answer/hand-over/").status_code == 302


class TestOwnCopy:
    def test_holds_everything_that_was_said_and_runs_in_no_spreadsheet(self) -> None:
        browser = Client()
        begin(browser)
        browser.post("/answer/2/", {"q2-answer": "dont_know", "q2-words": "=1+1"})

        copy = browser.get("/answer/my-answers.csv")

        rows = list(csv.DictReader(io.StringIO(copy.content.decode("utf-8-sig"))))
        assert len(rows) == 11
        assert (rows[0]["kind"], rows[0]["level"], rows[0]["words"]) == ("level", "2", "As it was")
        assert (rows[1]["kind"], rows[1]["level"], rows[1]["words"]) == ("dont_know", "", "'=1+1")
        assert rows[2]["kind"] == ""

    def test_is_for_its_owner(self) -> None:
        assert Client().get("/answer/my-answers.csv").status_code == 302
