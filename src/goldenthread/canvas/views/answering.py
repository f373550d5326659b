"""Start by a link, and answer question by question or all on one page."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.canvas.actions import answering as actions
from goldenthread.canvas.content.interface_words import interface_languages, interface_words
from goldenthread.canvas.forms.answering import AnswerForm, ReceiptForm, answer_form
from goldenthread.canvas.presenters import answering as presenters
from goldenthread.canvas.queries import answering as queries
from goldenthread.canvas.queries.answering import Journey, LinkFound, Question
from goldenthread.canvas.rules.answering import Answer, AnswerFault, StartRefusal
from goldenthread.canvas.views import journeys
from goldenthread.core.permissions.access import participant
from goldenthread.core.tokens import tidy_receipt

_MOVES = {"check", "stop", "previous"}  # leave the question without having to answer it


@participant
@require_http_methods(["GET", "HEAD", "POST"])
@journeys.own_page_only
def link(request: HttpRequest, token: str) -> HttpResponse:
    """What a link is about, before anybody starts; posting it starts."""
    found = queries.link_found(token)
    if found is None:
        return link_refused(request, None)
    if request.method == "POST":
        return _start(request, token, found)
    if refused := _already_or_refused(request, found):
        return refused
    languages = tuple(code for code in found.languages if code in interface_languages())
    wanted = request.GET.get("lang", "en")
    words = interface_words(wanted if wanted in languages else "en")
    context = {
        "facts": presenters.start_facts(found, words),
        "is_demo_scope": found.asking.is_fictional,
        "token": token,
    }
    return journeys.page(
        request, "canvas/answering/start.jinja", context, words=words, languages=languages, holds_token=True
    )


def _start(request: HttpRequest, token: str, found: LinkFound) -> HttpResponse:
    wait = journeys.seconds_refused(
        request, (journeys.STARTS_FROM_A_NETWORK, ""), (journeys.STARTS_BY_A_LINK, str(found.link_id))
    )
    if wait:
        return journeys.wait_page(request, wait)
    wanted = request.POST.get("lang", "en")
    language = wanted if wanted in found.languages and wanted in interface_languages() else "en"
    try:
        started = actions.start_answering(token, language=language, at=timezone.now())
    except actions.StartRefused as refused:
        if (refused.args[0] == StartRefusal.USED) and _is_mine(request, found):
            return redirect("answer_check")
        return link_refused(request, found, refused.args[0])
    journeys.begin(request, started.public_id)
    return redirect(f"{reverse('answer_code')}?new=yes")


def _already_or_refused(request: HttpRequest, found: LinkFound) -> HttpResponse | None:
    """The page for somebody who cannot start by this link, or who has on this device."""
    if found.is_personal and _is_mine(request, found):
        return redirect("answer_check")
    refusal = queries.why_not_start(found, at=timezone.now(), today=timezone.localdate())
    return link_refused(request, found, refusal) if refusal else None


def _is_mine(request: HttpRequest, found: LinkFound) -> bool:
    journey = journeys.journey_of(request)
    return journey is not None and journey.link_id == found.link_id


def link_refused(
    request: HttpRequest, found: LinkFound | None, refusal: StartRefusal | None = None
) -> HttpResponse:
    """The same plain answer for a link that is unknown, used, too old or taken back; dates once closed."""
    words = interface_words(request.GET.get("lang", "en"))
    if found is not None and refusal == StartRefusal.CLOSED:
        context = {"facts": presenters.asking_facts(found.asking, words)}
        return journeys.page(
            request, "canvas/answering/closed.jinja", context, words=words, status=410, holds_token=True
        )
    return journeys.page(
        request, "canvas/answering/no_link.jinja", {}, words=words, status=404, holds_token=True
    )


@participant
@require_http_methods(["GET", "HEAD", "POST"])
@journeys.own_page_only
def enter(request: HttpRequest) -> HttpResponse:
    """Type in the code of a poster; somebody's own code is understood here too."""
    if request.method != "POST":
        return _enter_page(request)
    if wait := journeys.seconds_refused(request, (journeys.CODES_FROM_A_NETWORK, "")):
        return journeys.wait_page(request, wait)
    form = ReceiptForm(request.POST)
    typed = form.cleaned_data["code"] if form.is_valid() else ""
    if journey := queries.journey_by_receipt(typed):
        journeys.begin(request, journey.public_id)
        return redirect("answer_check")
    if queries.link_found(typed):
        return redirect(journeys.link_path(tidy_receipt(typed)))
    return _enter_page(request, error="error_code" if typed else "error_code_empty", typed=typed, status=422)


def _enter_page(request: HttpRequest, *, error: str = "", typed: str = "", status: int = 200) -> HttpResponse:
    context = {"error": error, "typed": typed, "example": "7QX4-M2RB-CDEF", "has_error": bool(error)}
    return journeys.page(request, "canvas/answering/enter.jinja", context, status=status)


@participant
@require_safe
@journeys.on_the_way
def code(request: HttpRequest, journey: Journey) -> HttpResponse:
    """The receipt code, to be written down before the first question."""
    words = journeys.words_of(journey)
    context = {"receipt": journeys.receipt_of(journey), "number": journey.first_open or 1}
    return journeys.page(request, "canvas/answering/code.jinja", context, words=words)


