"""The pages that anybody can open, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from making.browser import assert_accessible, assert_fits, sign_in
from making.systems import make_person

pytestmark = pytest.mark.browser

PUBLIC_PAGES = ["/", "/help/", "/accessibility-statement/", "/privacy/", "/cookies/", "/about/"]


class TestPublicPages:
    def test_are_sound_and_accessible(self, page: Page) -> None:
        for address in PUBLIC_PAGES:
            page.goto(address)
            assert_accessible(page)

    def test_fit_a_narrow_phone_without_javascript(self, open_browser: Callable[..., Page]) -> None:
        narrow = open_browser(javascript=False, screen={"width": 320, "height": 640})

        for address in PUBLIC_PAGES:
            narrow.goto(address)
            assert_accessible(narrow)
            assert_fits(narrow)


class TestSignIn:
    def test_gives_the_browser_the_session_of_a_person(self, page: Page) -> None:
        sign_in(page, make_person(name="Asha Lead"))

        page.goto("/your-account/")

        expect(page.get_by_text("Asha Lead").first).to_be_visible()
        assert_accessible(page)
