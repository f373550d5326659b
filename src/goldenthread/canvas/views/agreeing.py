"""The meeting that settles levels."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.canvas import signals
from goldenthread.canvas.actions import agreeing as actions
from goldenthread.canvas.forms.agreeing import SettleForm
from goldenthread.canvas.presenters import agreeing as presenter
from goldenthread.canvas.presenters import evidence as evidence_presenter
from goldenthread.canvas.presenters import results as results_presenter
from goldenthread.canvas.presenters.practices import ladder, settlement_rows, statement_rows
from goldenthread.canvas.queries import agreeing as queries
from goldenthread.canvas.queries import results as results_queries
from goldenthread.canvas.queries.results import CanvasResults, RoundHead
from goldenthread.canvas.queries.results.statements import words_of_all
from goldenthread.canvas.rules.levels import FACTOR_RULE
from goldenthread.canvas.terms import AGREEMENT_REFUSAL_WORDS, AgreementRefusal
from goldenthread.core.components.forms import error_summary
from goldenthread.core.permissions.access import needs
from goldenthread.core.permissions.terms import Permission


@require_GET
@needs(Permission.SETTLE_LEVELS)
def agree(request: HttpRequest, scope_id: int, round_id: int) -> HttpResponse:
    """What is settled, and what to take first."""
    results = _results(scope_id, round_id)
    return TemplateResponse(
        request,
        "canvas/agree/overview.jinja",
        {
            "round": results.head,
            "page": presenter.agree_page(results),
            "factor_rule": FACTOR_RULE,
            "legend": results_presenter.LEGEND,
            "may_sign_off": request.reader.may(Permission.SIGN_OFF_LEVELS, request.scope),
        },
    )


@require_GET
@needs(Permission.SETTLE_LEVELS)
def agree_sheet(request: HttpRequest, scope_id: int, round_id: int) -> HttpResponse:
    """Every practice on paper, with room to write."""
    results = _results(scope_id, round_id)
    words = words_of_all(results.head)
    return TemplateResponse(
        request,
        "canvas/agree/sheet.jinja",
        {
            "round": results.head,
            "legend": results_presenter.LEGEND,
            "factor_rule": FACTOR_RULE,
            "practices": [
                {
                    "row": results_presenter.practice_row(practice),
                    "words": words[practice.code],
                    "middles": results_presenter.middles(practice),
                }
                for practice in results.practices
            ],
        },
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.SETTLE_LEVELS)
def agree_practice(request: HttpRequest, scope_id: int, round_id: int, code: str) -> HttpResponse:
    """One practice for the meeting: everything known about it, and the form that settles it."""
    results = _results(scope_id, round_id)
    history = queries.settlements(results.head.canvas_id, code)
    in_force = next((each for each in history if each.replaced_at is None), None)
    form = SettleForm(
        request.POST if request.method == "POST" else None,
        initial={"seen": in_force.id if in_force else None},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.settle_level(
                results.head.canvas_id,
                code,
                lowest=said["lowest"],
                highest=said["highest"],
                reasons=said["reasons"],
                dissent=said["dissent"],
                seen=said["seen"],
                by=request.user,
                at=timezone.now(),
            )
        except actions.AgreementRefused as refused:
            if refused.args[0] is AgreementRefusal.NOT_ASKED:
                raise Http404 from None
            form.add_error(None, AGREEMENT_REFUSAL_WORDS[refused.args[0]])
        else:
            messages.success(request, f"The level of {code} is settled. A second person signs it off.")
            onward = presenter.place_of(results, code).next_unsettled
            if onward:
                return redirect("agree_practice", scope_id=scope_id, round_id=round_id, code=onward)
            return redirect("agree", scope_id=scope_id, round_id=round_id)
    context = _practice(request, results, code) | {
        "form": form,
        "errors": error_summary(form),
        "settlements": settlement_rows(history),
        "in_force": in_force,
        "is_own": in_force is not None and in_force.settled_by_id == request.reader.person_id,
    }
    return TemplateResponse(
        request, "canvas/agree/practice.jinja", context, status=422 if form.errors else 200
    )


@require_POST
@needs(Permission.SIGN_OFF_LEVELS)
def sign_off(request: HttpRequest, scope_id: int, round_id: int, code: str) -> HttpResponse:
    """Stand behind one level."""
    head = _closed(scope_id, round_id)[0]
    try:
        actions.sign_off_level(head.canvas_id, code, by=request.user, at=timezone.now())
    except actions.AgreementRefused as refused:
        messages.error(request, f"{AGREEMENT_REFUSAL_WORDS[refused.args[0]]}.")
    else:
        messages.success(request, f"The level of {code} is signed off.")
    return redirect("agree_practice", scope_id=scope_id, round_id=round_id, code=code)


@require_http_methods(["GET", "POST"])
@needs(Permission.SIGN_OFF_LEVELS)
def sign_off_all(request: HttpRequest, scope_id: int, round_id: int) -> HttpResponse:
    """Show every level that waits for a second person, then sign off those that others settled."""
    results = _results(scope_id, round_id)
    if request.method == "POST":
        count = actions.sign_off_levels(results.head.canvas_id, by=request.user, at=timezone.now())
        messages.success(request, f"{count} {'level is' if count == 1 else 'levels are'} signed off.")
        return redirect("agree", scope_id=scope_id, round_id=round_id)
    in_force = queries.settlements_in_force(results.head.canvas_id)
    waiting = [
        {"practice": results_presenter.practice_row(practice), "settlement": in_force[practice.code]}
        for practice in results.practices
        if practice.code in in_force and in_force[practice.code].signed_off_at is None
    ]
    return TemplateResponse(
        request,
        "canvas/agree/sign_off.jinja",
        {
            "round": results.head,
            "others": [each for each in waiting if not _is_own(request, each["settlement"])],
            "own": [each for each in waiting if _is_own(request, each["settlement"])],
        },
    )


def _is_own(request: HttpRequest, settlement: queries.Settlement) -> bool:
    return settlement.settled_by_id == request.reader.person_id


def _closed(scope_id: int, round_id: int) -> tuple[RoundHead, tuple[RoundHead, ...]]:
    rounds = results_queries.rounds_of(scope_id)
    head = next((head for head in rounds if head.id == round_id and head.is_closed), None)
    if head is None:
        raise Http404
    return head, rounds


def _results(scope_id: int, round_id: int) -> CanvasResults:
    head, rounds = _closed(scope_id, round_id)
    day = results_queries.evidence_day(head, rounds, today=timezone.localdate())
    return results_queries.canvas_results(head, scope_id=scope_id, evidence_on=day)


def _practice(request: HttpRequest, results: CanvasResults, code: str) -> dict[str, Any]:
    """What the meeting sees of one practice."""
    found, words = results.practice(code), results_queries.practice_words(results.head, code)
    if found is None or words is None:
        raise Http404
    may_read = request.reader.may(Permission.READ_STATEMENTS, request.scope)
    shown = [voice.voice for voice in found.voices if not voice.hidden]
    written = (
        results_queries.statements(results.head, code, voices=shown, with_hidden=False).statements
        if may_read
        else ()
    )
    return {
        "round": results.head,
        "words": words,
        "practice": results_presenter.practice_row(found),
        "factor": results.factor(found.factor),
        "ladder": ladder(words.levels, found),
        "middles": results_presenter.middles(found),
        "gaps": results_presenter.gap_rows([gap for gap in found.gaps if gap.is_clear]),
        "evidence": evidence_presenter.evidence_rows(found.evidenced, titles={}, today=results.evidence_on),
        "evidence_on": results.evidence_on,
        "signals": [
            signal
            for signal in signals.signals_for(request.scope, on=results.evidence_on)
            if signal.factor == found.factor and signal.practice_code in (None, code)
        ],
        "statements": statement_rows(written),
        "may_read_statements": may_read,
        "may_sign_off": request.reader.may(Permission.SIGN_OFF_LEVELS, request.scope),
        "place": presenter.place_of(results, code),
        "progress": presenter.progress(results),
    }
