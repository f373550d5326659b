"""Pages where a lead chooses what to publish, sees it in full, publishes and withdraws it."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from goldenthread.canvas.actions import publishing as actions
from goldenthread.canvas.exports.published import published_sheets, published_values
from goldenthread.canvas.forms.publishing import ChoiceForm, WithdrawForm
from goldenthread.canvas.presenters.published import published_page
from goldenthread.canvas.presenters.publishing import statement_groups
from goldenthread.canvas.queries import publishing as queries
from goldenthread.canvas.queries.closed import said_on
from goldenthread.canvas.queries.publication_content import candidate
from goldenthread.canvas.rules.publishing import REFUSAL_WORDS, STATEMENTS_AT_MOST, WHAT_NEVER_LEAVES
from goldenthread.core.components.forms import error_summary
from goldenthread.core.permissions.access import needs
from goldenthread.core.permissions.terms import Permission


@require_GET
@needs(Permission.PUBLISH)
def publish(request: HttpRequest, scope_id: int) -> HttpResponse:
    """Which rounds are published, and which could be."""
    return TemplateResponse(request, "canvas/publish/rounds.jinja", {"rounds": queries.publishable(scope_id)})


@needs(Permission.PUBLISH)
def choose(request: HttpRequest, scope_id: int, canvas_id: int) -> HttpResponse:
    """Write the summary, choose what to show, and go on to the preview."""
    found = _found(request, canvas_id)
    free = _free(request, found)
    if request.method != "POST":
        return _choose_page(request, found, free, ChoiceForm(initial=_first_choice(found), free=free))
    form = ChoiceForm(request.POST, free=free)
    if not form.is_valid() or "change" in request.POST:
        return _choose_page(request, found, free, form)
    choice = form.choice()
    made = candidate(request.scope, found.canvas, choice, today=timezone.localdate())
    if made.refusal:
        form.add_error(None, REFUSAL_WORDS[made.refusal])
        return _choose_page(request, found, free, form)
    return _preview_page(request, found, form, made)


@require_POST
@needs(Permission.PUBLISH)
def confirm(request: HttpRequest, scope_id: int, canvas_id: int) -> HttpResponse:
    """Publish what the preview showed."""
    found = _found(request, canvas_id)
    free = _free(request, found)
    form = ChoiceForm(request.POST, free=free)
    if not form.is_valid():
        return _choose_page(request, found, free, form)
    try:
        actions.publish(
            request.scope,
            found.canvas,
            form.choice(),
            seen_hash=request.POST.get("seen", ""),
            by=request.user,
            at=timezone.now(),
        )
    except actions.PublishRefused as refused:
        form.add_error(None, REFUSAL_WORDS[refused.args[0]])
        return _choose_page(request, found, free, form)
    messages.success(request, "The page is published. Everybody can read it now.")
    return redirect("publish", scope_id=scope_id)


@needs(Permission.PUBLISH)
def withdraw(request: HttpRequest, scope_id: int, canvas_id: int) -> HttpResponse:
    """Take a published page down, with a reason that its readers will see."""
    found = _found(request, canvas_id)
    if found.in_force is None:
        raise Http404
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(
                request.scope,
                canvas_id,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except actions.PublishRefused as refused:
            form.add_error("reason", REFUSAL_WORDS[refused.args[0]])
        else:
            messages.success(request, "The page is withdrawn. Its address now says so.")
            return redirect("publish", scope_id=scope_id)
    context = {"found": found, "form": form, "errors": error_summary(form)}
    return TemplateResponse(
        request, "canvas/publish/withdraw.jinja", context, status=422 if form.errors else 200
    )


def _found(request: Any, canvas_id: int) -> queries.PublishableCanvas:
    found = queries.publishable_canvas(request.scope.id, canvas_id)
    if found is None:
        raise Http404
    return found


def _free(request: Any, found: queries.PublishableCanvas) -> tuple[queries.FreeStatement, ...]:
    if not request.reader.may(Permission.READ_STATEMENTS, request.scope):
        return ()
    return queries.free_statements(found.canvas, said_on([found.canvas])[found.canvas.id])


def _first_choice(found: queries.PublishableCanvas) -> dict[str, Any]:
    if not found.published:
        return {"include": ["reasons", "plan"]}
    last = found.published[0].content
    include = [
        *(["reasons"] if last["with_reasons"] else []),
        *(["plan"] if last["plan"] is not None else []),
    ]
    chosen = [statement["ref"] for statement in last["statements"]]
    return {"summary": last["summary"], "include": include, "statements": chosen}


def _choose_page(
    request: HttpRequest,
    found: queries.PublishableCanvas,
    free: tuple[queries.FreeStatement, ...],
    form: ChoiceForm,
) -> HttpResponse:
    errors = error_summary(form) if form.is_bound else []
    context = {
        "found": found,
        "form": form,
        "errors": errors,
        "groups": statement_groups(free, form.chosen),
        "most": STATEMENTS_AT_MOST,
        "never": WHAT_NEVER_LEAVES,
    }
    return TemplateResponse(request, "canvas/publish/choose.jinja", context, status=422 if errors else 200)


def _preview_page(
    request: HttpRequest, found: queries.PublishableCanvas, form: ChoiceForm, made: Any
) -> HttpResponse:
    values = published_values(made.content)
    context = {
        "found": found,
        "form": form,
        "page": published_page(made.content),
        "sheets": published_sheets(made.content),
        "values": json.dumps(values, ensure_ascii=False, indent=1),
        "seen": made.content_hash,
        "details_in": made.details_in,
        "never": WHAT_NEVER_LEAVES,
    }
    return TemplateResponse(request, "canvas/publish/preview.jinja", context)
