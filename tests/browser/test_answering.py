"""Local people, staff and their colleagues answer, on a phone and on a desk, with and without JavaScript."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from goldenthread.canvas.content import catalogue
from goldenthread.canvas.models import Judgement, Participant, Round
from goldenthread.canvas.terms import LinkKind, Voice
from making.answering import asking_now, token_now
from making.browser import assert_accessible, assert_fits, photograph
from making.canvas import make_link

pytestmark = pytest.mark.browser

OpenBrowser = Callable[..., Page]
NARROW = {"width": 320, "height": 640}
LIGHT_KB = 25


def given_the_first_page(page: Page, voice: str = Voice.LOCAL_PEOPLE, **facts: str) -> None:
    page.goto(f"/a/{token_now(asking_now(), voice, **facts)}/")


def when_somebody_starts(page: Page) -> str:
    """Start, note the code, and go to the first question."""
    page.get_by_role("button", name="Start now").click()
    code = page.locator(".code").inner_text()
    page.get_by_role("link", name="Go to the first question").click()
    return code


def when_every_question_is_answered(page: Page) -> None:
    for number in range(1, 12):
        expect(page.get_by_text(f"Question {number} of 11")).to_be_visible()
        if number == 4:
            page.get_by_role("button", name="Skip this question").click()
            continue
        answer = page.get_by_label("I don’t know") if number == 7 else page.get_by_role("radio").nth(2)
        answer.check()
        if number == 2:
            page.get_by_label("Why do you say that?").fill("Nobody rings back")
        page.get_by_role("button", name="Save and go on").click()


def then_all_is_kept() -> None:
    kinds = list(Judgement.objects.order_by("practice__position").values_list("kind", flat=True))
    assert kinds == ["level"] * 3 + ["skipped"] + ["level"] * 2 + ["dont_know"] + ["level"] * 4
    assert Judgement.objects.get(practice__position=2).statement == "Nobody rings back"


def sound(page: Page, name: str, *, status: int = 200) -> None:
    assert_accessible(page, status=status)
    assert_fits(page)
    photograph(page, name)


def whole_journey(page: Page, *, name: str) -> None:
    given_the_first_page(page)
    sound(page, f"answer-start-{name}")

    page.get_by_role("button", name="Start now").click()
    sound(page, f"answer-code-{name}")
    code = page.locator(".code").inner_text()
    page.get_by_role("link", name="Go to the first question").click()
    sound(page, f"answer-question-{name}")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose one answer")
    sound(page, f"answer-error-{name}", status=422)
    when_every_question_is_answered(page)

    expect(page.get_by_role("heading", name="Your answers")).to_be_visible()
    sound(page, f"answer-check-{name}")
    page.get_by_role("button", name="I am done").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(page.locator(".code")).to_have_text(code)
    sound(page, f"answer-thank-you-{name}")
    page.get_by_role("button", name="Leave, and clear this device").click()
    sound(page, f"answer-left-{name}")
    then_all_is_kept()
    assert Participant.objects.get().finished_date == timezone.localdate()


class TestAnswering:
    def test_from_the_link_to_thank_you(self, page: Page) -> None:
        whole_journey(page, name="desktop")

    def test_the_same_on_a_phone_without_javascript(self, page_without_javascript: Page) -> None:
        whole_journey(page_without_javascript, name="phone")

    def test_at_320_pixels_and_400_percent(self, open_browser: OpenBrowser) -> None:
        narrow = open_browser(screen=NARROW)

        given_the_first_page(narrow)
        narrow.goto(narrow.url + "?text=large&colours=strong")
        sound(narrow, "answer-start-narrow")
        narrow.get_by_role("button", name="Start now").click()
        for address in (
            "/answer/1/",
            "/answer/all/",
            "/answer/check/",
            "/answer/take-back/",
            "/answer/stop/",
        ):
            narrow.goto(address)
            sound(narrow, f"answer{address.replace('/', '-')}narrow")

    def test_by_keyboard_alone(self, page: Page) -> None:
        given_the_first_page(page)
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the main part")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Start now")).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**/answer/code/*")
        self.press_until(page, page.get_by_role("link", name="Go to the first question"))
        page.wait_for_url("**/answer/1/")

        first = page.get_by_role("radio").first
        self.press_until(page, first, key="Space")
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("radio").nth(1)).to_be_checked()
        self.press_until(page, page.get_by_role("button", name="Save and go on"))

        page.wait_for_url("**/answer/2/")
        assert Judgement.objects.get().level == 1

    def press_until(self, page: Page, wanted: object, *, key: str = "Enter") -> None:
        """Tab on until something has the focus, then press it."""
        for _ in range(40):
            if wanted.evaluate("element => element === document.activeElement"):
                page.keyboard.press(key)
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"{wanted} cannot be reached by keyboard")

    def test_has_room_for_a_thumb_everywhere(self, page_without_javascript: Page) -> None:
        page = page_without_javascript
        given_the_first_page(page)
        small = self.small_targets(page)
        when_somebody_starts(page)

        assert small + self.small_targets(page) == []

    def small_targets(self, page: Page) -> list[str]:
        """What one can press that is lower than 44 pixels; links inside a sentence are spared."""
        found = []
        for target in page.locator(
            "main button, .looks a, .languages a, .ways a, .option label, summary"
        ).all():
            box = target.bounding_box()
            if box is None or box["height"] < 44:
                found.append(target.inner_text())
        return found


class TestAutosave:
    def test_keeps_an_answer_without_any_button(self, page: Page) -> None:
        given_the_first_page(page)
        when_somebody_starts(page)

        page.get_by_role("radio").nth(3).check()
        expect(page.get_by_role("status")).to_have_text("Saved")
        page.get_by_label("Why do you say that?").fill("It works here")
        page.get_by_label("Why do you say that?").blur()
        expect(page.get_by_role("status")).to_have_text("Saved")
        page.reload()

        expect(page.get_by_role("radio").nth(3)).to_be_checked()
        assert_accessible(page)

    def test_says_so_when_it_cannot_and_the_button_still_works(self, page: Page) -> None:
        given_the_first_page(page)
        when_somebody_starts(page)
        page.route("**/answer/1/", lambda route: route.abort())

        page.get_by_role("radio").nth(3).check()
        expect(page.get_by_role("status")).to_contain_text("Not saved yet")
        page.unroute("**/answer/1/")
        page.get_by_role("button", name="Save and go on").click()

        page.wait_for_url("**/answer/2/")
        assert Judgement.objects.get().level == 3

    def test_never_lets_a_page_argue_with_itself(self, page: Page) -> None:
        given_the_first_page(page)
        when_somebody_starts(page)

        for number in range(1, 4):
            page.get_by_role("radio").nth(number).check()
            page.get_by_label("Why do you say that?").fill(f"Words {number}")
            page.get_by_role("button", name="Save and go on").click()
            page.wait_for_url(f"**/answer/{number + 1}/")

        assert [row.statement for row in Judgement.objects.order_by("practice__position")] == [
            "Words 1",
            "Words 2",
            "Words 3",
        ]

    def test_works_with_all_questions_on_one_page(self, page: Page) -> None:
        given_the_first_page(page)
        when_somebody_starts(page)
        page.goto("/answer/all/")

        page.locator("fieldset").nth(8).get_by_role("radio").nth(0).check()
        expect(page.get_by_role("status")).to_have_text("Saved")

        assert Judgement.objects.get().practice.position == 9
        assert_accessible(page)


class TestComingBack:
    def test_on_another_device_to_change_and_to_take_back(self, open_browser: OpenBrowser) -> None:
        first, second = open_browser(), open_browser(javascript=False, screen=NARROW)
        given_the_first_page(first)
        code = when_somebody_starts(first)
        first.get_by_role("radio").nth(0).check()
        first.get_by_role("button", name="Save and go on").click()
        first.wait_for_url("**/answer/2/")

        second.goto("/return/")
        sound(second, "answer-return")
        second.get_by_label("Your code").fill("nonsense")
        second.get_by_role("button", name="Show my answers").click()
        sound(second, "answer-return-error", status=422)
        second.get_by_label("Your code").fill(code.lower())
        second.get_by_role("button", name="Show my answers").click()
        second.get_by_role("link", name="Change question 1").click()
        second.get_by_role("radio").nth(4).check()
        second.get_by_role("button", name="Save and go on").click()
        assert Judgement.objects.get().level == 4

        second.goto("/answer/take-back/")
        sound(second, "answer-take-back")
        second.get_by_role("button", name="Yes, delete my answers").click()
        sound(second, "answer-taken-back")
        assert not Judgement.objects.exists()

    def test_after_closing_shows_answers_and_dates(self, page_without_javascript: Page) -> None:
        page = page_without_javascript
        given_the_first_page(page)
        link = page.url
        when_somebody_starts(page)
        page.get_by_role("radio").nth(0).check()
        page.get_by_role("button", name="Save and go on").click()
        page.wait_for_url("**/answer/2/")
        Round.objects.update(closed_at=timezone.now())

        page.get_by_role("radio").nth(0).check()
        page.get_by_role("button", name="Save and go on").click()
        expect(page.get_by_role("heading", name="closed while you were answering")).to_be_visible()
        assert_accessible(page, status=409)
        page.goto("/answer/check/")
        expect(page.get_by_text("cannot be changed any more")).to_be_visible()
        assert_accessible(page)
        page.goto(link)
        assert_accessible(page, status=410)
        photograph(page, "answer-closed")


class TestHandingOver:
    def test_lets_a_colleague_go_on(self, open_browser: OpenBrowser) -> None:
        first, second = open_browser(), open_browser(javascript=False)
        given_the_first_page(first, Voice.STAFF, kind=LinkKind.PERSONAL)
        when_somebody_starts(first)
        first.get_by_role("radio").nth(1).check()
        first.get_by_role("button", name="See all my answers").click()
        first.get_by_role("link", name="Let a colleague go on").click()
        assert_accessible(first)
        first.get_by_role("button", name="Make the link").click()
        sound(first, "answer-hand-over")

        second.goto(first.get_by_label("The link").input_value())
        sound(second, "answer-take-over")
        second.get_by_role("button", name="Go on with the form").click()
        second.get_by_role("link", name="Answer it now question 2", exact=True).click()
        second.get_by_role("radio").nth(2).check()
        second.get_by_role("button", name="Save and go on").click()

        assert list(Judgement.objects.order_by("practice__position").values_list("level", flat=True)) == [
            1,
            2,
        ]
        assert Participant.objects.count() == 1


class TestLanguages:
    def test_run_right_to_left(self, open_browser: OpenBrowser) -> None:
        narrow = open_browser(javascript=False, screen=NARROW)
        given_the_first_page(narrow)
        narrow.goto(f"{narrow.url}?lang={catalogue.PSEUDO}")

        expect(narrow.locator("html")).to_have_attribute("dir", "rtl")
        sound(narrow, "answer-start-right-to-left")
        narrow.locator("button.go").click()
        narrow.locator("a.go").click()
        expect(narrow.locator("html")).to_have_attribute("lang", catalogue.PSEUDO)
        sound(narrow, "answer-question-right-to-left")

    def test_change_on_the_way(self, page: Page) -> None:
        given_the_first_page(page)
        when_somebody_starts(page)

        page.get_by_role("link", name="Polski").click()

        expect(page.get_by_text("Pytanie 1 z 11")).to_be_visible()
        page.goto("/answer/check/")
        expect(page.get_by_role("heading", name="Twoje odpowiedzi")).to_be_visible()
        assert_accessible(page)


class TestPaperTwin:
    @pytest.mark.parametrize("screen", [NARROW, {"width": 1280, "height": 900}])
    def test_can_be_read_and_printed(self, open_browser: OpenBrowser, screen: dict[str, int]) -> None:
        page = open_browser(javascript=False, screen=screen)
        given_the_first_page(page)
        page.get_by_role("link", name="Print this and fill it in by pen").click()

        expect(page.get_by_role("heading", level=2)).to_have_count(13)
        sound(page, f"answer-paper-{screen['width']}")
        page.emulate_media(media="print")
        expect(page.get_by_role("link", name="Paper form (PDF)")).to_be_hidden()


class TestWeight:
    def test_of_the_first_visit_in_a_real_browser(self, open_browser: OpenBrowser) -> None:
        page = open_browser()
        arrived: list[tuple[str, int]] = []
        page.on("requestfinished", lambda request: arrived.append((request.url, _size(request))))
        given_the_first_page(page)
        page.wait_for_load_state("networkidle")

        assert len(arrived) <= 3, arrived
        assert sum(size for _, size in arrived) < LIGHT_KB * 1000, arrived
        assert page.context.cookies() == []


def _size(request: object) -> int:
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


class TestPosterCode:
    def test_leads_to_the_first_page(self, page_without_javascript: Page) -> None:
        page = page_without_javascript
        token = make_link(asking_now(), token="7QX4M2RBCDEF", expires_at=timezone.now() + timedelta(days=1))[
            1
        ]
        page.goto("/answer/")
        sound(page, "answer-enter")
        page.get_by_label("Code", exact=True).fill("wrong")
        page.get_by_role("button", name="Go on").click()
        sound(page, "answer-enter-error", status=422)
        page.get_by_label("Code", exact=True).fill(f"{token[:4]}-{token[4:8]}-{token[8:]}".lower())
        page.get_by_role("button", name="Go on").click()

        expect(page.get_by_role("button", name="Start now")).to_be_visible()


class TestRefused:
    def test_in_plain_words(self, page: Page) -> None:
        page.goto("/a/nobody-made-this/")

        expect(page.get_by_role("heading", name="This link does not work")).to_be_visible()
        sound(page, "answer-no-link", status=404)
        assert re.search("code", page.inner_text("main"))
