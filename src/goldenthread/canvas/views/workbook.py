"""The questions on paper: for people who were sent a link, for those on their way, and for staff."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.canvas.content.interface_words import interface_languages, interface_words
from goldenthread.canvas.forms.helper_entry import PaperForm
from goldenthread.canvas.paper.workbook import workbook_pdf
from goldenthread.canvas.presenters import workbook as presenters
from goldenthread.canvas.presenters.workbook import Workbook
from goldenthread.canvas.queries import answering as queries
from goldenthread.canvas.queries import helper_entry as canvases
from goldenthread.canvas.queries.answering import Asking, Journey, LinkFound
from goldenthread.canvas.views import answering, journeys
from goldenthread.core.permissions.access import needs, participant
from goldenthread.core.permissions.terms import Permission


@participant
@require_safe
def paper_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The paper form of a link as a web page, with the PDF in two sizes."""
    found = queries.link_found(token)
    if found is None or (refused := _refused(request, found)):
        return answering.link_refused(request, None) if found is None else refused
    made = _workbook_of_link(request, found)
    languages = tuple(code for code in found.languages if code in interface_languages())
    return journeys.page(
        request,
        "canvas/answering/paper.jinja",
        {"workbook": made, "back": journeys.link_path(token), "pdf": "../paper.pdf"},
        words=interface_words(made.language),
        languages=languages,
        holds_token=True,
    )


@participant
@require_safe
def paper_pdf_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The paper form of a link as a PDF."""
    found = queries.link_found(token)
    if found is None or (refused := _refused(request, found)):
        return answering.link_refused(request, None) if found is None else refused
    return _pdf(request, _workbook_of_link(request, found))


@participant
@require_safe
@journeys.on_the_way
def paper(request: HttpRequest, journey: Journey) -> HttpResponse:
    """The paper form for somebody who has started on the web."""
    made = _workbook(journey.asking, journey.voice, journey.language)
    context = {"workbook": made, "back": journeys.check_path(), "pdf": "../paper.pdf"}
    return journeys.page(
        request, "canvas/answering/paper.jinja", context, words=interface_words(made.language)
    )


@participant
@require_safe
@journeys.on_the_way
def paper_pdf(request: HttpRequest, journey: Journey) -> HttpResponse:
    """The same as a PDF."""
    return _pdf(request, _workbook(journey.asking, journey.voice, journey.language))


@require_safe
@needs(Permission.ENTER_ANSWERS)
def paper_for_staff(request: HttpRequest, scope_id: int) -> HttpResponse:
    """The paper form that a member of staff chose, as a PDF or as a web page."""
    open_now = canvases.open_canvases(request.scope.id, today=timezone.localdate())
    form = PaperForm(request.GET, canvases=open_now)
    if not form.is_valid():
        return redirect("helper_entry", scope_id=scope_id)
    chosen = form.cleaned_data
    made = _workbook(
        form.canvas_chosen().asking, chosen["voice"], chosen["language"], return_to=chosen["return_to"]
    )
    if chosen["shape"] == "web":
        context = {"workbook": made, "back": "", "pdf": ""}
        return journeys.page(
            request, "canvas/answering/paper.jinja", context, words=interface_words(made.language)
        )
    return _pdf_of(made, large=chosen["shape"] == "large")


def _refused(request: HttpRequest, found: LinkFound) -> HttpResponse | None:
    refusal = queries.why_not_start(found, at=timezone.now(), today=timezone.localdate())
    return answering.link_refused(request, found, refusal) if refusal else None


def _workbook_of_link(request: HttpRequest, found: LinkFound) -> Workbook:
    wanted = request.GET.get("lang", "en")
    return _workbook(found.asking, found.voice, wanted if wanted in found.languages else "en")


def _workbook(asking: Asking, voice: str, language: str, *, return_to: str = "") -> Workbook:
    questions = queries.blank_questions(asking.round_id, voice=voice, language=language)
    return presenters.workbook(asking, questions, interface_words(language), voice=voice, return_to=return_to)


def _pdf(request: HttpRequest, made: Workbook) -> HttpResponse:
    if wait := journeys.seconds_refused(request, (journeys.PAPER_FROM_A_NETWORK, "")):
        return journeys.wait_page(request, wait)
    return _pdf_of(made, large=request.GET.get("size") == "large")


def _pdf_of(made: Workbook, *, large: bool) -> HttpResponse:
    response = HttpResponse(workbook_pdf(made.as_values(), large=large), content_type="application/pdf")
    response["Content-Disposition"] = (
        f'inline; filename="form-{made.code}{"-large-print" if large else ""}.pdf"'
    )
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response
