"""Pages of jobs: a person sees their own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.core.jobs import queries
from goldenthread.core.permissions.access import signed_in


@require_safe
@signed_in
def jobs(request: HttpRequest) -> HttpResponse:
    """The work that a person asked for."""
    shown = queries.jobs_of(asked_by=request.reader.actor, at=timezone.now())
    return TemplateResponse(request, "jobs/jobs.jinja", {"jobs": shown})


@require_safe
@signed_in
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """How far a job is, and what it made."""
    return TemplateResponse(request, "jobs/job.jinja", {"job": _job(request, job_id)})


@require_safe
@signed_in
def job_progress(request: HttpRequest, job_id: int) -> HttpResponse:
    """The part of the page that changes, for a script that asks for it."""
    return TemplateResponse(request, "jobs/progress.jinja", {"job": _job(request, job_id)})


def _job(request: HttpRequest, job_id: int) -> queries.JobShown:
    found = queries.job_of(job_id, asked_by=request.reader.actor, at=timezone.now())
    if found is None:
        raise Http404
    return found
