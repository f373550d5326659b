"""What a closed round said on one canvas."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from goldenthread.canvas import signals
from goldenthread.canvas.actions.statements import NoSuchStatement, hide_statement
from goldenthread.canvas.exports.results import answers_sheet, gaps_sheet
from goldenthread.canvas.presenters import distributions
from goldenthread.canvas.presenters import evidence as evidence_presenter
from goldenthread.canvas.presenters import results as presenter
from goldenthread.canvas.presenters.practices import ladder, settlement_rows, statement_rows
from goldenthread.canvas.queries import agreeing
from goldenthread.canvas.queries import results as queries
from goldenthread.canvas.queries.results import CanvasResults, RoundHead
from goldenthread.canvas.rules.evidence import EVIDENCE_RULE
from goldenthread.canvas.rules.levels import FACTOR_RULE
from goldenthread.core.exporting.responses import csv_response, xlsx_response
from goldenthread.core.permissions.access import needs
from goldenthread.core.permissions.terms import Permission


@require_GET
@needs(Permission.READ_RESULTS)
def latest_results(request: HttpRequest, scope_id: int) -> HttpResponse:
    """The newest results, or when there will be some."""
    rounds = queries.rounds_of(scope_id)
    head = queries.latest_closed(rounds)
    if head is not None:
        return redirect("round_results", scope_id=scope_id, round_id=head.id)
    return TemplateResponse(
        request, "canvas/results/none_yet.jinja", {"round": rounds[0] if rounds else None}
    )


@require_GET
@needs(Permission.READ_RESULTS)
def round_results(request: HttpRequest, scope_id: int, round_id: int) -> HttpResponse:
    """What a round said: the eleven factors, by voice."""
    head, rounds = _head(scope_id, round_id)
    if not head.is_closed:
        return TemplateResponse(request, "canvas/results/none_yet.jinja", {"round": head})
    results = _results(scope_id, head, rounds)
    return TemplateResponse(
        request,
        "canvas/results/round.jinja",
        {
            "round": head,
            "others": [other for other in rounds if other.is_closed and other.id != head.id],
            "page": presenter.results_page(results, scope_name=request.scope.name),
            "legend": presenter.LEGEND,
            "gaps_shown": presenter.GAPS_SHOWN,
            "evidence_on": results.evidence_on,
            "signals": signals.signals_for(request.scope, on=results.evidence_on),
            "evidence_rule": EVIDENCE_RULE,
            "factor_rule": FACTOR_RULE,
            "may_export": request.reader.may(Permission.EXPORT_RESULTS, request.scope),
            "may_settle": request.reader.may(Permission.SETTLE_LEVELS, request.scope),
        },
    )


@require_GET
@needs(Permission.READ_RESULTS)
def factor_results(request: HttpRequest, scope_id: int, round_id: int, factor: int) -> HttpResponse:
    """One factor: its voices, and each of its practices."""
    head, rounds = _closed(scope_id, round_id)
    results = _results(scope_id, head, rounds)
    found = results.factor(factor)
    if found is None:
        raise Http404
    numbers = [each.number for each in results.factors]
    place = numbers.index(factor)
    return TemplateResponse(
        request,
        "canvas/results/factor.jinja",
        {
            "round": head,
            "factor": presenter.factor_row(found),
            **_gaps([gap for practice in found.practices for gap in practice.gaps]),
            "legend": presenter.LEGEND,
            "evidence_on": results.evidence_on,
            "signals": _signals_of(request, results, factor=factor),
            "factor_rule": FACTOR_RULE,
            "before": results.factors[place - 1] if place else None,
            "after": results.factors[place + 1] if place + 1 < len(numbers) else None,
        },
    )


@require_GET
@needs(Permission.READ_RESULTS)
def practice_results(request: HttpRequest, scope_id: int, round_id: int, code: str) -> HttpResponse:
    """One practice in full: voices, statements, evidence, what was settled and when."""
    head, rounds = _closed(scope_id, round_id)
    results = _results(scope_id, head, rounds)
    found, words = results.practice(code), queries.practice_words(head, code)
    if found is None or words is None:
        raise Http404
    return TemplateResponse(
        request,
        "canvas/results/practice.jinja",
        {
            "round": head,
            "words": words,
            "practice": presenter.practice_row(found),
            "factor": results.factor(found.factor),
            "ladder": ladder(words.levels, found),
            "middles": presenter.middles(found),
            **_gaps(found.gaps),
            "evidence": evidence_presenter.evidence_rows(
                found.evidenced, titles={}, today=results.evidence_on
            ),
            "missing": found.evidenced.missing
            if found.evidenced
            else ("an item that is written down and agreed",),
            "evidence_on": results.evidence_on,
            "evidence_rule": EVIDENCE_RULE,
            "settlements": settlement_rows(agreeing.settlements(head.canvas_id, code)),
            "signals": _signals_of(request, results, factor=found.factor, code=code),
            "legend": presenter.LEGEND,
            "may_edit_evidence": request.reader.may(Permission.EDIT_EVIDENCE, request.scope),
            "may_settle": request.reader.may(Permission.SETTLE_LEVELS, request.scope),
            "may_plan": request.reader.may(Permission.EDIT_PLAN, request.scope),
            **_statements(request, head, found, code),
        },
    )


@require_POST
@needs(Permission.HIDE_STATEMENTS)
def hide(request: HttpRequest, scope_id: int, round_id: int, code: str, judgement_id: int) -> HttpResponse:
    """Hide a statement, or show it again."""
    head, _ = _closed(scope_id, round_id)
    hidden = request.POST.get("hidden") != "no"
    try:
        hide_statement(head.canvas_id, judgement_id, hidden=hidden, by=request.user, at=timezone.now())
    except NoSuchStatement:
        raise Http404 from None
    messages.success(request, "The statement is hidden." if hidden else "The statement can be read again.")
    return redirect("practice_results", scope_id=scope_id, round_id=round_id, code=code)


@require_GET
@needs(Permission.EXPORT_RESULTS)
def results_file(request: HttpRequest, scope_id: int, round_id: int, form: str) -> HttpResponse:
    """The results as a file: csv holds the answers, xlsx the gaps too."""
    head, rounds = _closed(scope_id, round_id)
    results = _results(scope_id, head, rounds)
    name = f"{request.scope.name} {head.title} results"
    answers = answers_sheet(results, scope_name=request.scope.name)
    if form == "csv":
        return csv_response(answers, name=name)
    return xlsx_response(answers, gaps_sheet(results, scope_name=request.scope.name), name=name)


def _head(scope_id: int, round_id: int) -> tuple[RoundHead, tuple[RoundHead, ...]]:
    rounds = queries.rounds_of(scope_id)
    head = next((head for head in rounds if head.id == round_id), None)
    if head is None:
        raise Http404
    return head, rounds


def _closed(scope_id: int, round_id: int) -> tuple[RoundHead, tuple[RoundHead, ...]]:
    head, rounds = _head(scope_id, round_id)
    if not head.is_closed:
        raise Http404
    return head, rounds


def _results(scope_id: int, head: RoundHead, rounds: tuple[RoundHead, ...]) -> CanvasResults:
    day = queries.evidence_day(head, rounds, today=timezone.localdate())
    return queries.canvas_results(head, scope_id=scope_id, evidence_on=day)


def _gaps(gaps: Sequence[queries.Gap]) -> dict[str, tuple[presenter.GapRow, ...]]:
    rows = presenter.gap_rows(queries.largest_first(gaps))
    return {
        "gaps": tuple(row for row in rows if row.is_clear),
        "unclear": tuple(row for row in rows if not row.is_clear),
    }


def _signals_of(
    request: HttpRequest, results: CanvasResults, *, factor: int, code: str | None = None
) -> list[signals.Signal]:
    return [
        signal
        for signal in signals.signals_for(request.scope, on=results.evidence_on)
        if signal.factor == factor and (code is None or signal.practice_code in (None, code))
    ]


def _statements(
    request: HttpRequest, head: RoundHead, found: queries.PracticeFigures, code: str
) -> dict[str, Any]:
    """What people wrote, for those who may read it, of the voices that can be shown."""
    if not request.reader.may(Permission.READ_STATEMENTS, request.scope):
        return {"may_read_statements": False}
    may_hide = request.reader.may(Permission.HIDE_STATEMENTS, request.scope)
    page = request.GET.get("page", "1")
    shown = [voice.voice for voice in found.voices if not voice.hidden]
    written = queries.statements(
        head,
        code,
        voices=shown,
        with_hidden=may_hide,
        page=int(page) if page.isdecimal() and len(page) < 6 else 1,
    )
    return {
        "may_read_statements": True,
        "may_hide": may_hide,
        "written": written,
        "statements": statement_rows(written.statements),
        "hidden_voices": [row.name for row in distributions.voice_rows(found.voices) if row.note],
    }
