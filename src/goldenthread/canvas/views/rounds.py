"""Pages on which rounds are planned, opened, watched, extended and closed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.canvas.actions import rounds as actions
from goldenthread.canvas.forms.rounds import ExtendForm, RoundForm
from goldenthread.canvas.presenters import rounds as presenters
from goldenthread.canvas.queries import links as link_queries
from goldenthread.canvas.queries import rounds as queries
from goldenthread.canvas.rules import rounds as rules
from goldenthread.canvas.terms import QuestionSet, RoundRefusal, RoundState, Voice
from goldenthread.core.components.forms import error_summary
from goldenthread.core.permissions.access import needs
from goldenthread.core.permissions.terms import Permission

_FIELD_OF = {
    RoundRefusal.NO_SCOPES: "scopes",
    RoundRefusal.SCOPE_OUT_OF_REACH: "scopes",
    RoundRefusal.NO_VOICES: "voices",
    RoundRefusal.CLOSES_TOO_SOON: "closes_on",
    RoundRefusal.CLOSES_TOO_LATE: "closes_on",
    RoundRefusal.NOT_LATER: "closes_on",
    RoundRefusal.FLOOR_TOO_LOW: "floor",
}


@require_GET
@needs(Permission.SEE_SCOPE)
def rounds(request: HttpRequest, scope_id: int) -> HttpResponse:
    """The rounds of a scope."""
    found = queries.rounds_of(scope_id)
    context = {
        "rounds": presenters.round_lines(found, scope_id=scope_id, today=timezone.localdate()),
        "may_run": request.reader.may(Permission.RUN_ROUNDS, request.scope),
        "may_read": request.reader.may(Permission.READ_RESULTS, request.scope),
    }
    return TemplateResponse(request, "canvas/rounds/rounds.jinja", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.RUN_ROUNDS)
def new_round(request: HttpRequest, scope_id: int) -> HttpResponse:
    """Plan a round, with everything filled in that can be."""
    today = timezone.localdate()
    first = {
        "title": rules.suggested_title(today),
        "scopes": [str(scope_id)],
        "voices": [voice.value for voice in Voice],
        "question_set": QuestionSet.QUICK.value,
        "closes_on": rules.suggested_closing(today),
        "floor": rules.FEWEST_SHOWN,
    }
    return _plan_page(request, first, round_id=None)


@require_http_methods(["GET", "POST"])
@needs(Permission.RUN_ROUNDS)
def edit_round(request: HttpRequest, scope_id: int, round_id: int) -> HttpResponse:
    """Change a draft."""
    detail = _found(scope_id, round_id)
    if detail.state is not RoundState.DRAFT:
        return _refused(request, detail, RoundRefusal.NOT_DRAFT)
    first = {
        "title": detail.title,
        "scopes": [str(canvas.scope_id) for canvas in detail.canvases],
        "voices": list(detail.voices),
        "question_set": detail.question_set.value,
        "closes_on": detail.closes_on,
        "floor": detail.floor,
    }
    return _plan_page(request, first, round_id=round_id)


@require_GET
@needs(Permission.RUN_ROUNDS)
def round_page(request: HttpRequest, scope_id: int, round_id: int) -> HttpResponse:
    """A round: its draft, its progress while it is open, or what to do once it has closed."""
    detail, now = _found(scope_id, round_id), timezone.now()
    today = timezone.localdate(now)
    context: dict[str, Any] = {
        "round": detail,
        "tag": presenters.state_tag(detail.state, detail.closes_on, today=today),
        "set_name": presenters.SET_NAMES[detail.question_set],
        "minutes": rules.MINUTES_AT_MOST[detail.question_set],
        "voices": presenters.voice_names(detail.voices),
        "who_counts": rules.WHO_COUNTS,
    }
    if detail.state is RoundState.DRAFT:
        return TemplateResponse(request, "canvas/rounds/draft.jinja", context)
    context["answered"] = presenters.answered_table(detail)
    if detail.state is RoundState.CLOSED:
        return TemplateResponse(request, "canvas/rounds/closed.jinja", context)
    context |= {
        "is_over": rules.is_past(detail.closes_on, today=today),
        "days_left": presenters.days_left(detail.closes_on, today=today),
        "links": [link for link in link_queries.open_links(scope_id, round_id) if link.in_force(now)],
        "invited": sum(row.invited for row in link_queries.invited_counts(scope_id, round_id)),
        "waiting": link_queries.waiting_count(scope_id, round_id, at=now),
        "may_enter": request.reader.may(Permission.ENTER_ANSWERS, request.scope),
        "may_import": request.reader.may(Permission.IMPORT_ANSWERS, request.scope),
    }
    return TemplateResponse(request, "canvas/rounds/open.jinja", context)


@require_GET
@needs(Permission.RUN_ROUNDS)
def questions(request: HttpRequest, scope_id: int, round_id: int) -> HttpResponse:
    """What a round asks, voice by voice."""
    detail = _found(scope_id, round_id)
    voice = request.GET.get("voice", "")
    if voice not in detail.voices:
        voice = detail.voices[0]
    context = {
        "round": detail,
        "tabs": presenters.voice_tabs(detail.voices, voice),
        "voice": presenters.voice_names([voice])[0],
        "factors": presenters.by_factor(queries.questions_of(scope_id, round_id, voice)),
    }
    return TemplateResponse(request, "canvas/rounds/questions.jinja", context)


@require_POST
@needs(Permission.RUN_ROUNDS)
def open_round(request: HttpRequest, scope_id: int, round_id: int) -> HttpResponse:
    """Open a draft."""
    detail = _found(scope_id, round_id)
    try:
        actions.open_round(round_id, by=request.user, at=timezone.now())
    except actions.RoundRefused as refused:
        return _refused(request, detail, refused.args[0])
    messages.success(request, "The round is open. Now tell people: print a poster or invite them.")
    return redirect("round", scope_id=scope_id, round_id=round_id)


@require_http_methods(["GET", "POST"])
@needs(Permission.RUN_ROUNDS)
def extend_round(request: HttpRequest, scope_id: int, round_id: int) -> HttpResponse:
    """Keep a round open for longer."""
    detail = _found(scope_id, round_id)
    form = ExtendForm(request.POST or None, initial={"closes_on": detail.closes_on})
    if request.method == "POST" and form.is_valid():
        try:
            actions.extend_round(round_id, form.cleaned_data["closes_on"], by=request.user, at=timezone.now())
        except actions.RoundRefused as refused:
            _say_why(form, refused.args[0])
        else:
            messages.success(request, "The round stays open for longer. All links go on working.")
            return redirect("round", scope_id=scope_id, round_id=round_id)
    context = {"round": detail, "form": form, "errors": error_summary(form)}
    return TemplateResponse(request, "canvas/rounds/extend.jinja", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@needs(Permission.RUN_ROUNDS)
def close_round(request: HttpRequest, scope_id: int, round_id: int) -> HttpResponse:
    """Close a round for good, after asking once more."""
    detail = _found(scope_id, round_id)
    if request.method == "POST":
        try:
            actions.close_round(round_id, by=request.user, at=timezone.now())
        except actions.RoundRefused as refused:
            return _refused(request, detail, refused.args[0])
        messages.success(request, "The round is closed and counted.")
        return redirect("round", scope_id=scope_id, round_id=round_id)
    if detail.state is not RoundState.OPEN:
        return _refused(request, detail, RoundRefusal.NOT_OPEN)
    context = {
        "round": detail,
        "answered": presenters.answered_table(detail),
        "voices": presenters.voice_names(detail.voices),
        "who_counts": rules.WHO_COUNTS,
    }
    return TemplateResponse(request, "canvas/rounds/close.jinja", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.RUN_ROUNDS)
def delete_round(request: HttpRequest, scope_id: int, round_id: int) -> HttpResponse:
    """Delete a draft, after asking once more."""
    detail = _found(scope_id, round_id)
    if request.method == "POST":
        try:
            actions.delete_draft(round_id, by=request.user, at=timezone.now())
        except actions.RoundRefused as refused:
            return _refused(request, detail, refused.args[0])
        messages.success(request, "The draft is deleted.")
        return redirect("rounds", scope_id=scope_id)
    if detail.state is not RoundState.DRAFT:
        return _refused(request, detail, RoundRefusal.NOT_DRAFT)
    return TemplateResponse(request, "canvas/rounds/delete.jinja", {"round": detail})


def _plan_page(request: HttpRequest, first: dict[str, Any], *, round_id: int | None) -> HttpResponse:
    scopes = queries.scopes_to_ask(request.scope, on=timezone.localdate())
    form = RoundForm(request.POST or None, scopes=scopes, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            saved_id = actions.plan_round(
                request.scope.id, form.plan(), round_id=round_id, by=request.user, at=timezone.now()
            )
        except actions.RoundRefused as refused:
            _say_why(form, refused.args[0])
        else:
            return redirect("round", scope_id=request.scope.id, round_id=saved_id)
    context = {
        "form": form,
        "errors": error_summary(form),
        "round_id": round_id,
        "set_hints": presenters.set_hints(queries.question_counts(request.scope.system_id)),
        "scope_hints": presenters.scope_hints(scopes),
        "many_scopes": len(scopes) > 1,
    }
    return TemplateResponse(request, "canvas/rounds/plan.jinja", context, status=_status(form))


def _found(scope_id: int, round_id: int) -> queries.RoundDetail:
    detail = queries.round_detail(scope_id, round_id)
    if detail is None:
        raise Http404
    return detail


def _say_why(form: Any, refusal: RoundRefusal) -> None:
    field = _FIELD_OF.get(refusal)
    form.add_error(field if field in form.fields else None, presenters.ROUND_REFUSALS[refusal])


def _status(form: Any) -> int:
    return 422 if form.errors else 200


def _refused(request: HttpRequest, detail: queries.RoundDetail, refusal: RoundRefusal) -> HttpResponse:
    context = {"round": detail, "reason": presenters.ROUND_REFUSALS[refusal]}
    return TemplateResponse(request, "canvas/rounds/refused.jinja", context, status=409)
