"""A lead adds answers from a spreadsheet to an open round."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from goldenthread.canvas.models import Participant, Round
from goldenthread.core.permissions.terms import Role
from making.answer_files import answers_file
from making.browser import assert_accessible, assert_fits, photograph, sign_in
from making.canvas import make_round
from making.systems import give_role, make_person, make_system

pytestmark = pytest.mark.browser


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_bytes(answers_file())
    return path


def given_an_open_round_and_its_lead(page: Page) -> Round:
    now = timezone.now()
    round_ = make_round(
        make_system(), opened=now - timedelta(days=1), closes_on=(now + timedelta(days=20)).date()
    )
    lead = make_person()
    give_role(lead, Role.LEAD, round_.scope)
    sign_in(page, lead)
    return round_


def journey(page: Page, file: Path, *, name: str) -> None:
    round_ = given_an_open_round_and_its_lead(page)

    page.goto(f"/s/{round_.scope_id}/rounds/{round_.pk}/import/")
    assert_accessible(page)
    assert_fits(page)
    photograph(page, f"import-answers-file-{name}")
    page.locator("input[name=file]").set_input_files(file)
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Which column holds what?")
    expect(page.locator("select[name=answer_0]")).to_have_value("2")
    assert_accessible(page)
    assert_fits(page)
    photograph(page, f"import-answers-columns-{name}")
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What do their words mean?")
    assert_accessible(page)
    assert_fits(page)
    photograph(page, f"import-answers-words-{name}")
    page.get_by_role("button", name="See what we understood").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Check what we understood")
    assert_accessible(page)
    assert_fits(page)
    photograph(page, f"import-answers-check-{name}")
    page.get_by_role("button", name="Save these answers").click()

    expect(page.get_by_text("Saved: answers of 3 people from answers.csv.")).to_be_visible()
    assert_accessible(page)
    photograph(page, f"import-answers-saved-{name}")
    assert Participant.objects.filter(canvas__round=round_).count() == 3


class TestImportingAnswers:
    def test_from_a_spreadsheet(self, page: Page, file: Path) -> None:
        journey(page, file, name="desktop")

    def test_from_a_spreadsheet_without_javascript(self, page_without_javascript: Page, file: Path) -> None:
        journey(page_without_javascript, file, name="phone")
