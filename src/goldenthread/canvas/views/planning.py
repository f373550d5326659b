"""Pages of the improvement plan."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from goldenthread.canvas.actions import planning as actions
from goldenthread.canvas.exports.calendars import plan_calendar
from goldenthread.canvas.exports.plans import plan_sheet
from goldenthread.canvas.forms.planning import ActionForm, PlanFilterForm, ReportForm
from goldenthread.canvas.presenters import planning as presenters
from goldenthread.canvas.queries import planning as queries
from goldenthread.canvas.terms import PLAN_REFUSALS, ActionStatus
from goldenthread.core.components.forms import error_summary
from goldenthread.core.exporting.responses import csv_response, download, xlsx_response
from goldenthread.core.permissions.access import needs, public
from goldenthread.core.permissions.terms import Permission


@require_GET
@needs(Permission.READ_RESULTS)
def plan(request: HttpRequest, scope_id: int) -> HttpResponse:
    """What a scope will do, overdue first."""
    form = PlanFilterForm(request.GET)
    page = request.GET.get("page", "1")
    found = queries.plan(
        scope_id,
        today=timezone.localdate(),
        wanted=form.wanted(),
        page=int(page) if page.isdecimal() else 1,
    )
    context = {
        "plan": found,
        "form": form,
        "rows": presenters.rows(found.actions, today=timezone.localdate()),
        "summary": presenters.summary(found.counts),
        "pages": presenters.pages(found, request.GET),
        "may_edit": request.reader.may(Permission.EDIT_PLAN, request.scope),
    }
    return TemplateResponse(request, "canvas/plan/plan.jinja", context)


@needs(Permission.EDIT_PLAN)
def add_action(request: HttpRequest, scope_id: int) -> HttpResponse:
    """Add an action to the plan."""
    practices = queries.practice_choices(scope_id)
    first = {"practice": request.GET.get("practice", "")}
    form = ActionForm(request.POST or None, practices=practices, initial=first)
    if request.method == "POST" and form.is_valid():
        canvas_id = queries.latest_canvas_id(scope_id)
        try:
            action_id = actions.add_action(
                request.scope, form.words(), by=request.user, at=timezone.now(), canvas_id=canvas_id
            )
        except actions.PlanRefused as refused:
            form.add_error(None, PLAN_REFUSALS[refused.args[0]])
        else:
            messages.success(request, "The action is in the plan.")
            return redirect("plan_action", scope_id=scope_id, action_id=action_id)
    return _form_page(request, form, title="Add an action", save_text="Add to the plan")


@require_GET
@needs(Permission.READ_RESULTS)
def action(request: HttpRequest, scope_id: int, action_id: int) -> HttpResponse:
    """One action and its history."""
    return _action_page(request, action_id, form=None)


@needs(Permission.EDIT_PLAN)
def edit_action(request: HttpRequest, scope_id: int, action_id: int) -> HttpResponse:
    """Change what an action says."""
    found = _found(request, action_id).action
    first = {
        "practice": found.practice_code,
        "what": found.what,
        "who": found.who,
        "first_step": found.first_step,
        "measure": found.measure,
        "due_date": found.due_date,
    }
    form = ActionForm(request.POST or None, practices=queries.practice_choices(scope_id), initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reword_action(request.scope, action_id, form.words(), by=request.user, at=timezone.now())
        except actions.PlanRefused as refused:
            form.add_error(None, PLAN_REFUSALS[refused.args[0]])
        else:
            messages.success(request, "The action is changed.")
            return redirect("plan_action", scope_id=scope_id, action_id=action_id)
    return _form_page(request, form, title="Change an action", save_text="Save the change")


@require_POST
@needs(Permission.EDIT_PLAN)
def report(request: HttpRequest, scope_id: int, action_id: int) -> HttpResponse:
    """Say how an action stands."""
    _found(request, action_id)
    form = ReportForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.report_on_action(
                request.scope,
                action_id,
                status=ActionStatus(given["status"]),
                due_date=given["due_date"],
                note=given["note"],
                by=request.user,
                at=timezone.now(),
            )
        except actions.PlanRefused as refused:
            form.add_error("note", PLAN_REFUSALS[refused.args[0]])
        else:
            messages.success(request, "Your report is saved.")
            return redirect("plan_action", scope_id=scope_id, action_id=action_id)
    return _action_page(request, action_id, form=form)


@require_GET
@needs(Permission.READ_RESULTS)
def export(request: HttpRequest, scope_id: int, form: str) -> HttpResponse:
    """The whole plan as a file."""
    today = timezone.localdate()
    sheet = plan_sheet(queries.whole_plan(scope_id, today=today), scope_name=request.scope.name, today=today)
    return csv_response(sheet) if form == "csv" else xlsx_response(sheet, name=sheet.name)


@needs(Permission.READ_RESULTS)
def calendar(request: HttpRequest, scope_id: int) -> HttpResponse:
    """Make or end a secret address where a calendar reads the due dates."""
    address = ""
    if request.method == "POST":
        if "end" in request.POST:
            actions.end_calendar_feed(request.scope, by=request.user, at=timezone.now())
            messages.success(request, "The calendar address no longer works.")
            return redirect("plan_calendar", scope_id=scope_id)
        token = actions.make_calendar_feed(request.scope, by=request.user, at=timezone.now())
        address = request.build_absolute_uri(reverse("calendar_feed", kwargs={"token": token}))
    has_feed = queries.has_calendar_feed(scope_id, request.reader.person_id)
    context = {"address": address, "has_feed": has_feed}
    return TemplateResponse(request, "canvas/plan/calendar.jinja", context)


@require_GET
@public
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The due dates, for a calendar that holds the secret address."""
    feed = queries.feed_scope(token)
    if feed is None:
        raise Http404
    found = queries.whole_plan(feed.scope_id, today=timezone.localdate())
    content = plan_calendar(found, scope_name=feed.scope_name)
    return download(content, name="plan.ics", content_type="text/calendar; charset=utf-8")


def _found(request: Any, action_id: int) -> queries.ActionHistory:
    found = queries.action_history(request.scope.id, action_id, today=timezone.localdate())
    if found is None:
        raise Http404
    return found


def _action_page(request: Any, action_id: int, *, form: ReportForm | None) -> HttpResponse:
    found = _found(request, action_id)
    form = form or ReportForm(initial={"status": found.action.status, "due_date": found.action.due_date})
    context = {
        "found": found,
        "row": presenters.row(found.action, today=timezone.localdate()),
        "history": presenters.history(found),
        "form": form,
        "errors": error_summary(form),
        "may_edit": request.reader.may(Permission.EDIT_PLAN, request.scope),
    }
    return TemplateResponse(request, "canvas/plan/action.jinja", context, status=422 if form.errors else 200)


def _form_page(request: HttpRequest, form: ActionForm, *, title: str, save_text: str) -> HttpResponse:
    context = {"form": form, "errors": error_summary(form), "title": title, "save_text": save_text}
    return TemplateResponse(request, "canvas/plan/edit.jinja", context, status=422 if form.errors else 200)
