"""Somebody waits for long work."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from goldenthread.core.jobs import kinds
from goldenthread.core.jobs.models import Job
from goldenthread.core.jobs.terms import JobState
from making.browser import assert_accessible, photograph, sign_in
from making.systems import make_person

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def count_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_kinds", {})
    kinds.offer_job("tests.count", "Making the report", lambda progress: None)


class TestJob:
    @pytest.mark.parametrize("javascript", [True, False])
    def test_shows_how_far_it_is_until_it_is_done(
        self, open_browser: Callable[..., Page], *, javascript: bool
    ) -> None:
        page = open_browser(javascript=javascript)
        asha = make_person(name="Asha Osei")
        sign_in(page, asha)
        now = timezone.now()
        job = Job.objects.create(
            kind="tests.count", asked_by=f"person:{asha.pk}", asked_at=now, seen_at=now,
            state=JobState.RUNNING, done_count=3, total_count=12, message="Drawing the charts",
        )  # fmt: skip

        page.goto(f"/jobs/{job.pk}/")
        expect(page.get_by_text("3 of 12")).to_be_visible()
        assert_accessible(page)
        photograph(page, "job-running")

        Job.objects.filter(pk=job.pk).update(done_count=7)
        expect(page.get_by_text("7 of 12")).to_be_visible()

        result = {"address": "/your-account/", "label": "See the report"}
        Job.objects.filter(pk=job.pk).update(state=JobState.DONE, result=result)
        expect(page.get_by_role("link", name="See the report")).to_be_visible()
        assert_accessible(page)
