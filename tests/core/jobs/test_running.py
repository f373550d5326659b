"""Long work: started, done, refused, failed and lost."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from goldenthread.core.jobs import kinds, running
from goldenthread.core.jobs.models import Job
from goldenthread.core.jobs.queries import job_of, jobs_of
from goldenthread.core.jobs.terms import LOST_MESSAGE, UNEXPECTED_MESSAGE, JobState

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def count_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of work that counts."""
    monkeypatch.setattr(kinds, "_kinds", {})

    def work(*, progress: kinds.Progress, top: int) -> kinds.JobResult:
        if top == 13:
            raise kinds.JobRefused("Thirteen is not counted to. Choose another number.")
        if top < 0:
            raise RuntimeError("below zero")
        for number in range(top):
            progress(number + 1, top, f"Counting {number + 1}")
        return kinds.JobResult(address="/counted/", label="See the count")

    kinds.offer_job("tests.count", "Counting", work)


def ask(top: int) -> int:
    return running.start_job("tests.count", asked_by="person:1", at=NOW, arguments={"top": top})


class TestStartJob:
    def test_waits_until_what_asked_for_it_is_stored(
        self, django_capture_on_commit_callbacks: Callable[..., Any]
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            job_id = ask(3)
            assert Job.objects.get(pk=job_id).state == JobState.WAITING

        assert Job.objects.get(pk=job_id).state == JobState.DONE

    def test_refuses_work_that_nobody_offers(self) -> None:
        with pytest.raises(KeyError):
            running.start_job("tests.sing", asked_by="person:1", at=NOW)

    @pytest.mark.parametrize("value", ["x" * 201, {"a": 1}, [{"a": 1}], 0.5])
    def test_refuses_arguments_that_could_be_something_said(self, value: Any) -> None:
        with pytest.raises(ValueError, match="top"):
            running.start_job("tests.count", asked_by="person:1", at=NOW, arguments={"top": value})


class TestPerform:
    def test_keeps_what_it_made(self) -> None:
        assert running.perform(ask(3))

        job = Job.objects.get()
        assert (job.state, job.done_count, job.total_count) == (JobState.DONE, 3, 3)
        assert job.result == {"address": "/counted/", "label": "See the count"}

    def test_tells_a_terminal_each_step(self) -> None:
        heard: list[tuple[int, int | None, str]] = []

        running.perform(ask(3), watch=lambda *step: heard.append(step))

        assert heard == [(1, 3, "Counting 1"), (2, 3, "Counting 2"), (3, 3, "Counting 3")]

    def test_says_why_it_was_refused(self) -> None:
        assert not running.perform(ask(13))

        assert Job.objects.get().message == "Thirteen is not counted to. Choose another number."

    def test_says_nothing_of_the_inside_when_it_fails(self, caplog: pytest.LogCaptureFixture) -> None:
        assert not running.perform(ask(-1))

        assert Job.objects.get().message == UNEXPECTED_MESSAGE
        assert "below zero" in caplog.text

    def test_is_done_once(self) -> None:
        job_id = ask(3)

        assert [running.perform(job_id), running.perform(job_id)] == [True, False]

    def test_writes_its_progress_twice_a_second_at_most(
        self, django_assert_max_num_queries: Callable[..., Any]
    ) -> None:
        job_id = ask(2000)

        with django_assert_max_num_queries(12):
            running.perform(job_id)


class TestEndLostJobs:
    def test_ends_those_whose_process_has_died(self) -> None:
        job_id = ask(3)
        Job.objects.filter(pk=job_id).update(state=JobState.RUNNING, seen_at=NOW)

        assert running.end_lost_jobs(at=NOW + timedelta(seconds=80)) == 0
        assert running.end_lost_jobs(at=NOW + timedelta(seconds=100)) == 1
        assert Job.objects.get().message == LOST_MESSAGE


class TestJobOf:
    def test_shows_nobody_another_persons_job(self) -> None:
        job_id = ask(3)

        assert job_of(job_id, asked_by="person:1", at=NOW) is not None
        assert job_of(job_id, asked_by="person:2", at=NOW) is None

    def test_says_that_a_process_has_died_before_anything_else_noticed(self) -> None:
        job_id = ask(3)
        Job.objects.filter(pk=job_id).update(state=JobState.RUNNING, seen_at=NOW)

        shown = job_of(job_id, asked_by="person:1", at=NOW + timedelta(seconds=100))

        assert shown is not None
        assert (shown.state, shown.message) == (JobState.FAILED, LOST_MESSAGE)


class TestJobsOf:
    def test_lists_the_newest_first(self) -> None:
        numbers = [ask(3), ask(4)]

        assert [job.id for job in jobs_of(asked_by="person:1", at=NOW)] == numbers[::-1]
