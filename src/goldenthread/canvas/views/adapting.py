"""Pages on which a system makes the canvas its own."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.canvas.actions import adapting as actions
from goldenthread.canvas.content import catalogue
from goldenthread.canvas.forms.adapting import NewPracticeForm, PracticeForm, first_values
from goldenthread.canvas.presenters import adapting as presenters
from goldenthread.canvas.queries import adapting as queries
from goldenthread.canvas.rules.adapting import Change, LocalPractice, words_of
from goldenthread.canvas.terms import AdaptingRefusal
from goldenthread.core.components.forms import error_summary
from goldenthread.core.permissions.access import needs
from goldenthread.core.permissions.terms import Permission
from goldenthread.systems.terms import ScopeKind


@require_GET
@needs(Permission.SEE_SCOPE)
def wording(request: HttpRequest, scope_id: int) -> HttpResponse:
    """The canvas as this scope's system asks it."""
    now = queries.wording_of(request.scope.system_id)
    is_system = request.scope.kind == ScopeKind.SYSTEM
    context = {
        "factors": presenters.factor_lines(catalogue.canvas(), now.practices),
        "summary": presenters.summary(now),
        "core_version": catalogue.LATEST,
        "made_over": now.core_version,
        "number": now.number,
        "is_system": is_system,
        "system_name": request.scope.system_name,
        "may_adapt": is_system and request.reader.may(Permission.ADAPT_CANVAS, request.scope),
    }
    return TemplateResponse(request, "canvas/adapting/wording.jinja", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.ADAPT_CANVAS)
def practice(request: HttpRequest, scope_id: int, code: str) -> HttpResponse:
    """One practice: the shared words beside ours, and a form to change them."""
    if request.scope.kind != ScopeKind.SYSTEM:
        return _refused(request, AdaptingRefusal.NOT_A_SYSTEM)
    now = queries.wording_of(scope_id)
    found = _practice(now, code)
    core = _core_words(code)
    first = first_values(found.words) | {
        "seen": now.number,
        "hidden": found.hidden,
        "weight": found.weight,
        "reason": found.reason,
    }
    form, seen = PracticeForm(request.POST or None, initial=first), now.number
    if request.method == "POST" and form.is_valid():
        change, seen = form.change(code, core=core), form.cleaned_data["seen"]
        refusal = _save(request, now, found, change, seen=seen)
        if refusal is None:
            return redirect("wording", scope_id=scope_id)
        field = "reason" if refusal is AdaptingRefusal.REASON_MISSING else None
        form.add_error(field, presenters.ADAPTING_REFUSALS[refusal])
        if refusal is AdaptingRefusal.CHANGED_MEANWHILE:
            seen = now.number  # they have been told; saving again is a choice
    context = {
        "practice": found,
        "factor": catalogue.canvas().factor(found.factor),
        "form": form,
        "errors": error_summary(form),
        "seen": seen,
        "is_own": core is None,
        "is_changed": code in now.by_code,
        "compares": presenters.compares(found.origin),
        "differences": presenters.differences(core, found.words) if core else (),
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "canvas/adapting/practice.jinja", context, status=status)


@require_POST
@needs(Permission.ADAPT_CANVAS)
def put_back(request: HttpRequest, scope_id: int, code: str) -> HttpResponse:
    """Put the shared words of one practice back."""
    now = queries.wording_of(scope_id)
    refusal = _save(request, now, _practice(now, code), Change(code), seen=now.number)
    if refusal is not None:
        return _refused(request, refusal)
    return redirect("wording", scope_id=scope_id)


@require_http_methods(["GET", "POST"])
@needs(Permission.ADAPT_CANVAS)
def add_practice(request: HttpRequest, scope_id: int) -> HttpResponse:
    """Add a practice of the system's own."""
    factors = {factor.number: factor.title for factor in catalogue.canvas().factors}
    form = NewPracticeForm(
        request.POST or None, factors=factors, initial={"factor": request.GET.get("factor"), "weight": 1}
    )
    if request.method == "POST" and form.is_valid():
        try:
            code = actions.add_practice(
                scope_id, form.cleaned_data["factor"], form.change(), by=request.user, at=timezone.now()
            )
        except actions.AdaptingRefused as refused:
            field = "reason" if refused.args[0] is AdaptingRefusal.REASON_MISSING else None
            form.add_error(field, presenters.ADAPTING_REFUSALS[refused.args[0]])
        else:
            messages.success(request, f"Practice {code} is added. The next full round asks it.")
            return redirect("wording", scope_id=scope_id)
    context = {"form": form, "errors": error_summary(form)}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "canvas/adapting/add.jinja", context, status=status)


@require_GET
@needs(Permission.ADAPT_CANVAS)
def history(request: HttpRequest, scope_id: int) -> HttpResponse:
    """Every version of the system's wording."""
    versions = presenters.version_lines(queries.wording_versions(scope_id))
    return TemplateResponse(request, "canvas/adapting/history.jinja", {"versions": versions})


@require_http_methods(["GET", "POST"])
@needs(Permission.ADAPT_CANVAS)
def version(request: HttpRequest, scope_id: int, number: int) -> HttpResponse:
    """One older version, and going back to it."""
    wanted = queries.wording_version(scope_id, number)
    if wanted is None:
        raise Http404
    if request.method == "POST":
        note = f"Back to version {number}" if number else "Back to the shared canvas"
        try:
            actions.go_back(scope_id, number, note=note, by=request.user, at=timezone.now())
        except actions.AdaptingRefused as refused:
            return _refused(request, refused.args[0])
        messages.success(request, f"{note}. The versions in between are kept.")
        return redirect("wording", scope_id=scope_id)
    context = {
        "number": number,
        "summary": presenters.summary(wanted) if number else "The shared canvas as it comes.",
        "factors": [
            factor
            for factor in presenters.factor_lines(
                catalogue.canvas(), [found for found in wanted.practices if found.code in wanted.by_code]
            )
            if factor.practices
        ],
    }
    return TemplateResponse(request, "canvas/adapting/version.jinja", context)


def _save(
    request: HttpRequest, now: queries.Wording, found: LocalPractice, change: Change, *, seen: int
) -> AdaptingRefusal | None:
    before = now.by_code.get(change.code, Change(change.code))
    note = presenters.note_of(change, before=before, title=found.title)
    try:
        number = actions.adapt_practice(
            request.scope.id, change, seen=seen, note=note, by=request.user, at=timezone.now()
        )
    except actions.AdaptingRefused as refused:
        return refused.args[0]
    messages.success(request, f"Saved as version {number}. The next round asks it like this.")
    return None


def _practice(now: queries.Wording, code: str) -> LocalPractice:
    for found in now.practices:
        if found.code == code:
            return found
    raise Http404


def _core_words(code: str) -> dict[str, Any] | None:
    try:
        return words_of(catalogue.canvas().practice(code))
    except KeyError:
        return None


def _refused(request: HttpRequest, refusal: AdaptingRefusal) -> HttpResponse:
    context = {"reason": presenters.ADAPTING_REFUSALS[refusal]}
    return TemplateResponse(request, "canvas/adapting/refused.jinja", context, status=409)