@participant
@require_http_methods(["GET", "HEAD", "POST"])
@journeys.on_the_way
def question(request: HttpRequest, journey: Journey, number: int) -> HttpResponse:
    """One question: read it, answer it, skip it, go back."""
    found = queries.question(journey, number)
    if found is None or not journey.asking.is_open(timezone.localdate()):
        return redirect("answer_check") if request.method != "POST" else journeys.stopped(request, journey)
    if request.method == "POST":
        return _answer(request, journey, found)
    return _question_page(request, journey, found)


def _answer(request: HttpRequest, journey: Journey, found: Question) -> HttpResponse:
    words = journeys.words_of(journey)
    form = answer_form(found.number, request.POST)
    move = request.POST.get("go", "next")
    given = form.given(skip=move == "skip")
    if given == AnswerFault.NOTHING_CHOSEN and move in _MOVES:
        return _go(move, journey, found.number)
    if isinstance(given, AnswerFault):
        error = presenters.fault_text(given, form.typed[1], words)
        return _refused(request, journey, found, form, error, status=422)
    try:
        stored = actions.save_answer(
            journey.public_id, found.practice_id, given, shown=form.typed[2], at=timezone.now()
        )
    except actions.ChangeRefused:
        return journeys.stopped(request, journey)
    except actions.ChangedElsewhere as changed:
        error = presenters.conflict_text(found, changed.args[0], words)
        return _refused(request, journey, found, form, error, status=409, stored=changed.args[0])
    if move == "autosave":
        return JsonResponse({"shown": presenters.stamp_of(stored)})
    if presenters.looks_private(stored) and move == "next" and "warned" not in request.POST:
        return redirect(f"{request.path}?look=again")
    return _go(move, journey, found.number)


def _go(move: str, journey: Journey, number: int) -> HttpResponse:
    if move == "stop":
        return redirect("answer_stop")
    if move == "previous":
        return redirect("answer_question", number=max(1, number - 1))
    if move == "check" or number >= journey.total:
        return redirect("answer_check")
    return redirect("answer_question", number=number + 1)


def _refused(
    request: HttpRequest,
    journey: Journey,
    found: Question,
    form: AnswerForm,
    error: str,
    *,
    status: int,
    stored: Answer | None = None,
) -> HttpResponse:
    """The question again with what was typed, what is wrong and what to do."""
    if request.POST.get("go") == "autosave":
        return JsonResponse({"error": error}, status=status)
    choice, typed_words, shown = form.typed
    typed = (choice, typed_words, presenters.stamp_of(stored) if stored else shown)
    return _question_page(request, journey, found, typed=typed, error=error, status=status)


def _question_page(
    request: HttpRequest,
    journey: Journey,
    found: Question,
    *,
    typed: tuple[str, str, str] | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    words = journeys.words_of(journey)
    card = presenters.question_card(found, words, typed=typed, error=error)
    context: dict[str, Any] = {
        "card": card,
        "cards": [card],
        "progress": presenters.progress(found.number, journey.total),
        "warn": "look" in request.GET and card.looks_private,
        "has_error": bool(error),
    }
    return journeys.page(
        request,
        "canvas/answering/question.jinja",
        context,
        words=words,
        languages=journeys.offered_languages(journey),
        status=status,
    )


@participant
@require_http_methods(["GET", "HEAD", "POST"])
@journeys.on_the_way
def all_questions(request: HttpRequest, journey: Journey) -> HttpResponse:
    """All questions on one page, for those who like it better."""
    if not journey.asking.is_open(timezone.localdate()):
        return redirect("answer_check") if request.method != "POST" else journeys.stopped(request, journey)
    words = journeys.words_of(journey)
    found = queries.questions(journey)
    if request.method != "POST":
        cards = [presenters.question_card(each, words) for each in found]
        return _all_page(request, journey, cards)
    cards = []
    for each in found:
        form = answer_form(each.number, request.POST)
        try:
            error, stored = _save_one(journey, each, form)
        except actions.ChangeRefused:
            return journeys.stopped(request, journey)
        choice, typed_words, shown = form.typed
        typed = (choice, typed_words, presenters.stamp_of(stored) if stored else shown)
        cards.append(presenters.question_card(each, words, typed=typed if error else None, error=error))
    if any(card.error for card in cards):
        return _all_page(request, journey, cards, status=422)
    return redirect("answer_check")


def _save_one(journey: Journey, each: Question, form: AnswerForm) -> tuple[str, Answer | None]:
    """Keep one of many answers; what is wrong with it, if anything, and what is stored instead."""
    words = journeys.words_of(journey)
    given = form.given()
    if given == AnswerFault.NOTHING_CHOSEN:
        return "", None
    if isinstance(given, AnswerFault):
        return presenters.fault_text(given, form.typed[1], words), None
    try:
        actions.save_answer(
            journey.public_id, each.practice_id, given, shown=form.typed[2], at=timezone.now()
        )
    except actions.ChangedElsewhere as changed:
        return presenters.conflict_text(each, changed.args[0], words), changed.args[0]
    return "", None


def _all_page(
    request: HttpRequest, journey: Journey, cards: list[presenters.QuestionCard], *, status: int = 200
) -> HttpResponse:
    context = {
        "cards": cards,
        "total": journey.total,
        "first_open": journey.first_open or 1,
        "has_error": any(card.error for card in cards),
    }
    return journeys.page(
        request,
        "canvas/answering/all.jinja",
        context,
        words=journeys.words_of(journey),
        languages=journeys.offered_languages(journey),
        status=status,
    )
