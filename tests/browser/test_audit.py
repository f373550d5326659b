"""A guardian reads the audit trail."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from goldenthread.core.audit import trail
from goldenthread.core.permissions.terms import Role
from making.browser import assert_accessible, assert_fits, photograph, sign_in
from making.systems import NOW, give_role, make_person, make_system

pytestmark = pytest.mark.browser


class TestAuditTrail:
    @pytest.mark.parametrize("javascript", [True, False])
    def test_is_read_and_narrowed(self, open_browser: Callable[..., Page], *, javascript: bool) -> None:
        page = open_browser(
            javascript=javascript, screen={"width": 1280 if javascript else 375, "height": 800}
        )
        system, asha = make_system(), make_person("asha@example.org", name="Asha Osei")
        give_role(asha, Role.SYSTEM_ADMIN, system)
        for number in range(60):
            trail.record(
                "canvas.level.settled" if number % 3 else "systems.role.granted",
                actor=f"person:{asha.pk}",
                at=NOW + timedelta(hours=number),
                system_id=system.pk,
                subject=f"canvas.agreement:{number}",
                facts={"canvas": 1, "practice": "F01.P02"},
            )
        sign_in(page, asha)

        page.goto(f"/s/{system.pk}/audit/")
        expect(page.get_by_role("heading", name="60 events")).to_be_visible()
        assert_accessible(page)
        assert_fits(page)
        photograph(page, f"audit-trail-{'desktop' if javascript else 'phone'}")

        page.get_by_text("Choose which events to show").click()
        page.get_by_label("What was done").select_option("Role granted")
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_role("heading", name="20 events")).to_be_visible()
        assert_accessible(page)
