"""What a page shows of a job."""

from dataclasses import dataclass
from datetime import datetime

from goldenthread.core.jobs.kinds import title_of
from goldenthread.core.jobs.models import Job
from goldenthread.core.jobs.running import LOST_AFTER
from goldenthread.core.jobs.terms import LOST_MESSAGE, JobState


@dataclass(frozen=True, slots=True)
class JobShown:
    """A job as its asker sees it."""

    id: int
    title: str
    state: JobState
    done_count: int
    total_count: int | None
    message: str
    address: str
    label: str
    asked_at: datetime

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.state in {JobState.DONE, JobState.FAILED}


def job_of(job_id: int, *, asked_by: str, at: datetime) -> JobShown | None:
    """A job that this person asked for; None for anybody else's."""
    job = Job.objects.filter(pk=job_id, asked_by=asked_by).first()
    return None if job is None else _shown(job, at=at)


def jobs_of(*, asked_by: str, at: datetime) -> tuple[JobShown, ...]:
    """The last twenty jobs that a person asked for, newest first."""
    jobs = Job.objects.filter(asked_by=asked_by).order_by("-asked_at", "-pk")[:20]
    return tuple(_shown(job, at=at) for job in jobs)


def _shown(job: Job, *, at: datetime) -> JobShown:
    state, message = JobState(job.state), job.message
    if state is JobState.RUNNING and job.seen_at is not None and job.seen_at < at - LOST_AFTER:
        state, message = JobState.FAILED, LOST_MESSAGE
    return JobShown(
        id=job.pk,
        title=title_of(job.kind),
        state=state,
        done_count=job.done_count,
        total_count=job.total_count,
        message=message,
        address=job.result.get("address", ""),
        label=job.result.get("label", ""),
        asked_at=job.asked_at,
    )
