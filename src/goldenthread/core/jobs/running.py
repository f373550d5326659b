"""Start a job, do its work, and notice when its process has died."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.tasks import task
from django.utils import timezone

from goldenthread.core.jobs.kinds import JobRefused, JobResult, kind_named, plain_arguments
from goldenthread.core.jobs.models import Job
from goldenthread.core.jobs.terms import LOST_MESSAGE, UNEXPECTED_MESSAGE, JobState

SECONDS_BETWEEN_NOTES = 0.5
SECONDS_BETWEEN_SIGNS = 15
LOST_AFTER = timedelta(seconds=90)
log = logging.getLogger("goldenthread.jobs")


def start_job(
    kind: str,
    *,
    asked_by: str,
    at: datetime,
    system_id: int | None = None,
    arguments: dict[str, Any] | None = None,
) -> int:
    """Ask for a job; a worker takes it once the caller's transaction is done. Answers its number."""
    kind_named(kind)
    job = Job.objects.create(
        kind=kind,
        arguments=plain_arguments(arguments or {}),
        system_id_number=system_id,
        asked_by=asked_by,
        asked_at=at,
    )
    transaction.on_commit(partial(run_job.enqueue, job.pk))
    return job.pk


@task()
def run_job(job_id: int) -> None:
    """Do a job's work in a worker."""
    perform(job_id)


def perform(job_id: int, *, watch: Callable[[int, int | None, str], None] | None = None) -> bool:
    """Do a job's work here and now; ``watch`` hears of its progress too. Answers whether it was done."""
    now = timezone.now()
    taken = Job.objects.filter(pk=job_id, state=JobState.WAITING).update(
        state=JobState.RUNNING, started_at=now, seen_at=now
    )
    if not taken:  # done already, or being done by another worker
        return False
    job = Job.objects.get(pk=job_id)
    try:
        with _signs_of_life(job_id):
            result = kind_named(job.kind).work(progress=_progress(job_id, watch), **job.arguments)
    except JobRefused as refused:
        _end(job_id, JobState.FAILED, message=str(refused.args[0]))
        return False
    except Exception:
        log.exception("A job failed", extra={"job": job_id, "kind": job.kind})
        _end(job_id, JobState.FAILED, message=UNEXPECTED_MESSAGE)
        return False
    _end(job_id, JobState.DONE, result=result)
    return True


def end_lost_jobs(*, at: datetime) -> int:
    """Mark the jobs whose process has died as failed, and answer how many there were."""
    lost = Job.objects.filter(state=JobState.RUNNING, seen_at__lt=at - LOST_AFTER)
    return lost.update(state=JobState.FAILED, message=LOST_MESSAGE, ended_at=at)


def _progress(job_id: int, watch: Callable[[int, int | None, str], None] | None) -> Callable[..., None]:
    noted = timezone.now() - timedelta(days=1)

    def progress(done: int, total: int | None = None, message: str = "") -> None:
        nonlocal noted
        if watch is not None:
            watch(done, total, message)
        now = timezone.now()
        if (now - noted).total_seconds() < SECONDS_BETWEEN_NOTES and done != total:
            return
        noted = now
        Job.objects.filter(pk=job_id).update(
            done_count=done, total_count=total, message=message[:300], seen_at=now
        )

    return progress


def _end(job_id: int, state: JobState, *, message: str = "", result: JobResult | None = None) -> None:
    kept = {"address": result.address, "label": result.label} if result else {}
    Job.objects.filter(pk=job_id).update(
        state=state, message=message[:300], result=kept, ended_at=timezone.now()
    )


@contextmanager
def _signs_of_life(job_id: int) -> Iterator[None]:
    # work that is busy elsewhere says nothing for minutes, so a thread with its own connection says it lives
    ended = threading.Event()

    def say() -> None:
        while not ended.wait(SECONDS_BETWEEN_SIGNS):
            Job.objects.filter(pk=job_id).update(seen_at=timezone.now())
        connection.close()

    if not settings.JOBS_SHOW_LIFE:
        yield
        return
    teller = threading.Thread(target=say, daemon=True)
    teller.start()
    try:
        yield
    finally:
        ended.set()
        teller.join()
