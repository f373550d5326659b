"""Pages that put one round beside another."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from goldenthread.canvas.exports.comparing import comparison_sheet
from goldenthread.canvas.forms.comparing import TwoRoundsForm
from goldenthread.canvas.presenters import comparing as presenters
from goldenthread.canvas.presenters.past import origin_rows, past_rows
from goldenthread.canvas.queries import comparing as queries
from goldenthread.canvas.queries.closed import closed_canvases
from goldenthread.core.exporting.responses import csv_response
from goldenthread.core.permissions.access import needs
from goldenthread.core.permissions.terms import Permission


@require_GET
@needs(Permission.READ_RESULTS)
def over_time(request: HttpRequest, scope_id: int) -> HttpResponse:
    """Where a scope stood in every round, and what moved between two of them."""
    past = queries.past(scope_id)
    form = TwoRoundsForm(request.GET, canvases=past.canvases)
    found = actions = None
    if form.two:
        found = queries.comparison(scope_id, *form.two)
    if found:
        actions = queries.reviewed_actions(
            scope_id, since=found.then.closed_at, until=found.now.closed_at, today=timezone.localdate()
        )
    context = {
        "past": past,
        "past_rows": past_rows(past),
        "origins": origin_rows(past.origins, [factor.number for factor in past.factors]),
        "form": form,
        "found": found,
        "may_export": request.reader.may(Permission.EXPORT_RESULTS, request.scope),
        **(_two_rounds(found, actions or ()) if found else {}),
    }
    return TemplateResponse(request, "canvas/over_time/over_time.jinja", context)


@require_GET
@needs(Permission.READ_RESULTS)
def factor_over_time(request: HttpRequest, scope_id: int, factor: int) -> HttpResponse:
    """One factor in two rounds: every practice, and what each voice said."""
    form = TwoRoundsForm(request.GET, canvases=tuple(reversed(closed_canvases(scope_id))))
    found = queries.comparison(scope_id, *form.two) if form.two else None
    chosen = next((each for each in found.factors if each.number == factor), None) if found else None
    if found is None or chosen is None:
        raise Http404
    context = {
        "found": found,
        "row": presenters.factor_row(chosen, found.then, found.now),
        "blocks": presenters.practice_blocks(chosen, found.then, found.now),
    }
    return TemplateResponse(request, "canvas/over_time/factor.jinja", context)


@require_GET
@needs(Permission.EXPORT_RESULTS)
def export(request: HttpRequest, scope_id: int, then_id: int, now_id: int) -> HttpResponse:
    """Two rounds as a file, one row a practice and voice."""
    found = queries.comparison(scope_id, then_id, now_id)
    if found is None:
        raise Http404
    return csv_response(
        comparison_sheet(found, scope_name=request.scope.name), name=f"{request.scope.name} over time"
    )


def _two_rounds(found: queries.Comparison, actions: tuple[queries.ReviewedAction, ...]) -> dict[str, Any]:
    return {
        "rows": presenters.change_rows(found),
        "summary": presenters.change_summary(found),
        "differences": presenters.differences(found.then, found.now),
        "review": presenters.review_rows(actions, found),
        "review_summary": presenters.review_summary(actions),
    }
