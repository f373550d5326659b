"""A helper types in what somebody said on paper, on the phone or beside them."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.canvas.actions import answering, helper_entry
from goldenthread.canvas.content.interface_words import interface_words
from goldenthread.canvas.forms.answering import answer_form
from goldenthread.canvas.forms.helper_entry import ChooseForm, EntryForm, PaperForm
from goldenthread.canvas.presenters import answering as presenters
from goldenthread.canvas.presenters import helper_entry as entry_presenters
from goldenthread.canvas.queries import answering as queries
from goldenthread.canvas.queries import helper_entry as canvases
from goldenthread.canvas.rules.answering import Answer, AnswerFault
from goldenthread.core.components.forms import error_summary
from goldenthread.core.permissions.access import needs
from goldenthread.core.permissions.terms import Permission

_SAVED = "helper_entry_saved"


@require_safe
@needs(Permission.ENTER_ANSWERS)
def choose(request: HttpRequest, scope_id: int) -> HttpResponse:
    """What a helper is about to type in, and the paper forms to print."""
    open_now = canvases.open_canvases(request.scope.id, today=timezone.localdate())
    start = {"language": "en", "canvas": str(open_now[0].canvas_id) if len(open_now) == 1 else ""}
    chosen = bool(request.GET)
    form = ChooseForm(request.GET if chosen else None, initial=start, canvases=open_now, auto_id="entry-%s")
    if chosen and form.is_valid():
        return redirect(_sheet_address(scope_id, form.cleaned_data))
    paper = PaperForm(initial=start | {"shape": "normal"}, canvases=open_now, auto_id="paper-%s")
    context = {
        "form": form,
        "paper": paper,
        "open_now": [entry_presenters.open_canvas(canvas) for canvas in open_now],
        "errors": error_summary(form) if chosen else [],
    }
    return TemplateResponse(request, "canvas/helper_entry/choose.jinja", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ENTER_ANSWERS)
def sheet(request: HttpRequest, scope_id: int) -> HttpResponse:
    """The whole form on one page, for quick keys; posting it saves."""
    open_now = canvases.open_canvases(request.scope.id, today=timezone.localdate())
    form = EntryForm(
        request.POST if request.method == "POST" else request.GET.dict() | {"entry": uuid4().hex},
        canvases=open_now,
    )
    if not form.is_valid():
        if request.method == "POST":
            return _cannot_save(request, scope_id)
        return redirect("helper_entry", scope_id=scope_id)
    chosen, canvas = form.cleaned_data, form.canvas_chosen()
    questions = queries.blank_questions(
        canvas.asking.round_id, voice=chosen["voice"], language=chosen["language"]
    )
    if request.method != "POST":
        return _sheet_page(request, form, _cards(questions, None)[0])
    cards, answers = _cards(questions, request.POST)
    if any(card.error for card in cards):
        return _sheet_page(request, form, cards, status=422)
    try:
        helper_entry.enter_answers(
            canvas.canvas_id,
            answers,
            public_id=UUID(chosen["entry"]),
            voice=chosen["voice"],
            channel=chosen["channel"],
            language=chosen["language"],
            by=request.user,
            at=timezone.now(),
        )
    except answering.ChangeRefused:
        return _cannot_save(request, scope_id)
    request.session[_SAVED] = {"entry": chosen["entry"], "again": _sheet_address(scope_id, chosen)}
    return redirect("helper_entry_saved", scope_id=scope_id)


@never_cache
@require_safe
@needs(Permission.ENTER_ANSWERS)
def saved(request: HttpRequest, scope_id: int) -> HttpResponse:
    """The receipt code to hand over, and the way to the next form."""
    kept = request.session.get(_SAVED)
    journey = queries.journey_by_id(UUID(kept["entry"])) if kept else None
    if journey is None or journey.asking.scope_id != scope_id:
        return redirect("helper_entry", scope_id=scope_id)
    words = interface_words(journey.language)
    context = {
        "receipt": presenters.spaced_receipt(
            answering.known_receipt(journey.public_id, journey.receipt_hash)
        ),
        "facts": presenters.asking_facts(journey.asking, words),
        "again": kept["again"],
        "return_address": f"{request.get_host()}/return/",
    }
    return TemplateResponse(request, "canvas/helper_entry/saved.jinja", context)


def _sheet_address(scope_id: int, chosen: dict[str, Any]) -> str:
    query = {name: chosen[name] for name in ("canvas", "voice", "channel", "language")}
    return f"{reverse('helper_entry_sheet', kwargs={'scope_id': scope_id})}?{urlencode(query)}"


def _cards(
    questions: tuple[queries.Question, ...], sent: Any
) -> tuple[list[presenters.QuestionCard], dict[int, Answer]]:
    """Each question as it is drawn, with what was typed, and the answers that are well formed."""
    words = interface_words("en")
    cards, answers = [], {}
    for question in questions:
        typed, error = None, ""
        if sent is not None:
            form = answer_form(question.number, sent)
            typed, given = form.typed, form.given()
            if isinstance(given, Answer):
                answers[question.practice_id] = given
            elif given != AnswerFault.NOTHING_CHOSEN:
                error = presenters.fault_text(given, typed[1], words)
        cards.append(presenters.question_card(question, words, typed=typed, error=error))
    return cards, answers


def _sheet_page(
    request: HttpRequest, form: EntryForm, cards: list[presenters.QuestionCard], *, status: int = 200
) -> HttpResponse:
    chosen, canvas = form.cleaned_data, form.canvas_chosen()
    context = {
        "cards": cards,
        "chosen": chosen,
        "about": entry_presenters.entry_about(canvas, chosen),
        "errors": [
            {"text": f"Question {card.number}: {card.error}", "href": f"#{card.first_id}"}
            for card in cards
            if card.error
        ],
    }
    return TemplateResponse(request, "canvas/helper_entry/sheet.jinja", context, status=status)


def _cannot_save(request: HttpRequest, scope_id: int) -> HttpResponse:
    """The round closed, or asks other voices, since the page was opened."""
    return TemplateResponse(
        request, "canvas/helper_entry/not_saved.jinja", {"scope_id": scope_id}, status=409
    )
