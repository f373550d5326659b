"""The journey by plain requests, as a browser without JavaScript makes them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from goldenthread.canvas.models import Judgement, Link, Participant, Round
from goldenthread.canvas.terms import LinkKind, Voice
from making.answering import asking_now, token_now
from making.canvas import make_link

pytestmark = pytest.mark.django_db

SAME_ANSWER = "This link does not work"


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=True)


def post(browser: Client, address: str, **fields: str) -> Any:
    """Post as a page of ours does: with the token of the page that is open."""
    page = browser.get(address).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    return browser.post(address, fields | ({"csrfmiddlewaretoken": token[1]} if token else {}))


def begin(browser: Client, **facts: Any) -> Participant:
    token = token_now(asking_now(), **facts)
    browser.post(f"/a/{token}/", {"lang": "en"})
    return Participant.objects.get()


class TestLink:
    def test_says_who_asks_how_long_it_takes_and_what_happens(self, browser: Client) -> None:
        page = browser.get(f"/a/{token_now(asking_now())}/").content.decode()

        for said in ("Eastdale", "11 questions", "8 minutes", "Summer 2026", "fewer than 5", "code"):
            assert said in page

    def test_sets_no_cookie_and_sends_no_referrer(self, browser: Client) -> None:
        page = browser.get(f"/a/{token_now(asking_now())}/?text=large&colours=strong")

        assert not page.cookies
        assert page["Referrer-Policy"] == "no-referrer"
        assert "no-store" in page["Cache-Control"]

    def test_is_left_behind_at_the_start(self, browser: Client) -> None:
        token = token_now(asking_now())

        started = browser.post(f"/a/{token}/")

        assert started["Location"] == "/answer/code/?new=yes"
        assert token not in browser.get("/answer/1/").content.decode()

    @pytest.mark.parametrize("fault", ["unknown", "expired", "revoked", "used", "not open"])
    def test_answers_alike_whatever_is_wrong(self, browser: Client, caplog: Any, fault: str) -> None:
        token = token_now(asking_now())
        now = timezone.now()
        if fault == "unknown":
            Link.objects.all().delete()
        Link.objects.update(
            expires_at=now - timedelta(hours=1) if fault == "expired" else now + timedelta(days=1),
            revoked_at=now if fault == "revoked" else None,
            use_limit=1 if fault == "used" else None,
            use_count=1,
        )
        if fault == "not open":
            Round.objects.update(opened_at=None)

        got, posted = browser.get(f"/a/{token}/"), browser.post(f"/a/{token}/")

        assert got.status_code == posted.status_code == 404
        assert SAME_ANSWER in got.content.decode()
        assert got.content == posted.content
        assert token not in caplog.text

    def test_says_when_the_questions_were_open_once_they_are_closed(self, browser: Client) -> None:
        token = token_now(asking_now())
        Round.objects.update(closed_at=timezone.now())

        page = browser.get(f"/a/{token}/")

        assert page.status_code == 410
        assert "The questions are closed" in page.content.decode()

    def test_starts_in_the_language_that_was_chosen(self, browser: Client) -> None:
        token = token_now(asking_now())

        page = browser.get(f"/a/{token}/?lang=pl").content.decode()
        browser.post(f"/a/{token}/", {"lang": "pl"})

        assert '<html lang="pl" dir="ltr">' in page
        assert Participant.objects.get().language == "pl"
        assert "Pytanie 1 z 11" in browser.get("/answer/1/").content.decode()

    def test_offers_languages_to_local_people_only(self, browser: Client) -> None:
        canvas = asking_now()

        assert "Polski" in browser.get(f"/a/{token_now(canvas)}/").content.decode()
        assert "Polski" not in browser.get(f"/a/{token_now(canvas, Voice.STAFF)}/").content.decode()

    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"origin": "https://evil.example"},
        ],
    )
    def test_cannot_be_started_from_another_site(self, browser: Client, headers: dict) -> None:
        token = token_now(asking_now())

        assert browser.post(f"/a/{token}/", headers=headers).status_code == 403
        assert not Participant.objects.exists()

    @pytest.mark.parametrize(
        "headers", [{}, {"origin": "null"}, {"sec-fetch-site": "same-origin", "origin": "null"}]
    )
    def test_can_be_started_from_our_page_in_any_browser(self, browser: Client, headers: dict) -> None:
        token = token_now(asking_now())

        assert browser.post(f"/a/{token}/", headers=headers).status_code == 302

    def test_leads_back_to_the_answers_on_the_device_that_used_it(self, browser: Client) -> None:
        token = token_now(asking_now(), kind=LinkKind.PERSONAL)
        browser.post(f"/a/{token}/")
        post(browser, "/answer/1/", **{"q1-answer": "2"})

        assert browser.get(f"/a/{token}/")["Location"] == "/answer/check/"
        assert Client().get(f"/a/{token}/").status_code == 404

    def test_lets_a_library_full_of_people_start_and_then_asks_to_wait(self, browser: Client) -> None:
        token = token_now(asking_now())

        answers = [Client().post(f"/a/{token}/", REMOTE_ADDR="192.0.2.7") for _ in range(61)]

        assert {answer.status_code for answer in answers[:60]} == {302}
        assert answers[60].status_code == 429
        assert int(answers[60]["Retry-After"]) > 0


class TestEnter:
    def test_takes_a_posters_code_as_people_type_it(self, browser: Client) -> None:
        canvas = asking_now()
        make_link(canvas, token="7QX4M2RBCDEF", expires_at=timezone.now() + timedelta(days=1))

        page = browser.get("/answer/")
        found = browser.post("/answer/", {"code": "7qx4-m2rb cdef"})

        assert not page.cookies
        assert found["Location"] == "/a/7QX4M2RBCDEF/"

    def test_understands_somebodys_own_code_too(self, browser: Client) -> None:
        begin(browser)
        code = re.search(r'class="code"[^>]*>([^<]+)<', browser.get("/answer/code/").content.decode())[1]

        assert Client().post("/answer/", {"code": code})["Location"] == "/answer/check/"

    def test_says_what_to_do_about_a_wrong_code(self, browser: Client) -> None:
        page = browser.post("/answer/", {"code": "nothing"})

        assert page.status_code == 422
        assert "do not know this code" in page.content.decode()


class TestCode:
    def test_says_so_when_a_browser_keeps_no_cookie(self) -> None:
        token = token_now(asking_now())

        page = Client().get(Client().post(f"/a/{token}/")["Location"])

        assert "This browser keeps nothing" in page.content.decode()


class TestQuestion:
    def test_is_kept_before_the_next_one_is_shown(self, browser: Client) -> None:
        begin(browser)

        answer = post(browser, "/answer/1/", **{"q1-answer": "3", "q1-words": "Nan’s tablet"})

        assert answer["Location"] == "/answer/2/"
        assert Judgement.objects.get().statement == "Nan’s tablet"

    def test_shows_what_was_answered(self, browser: Client) -> None:
        begin(browser)
        post(browser, "/answer/1/", **{"q1-answer": "dont_know"})

        page = browser.get("/answer/1/").content.decode()

        assert re.search(r'value="dont_know" checked', page)

    def test_can_be_skipped(self, browser: Client) -> None:
        begin(browser)

        assert post(browser, "/answer/1/", go="skip")["Location"] == "/answer/2/"
        assert Judgement.objects.get().kind == "skipped"

    def test_asks_kindly_for_a_choice(self, browser: Client) -> None:
        begin(browser)

        page = post(browser, "/answer/1/")

        assert page.status_code == 422
        text = page.content.decode()
        assert '<a href="#q1-0">Choose one answer.' in text
        assert "<title>Error: Question 1 of 11" in text

    def test_refuses_a_choice_that_is_not_there_and_keeps_the_words_on_the_page(
        self, browser: Client
    ) -> None:
        begin(browser)

        page = post(browser, "/answer/1/", **{"q1-answer": "9", "q1-words": "My words"})

        assert page.status_code == 422
        assert "not one of the choices" in page.content.decode()
        assert "My words</textarea>" in page.content.decode()
        assert not Judgement.objects.exists()

    def test_says_how_much_too_long_words_are_and_gives_them_back(self, browser: Client) -> None:
        begin(browser)

        page = post(browser, "/answer/1/", **{"q1-answer": "1", "q1-words": "x" * 2001})

        assert "You wrote 2,001 letters. There is room for 2,000." in page.content.decode()
        assert "x" * 2001 in page.content.decode()

    def test_keeps_words_that_look_private_and_warns(self, browser: Client) -> None:
        begin(browser)

        answer = post(browser, "/answer/1/", **{"q1-answer": "1", "q1-words": "Ring 07700 900123"})
        page = browser.get(answer["Location"]).content.decode()

        assert Judgement.objects.get().statement == "Ring 07700 900123"
        assert "Does this say who somebody is?" in page
        assert 'href="/answer/2/"' in page
        assert "It is better to take that out" in browser.get("/answer/check/").content.decode()

    def test_warns_once_and_then_goes_on(self, browser: Client) -> None:
        begin(browser)
        words = {"q1-answer": "1", "q1-words": "Ring 07700 900123"}

        first = post(browser, "/answer/1/", **words)
        warned = browser.get(first["Location"]).content.decode()
        second = post(browser, "/answer/1/", **words, warned="yes")

        assert 'name="warned"' in warned
        assert second["Location"] == "/answer/2/"

    def test_asks_before_one_window_overwrites_another(self, browser: Client) -> None:
        begin(browser)
        post(browser, "/answer/1/", **{"q1-answer": "1", "q1-shown": "none"})

        clash = post(browser, "/answer/1/", **{"q1-answer": "4", "q1-shown": "none"})
        page = clash.content.decode()
        shown = re.search(r'name="q1-shown" value="(\w+)"', page)[1]

        assert clash.status_code == 409
        assert "another window" in page
        assert Judgement.objects.get().level == 1
        post(browser, "/answer/1/", **{"q1-answer": "4", "q1-shown": shown})
        assert Judgement.objects.get().level == 4

    def test_saves_on_the_way_back_and_out(self, browser: Client) -> None:
        begin(browser)

        back = post(browser, "/answer/2/", **{"q2-answer": "2"}, go="previous")
        out = post(browser, "/answer/3/", **{"q3-answer": "2"}, go="stop")
        empty = post(browser, "/answer/4/", go="check")

        assert back["Location"] == "/answer/1/"
        assert out["Location"] == "/answer/stop/"
        assert empty["Location"] == "/answer/check/"
        assert Judgement.objects.count() == 2

    def test_answers_a_script_with_the_new_stamp(self, browser: Client) -> None:
        begin(browser)

        saved = post(browser, "/answer/1/", **{"q1-answer": "2", "q1-shown": "none"}, go="autosave")
        wrong = post(browser, "/answer/1/", **{"q1-answer": "9"}, go="autosave")

        assert re.fullmatch(r"[0-9a-f]{16}", saved.json()["shown"])
        assert wrong.status_code == 422

    def test_says_so_when_the_round_closed_meanwhile(self, browser: Client) -> None:
        begin(browser)
        post(browser, "/answer/1/", **{"q1-answer": "2"})
        token = browser.cookies["csrftoken"].value
        Round.objects.update(closed_at=timezone.now())

        late = browser.post("/answer/2/", {"q2-answer": "3", "csrfmiddlewaretoken": token})

        assert late.status_code == 409
        assert "came too late" in late.content.decode()
        assert Judgement.objects.get().level == 2

    def test_asks_for_the_code_without_a_session(self, browser: Client) -> None:
        assert browser.get("/answer/1/")["Location"] == "/return/?ended=yes"

    def test_takes_no_post_without_its_own_page(self, browser: Client) -> None:
        begin(browser)

        assert browser.post("/answer/1/", {"q1-answer": "3"}).status_code == 403

    def test_keeps_words_out_of_the_log(self, browser: Client, caplog: Any) -> None:
        begin(browser)

        post(browser, "/answer/1/", **{"q1-answer": "9", "q1-words": "marker-in-words"})
        post(browser, "/answer/1/", **{"q1-answer": "1", "q1-words": "marker-in-words"})

        assert "marker-in-words" not in caplog.text

    def test_costs_the_same_for_few_questions_and_for_many(
        self, browser: Client, django_assert_max_num_queries: Any
    ) -> None:
        token = token_now(asking_now(full=True))
        browser.post(f"/a/{token}/")

        with django_assert_max_num_queries(8):
            browser.get("/answer/20/")


class TestCookies:
    def test_are_two_and_gone_after_twelve_hours(self, browser: Client) -> None:
        begin(browser)
        browser.get("/answer/1/")

        assert {name: cookie["max-age"] for name, cookie in browser.cookies.items()} == {
            "sessionid": 12 * 60 * 60,
            "csrftoken": 12 * 60 * 60,
        }


class TestAllQuestions:
    def test_keeps_what_was_chosen_and_leaves_the_rest_open(self, browser: Client) -> None:
        begin(browser)

        answer = post(browser, "/answer/all/", **{"q1-answer": "0", "q7-answer": "skip", "q9-words": "Hm"})

        assert answer["Location"] == "/answer/check/"
        assert sorted(Judgement.objects.values_list("practice__position", "kind")) == [
            (1, "level"),
            (7, "skipped"),
            (9, "skipped"),
        ]

    def test_keeps_the_good_answers_and_names_the_bad_one(self, browser: Client) -> None:
        begin(browser)

        page = post(browser, "/answer/all/", **{"q1-answer": "0", "q2-answer": "7"})

        assert page.status_code == 422
        assert '<a href="#q2-0">2: ' in page.content.decode()
        assert Judgement.objects.count() == 1


class TestLook:
    def test_is_remembered_on_the_way(self, browser: Client) -> None:
        token = token_now(asking_now())

        page = browser.get(f"/a/{token}/?text=large").content.decode()
        browser.post(f"/a/{token}/", {"text": "large"})
        browser.get("/answer/1/?colours=strong")
        later = browser.get("/answer/2/").content.decode()

        assert 'class="large "' in page
        assert 'class="large strong"' in later

    def test_takes_no_other_words_into_the_page(self, browser: Client) -> None:
        token = token_now(asking_now())

        page = browser.get(f"/a/{token}/?text=%22%3E%3Cscript%3E").content.decode()

        assert "<script>" not in page
