"""A scope seen through other frameworks."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.canvas.actions import crosswalks as actions
from goldenthread.canvas.exports.crosswalks import framework_sheet
from goldenthread.canvas.forms.crosswalks import LookForm
from goldenthread.canvas.presenters import crosswalks as presenter
from goldenthread.canvas.queries import crosswalks as queries
from goldenthread.canvas.queries.crosswalks import FrameworkView
from goldenthread.core.components.forms import error_summary
from goldenthread.core.exporting.responses import csv_response
from goldenthread.core.permissions.access import needs
from goldenthread.core.permissions.terms import Permission


@require_GET
@needs(Permission.READ_RESULTS)
def frameworks(request: HttpRequest, scope_id: int) -> HttpResponse:
    """The frameworks that the canvas is read beside, and what waits in each."""
    return TemplateResponse(
        request,
        "canvas/crosswalks/frameworks.jinja",
        {"frameworks": queries.framework_summaries(scope_id, today=timezone.localdate())},
    )


@require_GET
@needs(Permission.READ_RESULTS)
def framework(request: HttpRequest, scope_id: int, key: str) -> HttpResponse:
    """Every item of one framework, with our levels and evidence beside it."""
    view = _view(scope_id, key)
    only_waiting = request.GET.get("show") == "review"
    rows = presenter.item_rows(view)
    return TemplateResponse(
        request,
        "canvas/crosswalks/framework.jinja",
        {
            "view": view,
            "framework": view.framework,
            "items": [row for row in rows if row.marks or not only_waiting],
            "only_waiting": only_waiting,
            "relations": list(presenter.RELATIONS.values()),
            "may_review": request.reader.may(Permission.REVIEW_CROSSWALKS, request.scope),
        },
    )


@require_GET
@needs(Permission.READ_RESULTS)
def framework_csv(request: HttpRequest, scope_id: int, key: str) -> HttpResponse:
    """One framework with our levels and evidence, as a file."""
    view = _view(scope_id, key)
    name = f"{request.scope.name} {key} {view.evidence_on}"
    return csv_response(framework_sheet(view, scope_name=request.scope.name), name=name)


@require_http_methods(["GET", "POST"])
@needs(Permission.REVIEW_CROSSWALKS)
def look(request: HttpRequest, scope_id: int, key: str, item: str) -> HttpResponse:
    """Look at one answer again, and say what came of it."""
    view = _view(scope_id, key)
    found = next((each for each in view.items if each.item.code == item), None)
    if found is None:
        raise Http404
    form = LookForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.look_at_answer(
                scope_id,
                key,
                item,
                outcome=form.cleaned_data["outcome"],
                by=request.user,
                at=timezone.now(),
            )
        except actions.NothingToReview:
            messages.info(request, "Somebody has already looked at this answer.")
        else:
            messages.success(request, f"Your second look at {item} is on record.")
        return redirect("crosswalk", scope_id=scope_id, key=key)
    return TemplateResponse(
        request,
        "canvas/crosswalks/look.jinja",
        {
            "framework": view.framework,
            "row": presenter.item_row(found),
            "form": form,
            "errors": error_summary(form),
        },
        status=422 if form.errors else 200,
    )


def _view(scope_id: int, key: str) -> FrameworkView:
    view = queries.framework_view(scope_id, key, today=timezone.localdate())
    if view is None:
        raise Http404
    return view
