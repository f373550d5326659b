"""A lead adds evidence, reads what a round said, settles a level; a second person signs it off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from goldenthread.canvas.models import Agreement, Canvas, Evidence
from goldenthread.core.permissions.terms import Role
from making.browser import assert_accessible, assert_fits, photograph, sign_in
from making.evidence import PDF
from making.results import closed_canvas
from making.systems import give_role, make_person

pytestmark = pytest.mark.browser

OpenBrowser = Callable[..., Page]


def given_a_lead(page: Page, canvas: Canvas) -> None:
    lead = make_person("lead@example.org", name="Asha Lead")
    give_role(lead, Role.LEAD, canvas.scope)
    sign_in(page, lead)


def sound(page: Page, name: str, *, status: int = 200) -> None:
    assert_accessible(page, status=status)
    assert_fits(page)
    photograph(page, name)


def when_evidence_is_added(page: Page, scope_id: int, *, name: str) -> None:
    page.goto(f"/s/{scope_id}/evidence/")
    sound(page, f"evidence-empty-{name}")
    page.get_by_role("button", name="Add evidence").click()
    page.get_by_role("button", name="Add evidence").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter what the evidence is")
    sound(page, f"evidence-errors-{name}", status=422)
    page.get_by_label("What is it?").fill("Digital strategy")
    page.get_by_label("What kind of evidence is it?").select_option("strategy")
    page.get_by_label("Documented").check()
    for legend, day in (
        ("What date is it from?", ("1", "2", "2026")),
        ("When does it expire?", ("1", "2", "2036")),
    ):
        boxes = page.get_by_role("group", name=legend)
        for label, part in zip(("Day", "Month", "Year"), day, strict=True):
            boxes.get_by_label(label).fill(part)
    page.get_by_label("Who can answer questions about it?").fill("Head of digital")
    page.locator("input[type=file]").set_input_files(
        {"name": "Strategy.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.get_by_label("1.1 ", exact=False).first.check()
    page.get_by_role("button", name="Add evidence").click()
    expect(page.get_by_role("heading", name="Digital strategy")).to_be_visible()
    sound(page, f"evidence-item-{name}")


def when_results_are_read(page: Page, canvas: Canvas, *, name: str) -> None:
    page.goto(f"/s/{canvas.scope_id}/results/")
    expect(page.get_by_role("heading", name="What the round said")).to_be_visible()
    sound(page, f"results-{name}")
    page.get_by_role("link", name="1 Strategic alignment").first.click()
    expect(page.get_by_role("heading", name="Its practices", exact=True)).to_be_visible()
    sound(page, f"results-factor-{name}")
    page.get_by_role("link", name="1.1 Practice 1.1").first.click()
    expect(page.get_by_text("They sent me a link.")).to_be_visible()
    sound(page, f"results-practice-{name}")


def when_a_level_is_settled(page: Page, canvas: Canvas, *, name: str) -> None:
    page.goto(f"/s/{canvas.scope_id}/results/{canvas.round_id}/agree/")
    sound(page, f"agree-{name}")
    page.goto(f"/s/{canvas.scope_id}/results/{canvas.round_id}/agree/sheet/")
    sound(page, f"agree-sheet-{name}")
    page.goto(f"/s/{canvas.scope_id}/results/{canvas.round_id}/agree/practices/1.1/")
    page.get_by_role("button", name="Settle this level").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the reasons for this level")
    sound(page, f"agree-errors-{name}", status=422)
    page.get_by_label("Level", exact=True).select_option("1")
    page.get_by_label("Why?", exact=True).fill("The strategy names the aims.")
    page.get_by_role("button", name="Settle this level").click()
    expect(page.get_by_text("The level of 1.1 is settled.")).to_be_visible()
    sound(page, f"agree-practice-{name}")


class TestReadingAndSettling:
    def test_from_evidence_to_a_level_that_two_people_stand_behind(self, open_browser: OpenBrowser) -> None:
        canvas = closed_canvas()
        page = open_browser()
        given_a_lead(page, canvas)

        when_evidence_is_added(page, canvas.scope_id, name="desktop")
        when_results_are_read(page, canvas, name="desktop")
        when_a_level_is_settled(page, canvas, name="desktop")

        second = make_person("second@example.org")
        give_role(second, Role.SYSTEM_ADMIN, canvas.scope.system)
        other = open_browser()
        sign_in(other, second)
        other.goto(f"/s/{canvas.scope_id}/results/{canvas.round_id}/agree/sign-off/")
        expect(other.get_by_role("heading", name="Sign off levels")).to_be_visible()
        sound(other, "agree-sign-off-desktop")
        other.get_by_role("button", name="Sign off this level").click()
        expect(other.get_by_text("1 level is signed off.")).to_be_visible()
        assert Agreement.objects.get().signed_off_by == second

    def test_on_a_phone_without_javascript(self, page_without_javascript: Page) -> None:
        page, canvas = page_without_javascript, closed_canvas()
        given_a_lead(page, canvas)

        when_evidence_is_added(page, canvas.scope_id, name="phone")
        when_results_are_read(page, canvas, name="phone")
        when_a_level_is_settled(page, canvas, name="phone")

        assert Evidence.objects.get().file_name == "Strategy.pdf"

    def test_other_frameworks_ask_for_a_second_look(self, page: Page) -> None:
        canvas = closed_canvas()
        given_a_lead(page, canvas)
        when_evidence_is_added(page, canvas.scope_id, name="desktop")

        page.goto(f"/s/{canvas.scope_id}/crosswalks/")
        sound(page, "crosswalks-desktop")
        page.get_by_role("link", name="What Good Looks Like").click()
        expect(page.get_by_role("heading", name="1. Well led")).to_be_visible()
        sound(page, "crosswalk-desktop")
        page.get_by_role("button", name="I have looked at it").first.click()
        expect(page.get_by_label("What came of it?")).to_be_visible()
        sound(page, "crosswalk-look-desktop")
        page.get_by_label("What came of it?").fill("It still holds.")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("is on record")).to_be_visible()
