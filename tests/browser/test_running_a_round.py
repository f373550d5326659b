"""A lead plans a round, opens it, asks people, gives them more time and closes it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from goldenthread.canvas.models import Judgement, Link, Round, Tally
from goldenthread.core.permissions.terms import Role
from making.browser import assert_accessible, assert_fits, photograph, sign_in
from making.systems import give_role, make_person, make_scope, make_system

pytestmark = pytest.mark.browser


def given_a_lead(page: Page) -> None:
    system = make_system()
    make_scope(system)
    lead = make_person()
    give_role(lead, Role.SYSTEM_ADMIN, system)
    sign_in(page, lead)
    page.goto(f"/s/{system.pk}/rounds/")


def sound(page: Page, name: str, heading: str, *, status: int = 200) -> None:
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    assert_accessible(page, status=status)
    assert_fits(page)
    photograph(page, name)


def when_a_round_is_planned_and_opened(page: Page, name: str) -> None:
    sound(page, f"rounds-empty-{name}", "Rounds")
    page.get_by_role("button", name="Start your first round").click()
    page.get_by_label("What do you call this round?").fill("")
    page.get_by_role("button", name="Save and look at the questions").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter a name for the round")
    sound(page, f"round-error-{name}", "Start a round", status=422)
    page.get_by_label("What do you call this round?").fill("First round")
    page.get_by_label("Eastdale").check()
    page.get_by_role("button", name="Save and look at the questions").click()
    sound(page, f"round-draft-{name}", "First round Draft")
    page.get_by_role("link", name="Look at the questions").click()
    page.get_by_role("link", name="Local people").click()
    sound(page, f"round-questions-{name}", "What the round asks")
    page.get_by_role("link", name="First round").click()
    page.get_by_role("button", name="Open the round").click()
    expect(page.get_by_text("The round is open")).to_be_visible()
    sound(page, f"round-open-{name}", "First round Open")


def when_a_poster_is_printed_and_used(page: Page, name: str) -> None:
    page.get_by_role("link", name="Links and posters").click()
    page.get_by_label("Local people").check()
    page.get_by_label("Where will you put it?").fill("Library")
    page.get_by_role("button", name="Make a link and a poster").click()
    sound(page, f"round-poster-{name}", "Can everyone here")
    typed = page.locator(".gt-poster__code").inner_text().lower()
    back = page.url
    page.goto("/a")
    page.get_by_label("Code", exact=True).fill(typed)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Start now").click()
    page.get_by_role("link", name="Go to the first question").click()
    page.get_by_role("radio").nth(2).check()
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_text("Question 2 of 11")).to_be_visible()
    page.goto(back)
    page.get_by_role("link", name="Links and posters").click()
    sound(page, f"round-posters-{name}", "Links and posters")
    page.get_by_role("link", name="First round").click()


def when_people_are_invited(page: Page, name: str) -> None:
    page.get_by_role("link", name="Invite people").click()
    page.get_by_label("Leaders").check()
    page.get_by_label("Their email addresses").fill("ada@example.org\nbob")
    page.get_by_role("button", name="Send invitations").click()
    expect(page.get_by_role("link", name="Line 2")).to_be_visible()
    sound(page, f"round-invitations-error-{name}", "Invitations by email", status=422)
    page.get_by_label("Their email addresses").fill("ada@example.org\nbob@example.org")
    page.get_by_role("button", name="Send invitations").click()
    expect(page.get_by_text("2 people will get an email")).to_be_visible()
    sound(page, f"round-invitations-{name}", "Invitations by email")
    page.get_by_role("link", name="First round").click()


def when_the_round_is_extended_and_closed(page: Page, name: str) -> None:
    later = timezone.localdate() + timedelta(days=60)
    page.get_by_role("link", name="Give people more time").click()
    page.get_by_label("Day").fill(str(later.day))
    page.get_by_label("Month").fill(str(later.month))
    page.get_by_label("Year").fill(str(later.year))
    sound(page, f"round-extend-{name}", "Give people more time")
    page.get_by_role("button", name="Give more time").click()
    page.get_by_role("link", name="Close the round").click()
    sound(page, f"round-close-{name}", "Close “First round”?")
    page.get_by_role("button", name="Close and count").click()
    expect(page.get_by_text("The round is closed and counted.")).to_be_visible()
    sound(page, f"round-closed-{name}", "First round Closed")
    assert Round.objects.get().closes_on == later


def whole_journey(page: Page, *, name: str) -> None:
    given_a_lead(page)
    when_a_round_is_planned_and_opened(page, name)
    when_a_poster_is_printed_and_used(page, name)
    when_people_are_invited(page, name)
    when_the_round_is_extended_and_closed(page, name)
    assert Judgement.objects.count() == 1
    assert Tally.objects.filter(level_2_count=1).count() == 1
    assert Link.objects.count() == 3


class TestRunningARound:
    def test_from_an_empty_page_to_a_closed_round(self, page: Page) -> None:
        whole_journey(page, name="desktop")

    def test_the_same_on_a_phone_without_javascript(self, page_without_javascript: Page) -> None:
        whole_journey(page_without_javascript, name="phone")


class TestAdaptingTheCanvas:
    def test_changes_a_practice_and_goes_back(self, page: Page) -> None:
        given_a_lead(page)
        page.get_by_text("More", exact=True).click()
        page.get_by_role("link", name="Wording").click()
        sound(page, "wording-desktop", "Canvas wording")

        page.get_by_role("link", name="Money that lasts").click()
        page.get_by_label("Short name").fill("Steady money")
        page.get_by_role("button", name="Save as a new version").click()
        expect(page.get_by_role("alert")).to_contain_text("Enter why you change it")
        sound(page, "wording-error-desktop", "Money that lasts", status=422)
        page.get_by_label("Why do you change it?").fill("Our board uses these words")
        page.get_by_role("button", name="Save as a new version").click()
        expect(page.get_by_text("1 reworded")).to_be_visible()
        page.get_by_role("link", name="Steady money").click()
        sound(page, "wording-practice-desktop", "Steady money")

        page.get_by_role("link", name="Canvas wording").click()
        page.get_by_role("link", name="Versions, and going back").click()
        sound(page, "wording-versions-desktop", "Versions of your wording")
        page.get_by_role("link", name="The shared canvas").click()
        page.get_by_role("button", name="Go back to the shared canvas").click()
        expect(page.get_by_text("You use the shared canvas as it comes")).to_be_visible()
