"""A helper types in a paper form by quick keys, and the person comes back with the code."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from goldenthread.canvas.models import Canvas, Judgement, Participant
from goldenthread.core.permissions.terms import Role
from making.answering import asking_now
from making.browser import assert_accessible, assert_fits, photograph, sign_in
from making.systems import give_role, make_person

pytestmark = pytest.mark.browser

OpenBrowser = Callable[..., Page]


def given_a_helper(page: Page) -> Canvas:
    canvas = asking_now()
    helper = make_person("helper@example.org")
    give_role(helper, Role.CONTRIBUTOR, canvas.scope)
    sign_in(page, helper)
    page.goto(f"/s/{canvas.scope_id}/enter/")
    return canvas


def when_a_paper_form_is_chosen(page: Page) -> None:
    form = page.locator("form").filter(has=page.get_by_role("button", name="Go to the questions"))
    form.get_by_label("Local people").check()
    form.get_by_label("On paper").check()
    form.get_by_role("button", name="Go to the questions").click()
    expect(page.get_by_role("heading", name="Type in answers")).to_be_visible()


def sound(page: Page, name: str, *, status: int = 200) -> None:
    assert_accessible(page, status=status)
    assert_fits(page)
    photograph(page, name)


class TestHelping:
    def test_by_quick_keys_and_form_after_form(self, page: Page) -> None:
        given_a_helper(page)
        sound(page, "help-choose-desktop")
        when_a_paper_form_is_chosen(page)
        sound(page, "help-sheet-desktop")

        for key in "12345601":
            page.keyboard.press(key)
        page.keyboard.press("w")
        page.keyboard.type("As they wrote it: 1 2 3")
        page.keyboard.press("Escape")
        page.keyboard.press("5")
        page.get_by_role("button", name="Save and get the code").click()
        expect(page.get_by_role("heading", name="The answers are saved")).to_be_visible()
        sound(page, "help-saved-desktop")

        kept = Judgement.objects.order_by("practice__position").values_list("kind", "level", "statement")
        assert list(kept)[:9] == [
            *[("level", level, "") for level in range(5)],
            ("dont_know", None, ""),
            ("skipped", None, ""),
            ("level", 0, ""),
            ("level", 4, "As they wrote it: 1 2 3"),
        ]
        page.get_by_role("button", name="Type in the next form").click()
        expect(page.get_by_role("heading", name="Type in answers")).to_be_visible()
        assert Participant.objects.count() == 1

    def test_without_javascript_and_back_with_the_code(self, open_browser: OpenBrowser) -> None:
        desk, phone = open_browser(javascript=False), open_browser(javascript=False)
        given_a_helper(desk)
        desk.get_by_role("button", name="Go to the questions").click()
        expect(desk.get_by_role("alert")).to_contain_text("Choose whose voice it is")
        sound(desk, "help-choose-error")
        when_a_paper_form_is_chosen(desk)
        desk.locator("fieldset").nth(0).get_by_role("radio").nth(3).check()
        desk.get_by_role("button", name="Save and get the code").click()
        code = desk.locator(".gt-receipt").inner_text()

        phone.goto("/return/")
        phone.get_by_label("Your code").fill(code)
        phone.get_by_role("button", name="Show my answers").click()

        expect(phone.get_by_role("heading", name="Your answers")).to_be_visible()

    def test_on_a_narrow_screen(self, open_browser: OpenBrowser) -> None:
        narrow = open_browser(screen={"width": 320, "height": 640})
        given_a_helper(narrow)
        sound(narrow, "help-choose-narrow")

        when_a_paper_form_is_chosen(narrow)

        sound(narrow, "help-sheet-narrow")

    def test_prints_the_questions(self, page: Page) -> None:
        given_a_helper(page)
        form = page.locator("form").filter(has=page.get_by_role("button", name="Make the paper form"))
        form.get_by_label("Web page").check()
        form.get_by_label("Where should people send it back?").fill("Freepost EASTDALE")
        form.get_by_role("button", name="Make the paper form").click()

        expect(page.get_by_text("Freepost EASTDALE")).to_be_visible()
        sound(page, "help-paper")
