"""Somebody who was invited takes their role."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from goldenthread.core.permissions.terms import Role
from making.browser import assert_accessible, assert_fits, sign_in
from making.systems import give_role, make_person, make_scope, make_system

pytestmark = pytest.mark.browser


class TestAcceptingAnInvitation:
    @pytest.mark.parametrize("javascript", [True, False])
    def test_goes_from_the_message_to_the_scope(
        self, open_browser: Callable[..., Page], *, javascript: bool
    ) -> None:
        system, admin = make_system(), make_person("admin@example.org", name="Amara Osei")
        place = make_scope(system, name="Eastdale")
        give_role(admin, Role.SYSTEM_ADMIN, system)
        theirs = open_browser(javascript=javascript)
        sign_in(theirs, admin)
        theirs.goto(f"/s/{place.pk}/people/invite/")
        theirs.get_by_label("Email address").fill("new@example.org")
        theirs.get_by_label("Lead", exact=True).check()
        theirs.get_by_role("button", name="Send invitation").click()
        expect(theirs.get_by_text("is on its way")).to_be_visible()
        link = re.search(r"https?://[^/]+(/invitation/\S+)", mail.outbox[-1].body).group(1)

        page = open_browser(javascript=javascript, screen={"width": 375, "height": 800})
        page.goto(link)
        expect(page).to_have_url(re.compile(r"/invitation/$"))
        assert_accessible(page)
        assert_fits(page)
        page.get_by_label("Your name").fill("New Lead")
        page.get_by_label("Password", exact=True).fill("seven green kettles sing")
        page.get_by_role("button", name="Accept").click()

        expect(page.get_by_role("heading", name="Eastdale", exact=True)).to_be_visible()
        expect(page.get_by_text("You are now Lead of Eastdale")).to_be_visible()
