"""Come back by a code; see, change, finish, take back or hand over one's answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.canvas.actions import answering as actions
from goldenthread.canvas.content.interface_words import interface_words
from goldenthread.canvas.exports.own_answers import own_answers
from goldenthread.canvas.forms.answering import ReceiptForm
from goldenthread.canvas.presenters import answering as presenters
from goldenthread.canvas.queries import answering as queries
from goldenthread.canvas.queries.answering import Journey
from goldenthread.canvas.views import journeys
from goldenthread.core.exporting import csv_bytes
from goldenthread.core.permissions.access import participant


@participant
@require_http_methods(["GET", "HEAD", "POST"])
@journeys.own_page_only
def come_back(request: HttpRequest) -> HttpResponse:
    """Ask for the receipt code, and open the answers that it belongs to."""
    if request.method != "POST":
        return _code_page(request)
    if wait := journeys.seconds_refused(request, (journeys.CODES_FROM_A_NETWORK, "")):
        return journeys.wait_page(request, wait)
    form = ReceiptForm(request.POST)
    typed = form.cleaned_data["code"] if form.is_valid() else ""
    if not typed:
        return _code_page(request, error="error_code_empty", status=422)
    journey = queries.journey_by_receipt(typed)
    if journey is None:
        return _code_page(request, error="error_code", typed=typed, status=422)
    if journey.withdrawn_date is not None:
        return redirect("answer_withdrawn")
    journeys.begin(request, journey.public_id)
    return redirect("answer_check")


def _code_page(request: HttpRequest, *, error: str = "", typed: str = "", status: int = 200) -> HttpResponse:
    context = {
        "error": error,
        "typed": typed,
        "example": "7QX4 M2RB",
        "has_error": bool(error),
        "has_ended": "ended" in request.GET,
    }
    return journeys.page(request, "canvas/answering/return.jinja", context, status=status)


@participant
@require_http_methods(["GET", "HEAD", "POST"])
@journeys.on_the_way
def check(request: HttpRequest, journey: Journey) -> HttpResponse:
    """Everything somebody said; posting it says that they are done."""
    if request.method == "POST":
        try:
            actions.finish_answering(journey.public_id, at=timezone.now())
        except actions.ChangeRefused:
            return journeys.stopped(request, journey)
        return redirect("answer_done")
    words = journeys.words_of(journey)
    context = {
        "rows": presenters.answer_rows(queries.questions(journey), words),
        "facts": presenters.asking_facts(journey.asking, words),
        "is_open": journey.asking.is_open(timezone.localdate()),
        "left_count": journey.left_count,
        "total": journey.total,
        "may_hand_over": presenters.may_hand_over(journey),
    }
    return journeys.page(
        request,
        "canvas/answering/check.jinja",
        context,
        words=words,
        languages=journeys.offered_languages(journey),
    )


@participant
@require_safe
@journeys.on_the_way
def own_copy(request: HttpRequest, journey: Journey) -> HttpResponse:
    """Everything somebody said, as a file of their own."""
    sheet = own_answers(journey, queries.questions(journey), on=timezone.localdate())
    response = HttpResponse(csv_bytes(sheet, byte_order_mark=True), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{sheet.name}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


@participant
@require_safe
@journeys.on_the_way
def done(request: HttpRequest, journey: Journey) -> HttpResponse:
    """Thank you: the code once more, what happens next, and how to find out."""
    words = journeys.words_of(journey)
    context = {
        "receipt": journeys.receipt_of(journey),
        "facts": presenters.asking_facts(journey.asking, words),
    }
    return journeys.page(request, "canvas/answering/done.jinja", context, words=words)


@participant
@require_safe
@journeys.on_the_way
def stop(request: HttpRequest, journey: Journey) -> HttpResponse:
    """Stop for now: how to come back, and a button that clears this device."""
    words = journeys.words_of(journey)
    context = {"receipt": journeys.receipt_of(journey), "number": journey.first_open or journey.total}
    return journeys.page(request, "canvas/answering/stop.jinja", context, words=words)


@participant
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Stop showing these answers on this device."""
    journey = journeys.journey_of(request)
    language = journey.language if journey else "en"
    journeys.leave(request)
    response = redirect("answer_left")
    response["Location"] += f"?lang={language}" if language != "en" else ""
    return response


@participant
@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """The device is clear."""
    return journeys.plain_page(request, "left")


@participant
@require_http_methods(["GET", "HEAD", "POST"])
@journeys.on_the_way
def withdraw(request: HttpRequest, journey: Journey) -> HttpResponse:
    """Ask whether to delete everything somebody said; posting it deletes."""
    words = journeys.words_of(journey)
    if not journey.asking.is_open(timezone.localdate()):
        return redirect("answer_check")
    if request.method == "POST":
        try:
            actions.withdraw_answers(journey.public_id, at=timezone.now())
        except actions.ChangeRefused:
            return journeys.stopped(request, journey)
        journeys.leave(request)
        return redirect("answer_withdrawn")
    return journeys.page(request, "canvas/answering/withdraw.jinja", {}, words=words)


@participant
@require_safe
def withdrawn(request: HttpRequest) -> HttpResponse:
    """Everything is deleted."""
    return journeys.plain_page(request, "withdrawn")


@participant
@require_http_methods(["GET", "HEAD", "POST"])
@journeys.on_the_way
def hand_over(request: HttpRequest, journey: Journey) -> HttpResponse:
    """Let one colleague go on with this form; posting it makes the link, shown once."""
    words = journeys.words_of(journey)
    if not journey.asking.is_open(timezone.localdate()) or not presenters.may_hand_over(journey):
        return redirect("answer_check")
    context = {"facts": presenters.asking_facts(journey.asking, words), "address": ""}
    if request.method == "POST":
        token = actions.hand_over(journey.public_id, at=timezone.now())
        context["address"] = request.build_absolute_uri(journeys.handover_path(token))
    return journeys.page(request, "canvas/answering/hand_over.jinja", context, words=words)


@participant
@require_http_methods(["GET", "HEAD", "POST"])
@journeys.own_page_only
def take_over(request: HttpRequest, token: str) -> HttpResponse:
    """A colleague's link: what it is about; posting it goes on with their form and uses it up."""
    journey = queries.journey_by_handover(token)
    if journey is None or not journey.asking.is_open(timezone.localdate()):
        return journeys.page(request, "canvas/answering/no_link.jinja", {}, status=404, holds_token=True)
    if request.method == "POST":
        try:
            public_id = actions.take_over(token, at=timezone.now())
        except (actions.LinkUnknown, actions.ChangeRefused):
            return journeys.page(request, "canvas/answering/no_link.jinja", {}, status=404, holds_token=True)
        journeys.begin(request, public_id)
        return redirect("answer_check")
    words = interface_words(journey.language)
    context = {"facts": presenters.asking_facts(journey.asking, words), "token": token}
    return journeys.page(request, "canvas/answering/take_over.jinja", context, words=words, holds_token=True)
