"""An operator starts a real system from published files."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from goldenthread.core.permissions.terms import Role
from goldenthread.systems.models import Scope
from making.browser import assert_accessible, assert_fits, photograph, sign_in
from making.files import csv_file
from making.published import authorities_file, lookup_file
from making.systems import give_role, make_person

pytestmark = pytest.mark.browser

ORGANISATIONS = (
    ("ODS code", "name", "kind", "place"),
    ("RZZ", "Wessbury Hospitals", "NHS trust", "E06000901"),
)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "lookup.csv").write_bytes(lookup_file())
    (tmp_path / "spoilt.csv").write_bytes(lookup_file().replace(b"E01900002", b"5.00E+10"))
    (tmp_path / "authorities.csv").write_bytes(authorities_file())
    (tmp_path / "orgs.csv").write_bytes(csv_file(*ORGANISATIONS, ("", "Marsh Food Bank", "charity", "")))
    return tmp_path


def given_an_operator(page: Page) -> None:
    person = make_person("operator@example.org")
    give_role(person, Role.OPERATOR, None)
    sign_in(page, person)


def when_files_are_chosen(page: Page, files: Path, *, lookup: str) -> None:
    page.goto("/start-a-system/")
    page.locator("input[name=lookup]").set_input_files(files / lookup)
    page.locator("input[name=second]").set_input_files(files / "authorities.csv")
    page.get_by_role("button", name="Continue").click()


def when_the_board_is_chosen(page: Page, files: Path) -> None:
    page.get_by_label("Integrated care board").select_option(label="NHS Wessbury Integrated Care Board")
    page.locator("input[name=organisations]").set_input_files(files / "orgs.csv")
    page.get_by_role("button", name="See what will be made").click()


def journey(page: Page, files: Path, *, name: str) -> None:
    given_an_operator(page)

    when_files_are_chosen(page, files, lookup="spoilt.csv")
    expect(page.get_by_role("alert")).to_contain_text("1 cell cannot be used")
    expect(page.get_by_role("table")).to_contain_text("5.00E+10")
    assert_accessible(page)
    assert_fits(page)
    photograph(page, f"start-a-system-faults-{name}")

    when_files_are_chosen(page, files, lookup="lookup.csv")
    expect(page.get_by_role("heading", level=1)).to_have_text("Which board, which places?")
    assert_accessible(page)
    assert_fits(page)
    photograph(page, f"start-a-system-board-{name}")

    when_the_board_is_chosen(page, files)
    expect(page.get_by_label("Eastdale")).to_be_checked()
    assert_accessible(page)
    assert_fits(page)
    photograph(page, f"start-a-system-check-{name}")

    page.get_by_role("button", name="Make the system").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wessbury is ready")
    assert_accessible(page)
    photograph(page, f"start-a-system-ready-{name}")
    assert Scope.objects.filter(system__code="E54000901").count() == 4


class TestStartingASystem:
    def test_from_published_files(self, page: Page, files: Path) -> None:
        journey(page, files, name="desktop")

    def test_from_published_files_without_javascript(
        self, page_without_javascript: Page, files: Path
    ) -> None:
        journey(page_without_javascript, files, name="phone")
