"""Pages on which people are asked to answer: posters, invitations and reminders."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.canvas.actions import links as actions
from goldenthread.canvas.actions.rounds import RoundRefused
from goldenthread.canvas.forms.rounds import InviteForm, LinkForm
from goldenthread.canvas.presenters import links as presenters
from goldenthread.canvas.presenters.rounds import LINK_REFUSALS, ROUND_REFUSALS
from goldenthread.canvas.queries import links as queries
from goldenthread.canvas.queries.rounds import RoundDetail, round_detail
from goldenthread.canvas.terms import LinkRefusal
from goldenthread.core.components.forms import error_summary
from goldenthread.core.permissions.access import needs
from goldenthread.core.permissions.terms import Permission

_FAULTS_ABOVE = 10  # lines of a pasted list that the error summary names; with more, the page lists all


@require_http_methods(["GET", "POST"])
@needs(Permission.RUN_ROUNDS)
def posters(request: HttpRequest, scope_id: int, round_id: int) -> HttpResponse:
    """The open links of a round, and a form for one more."""
    detail, now = _found(scope_id, round_id), timezone.now()
    form = LinkForm(
        request.POST or None,
        canvases=detail.canvases,
        voices=detail.voices,
        initial=_first(request, detail),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            link_id = actions.make_open_link(
                given["canvas"], given["voice"], label=given["label"], by=request.user, at=now
            )
        except actions.LinkRefused as refused:
            form.add_error(None, LINK_REFUSALS[refused.args[0]])
        else:
            return redirect("poster", scope_id=scope_id, round_id=round_id, link_id=link_id)
    context = {
        "round": detail,
        "form": form,
        "errors": error_summary(form),
        "links": presenters.link_lines(queries.open_links(scope_id, round_id), at=now),
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "canvas/rounds/posters.jinja", context, status=status)


@require_GET
@needs(Permission.RUN_ROUNDS)
def poster(request: HttpRequest, scope_id: int, round_id: int, link_id: int) -> HttpResponse:
    """One poster, ready to print on A4."""
    found = queries.poster(scope_id, round_id, link_id)
    if found is None:
        raise Http404
    context = {
        "poster": found,
        "round_id": round_id,
        "sheet": presenters.poster_sheet(found, site_address=_site_address(request)),
    }
    response = TemplateResponse(request, "canvas/rounds/poster.jinja", context)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
@needs(Permission.RUN_ROUNDS)
def stop_link(request: HttpRequest, scope_id: int, round_id: int, link_id: int) -> HttpResponse:
    """Take a link back, after asking once more."""
    detail, link = _found(scope_id, round_id), queries.link_row(scope_id, round_id, link_id)
    if link is None:
        raise Http404
    if request.method == "POST":
        actions.revoke_link(link_id, by=request.user, at=timezone.now())
        messages.success(request, "The link no longer works. Answers that were given by it are kept.")
        return redirect("posters", scope_id=scope_id, round_id=round_id)
    line = presenters.link_lines([link], at=timezone.now())[0]
    return TemplateResponse(request, "canvas/rounds/stop_link.jinja", {"round": detail, "link": line})


@require_http_methods(["GET", "POST"])
@needs(Permission.RUN_ROUNDS)
def invitations(request: HttpRequest, scope_id: int, round_id: int) -> HttpResponse:
    """Who was invited by e-mail, and a form for more."""
    detail, now = _found(scope_id, round_id), timezone.now()
    form = InviteForm(
        request.POST or None,
        canvases=detail.canvases,
        voices=detail.voices,
        initial=_first(request, detail),
    )
    bad_rows: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            invited = actions.invite(
                given["canvas"],
                given["voice"],
                given["addresses"],
                site_address=_site_address(request),
                by=request.user,
                at=now,
            )
        except actions.LinkRefused as refused:
            faulty = refused.args[0] is LinkRefusal.ADDRESSES_FAULTY
            bad_rows = presenters.bad_rows(refused.args[1]) if faulty else ()
            form.add_error("addresses", [LINK_REFUSALS[refused.args[0]], *bad_rows[:_FAULTS_ABOVE]])
        else:
            messages.success(request, presenters.invited(invited))
            return redirect("invitations", scope_id=scope_id, round_id=round_id)
    context = {
        "round": detail,
        "form": form,
        "errors": error_summary(form),
        "bad_rows": bad_rows if len(bad_rows) > _FAULTS_ABOVE else (),
        "people": presenters.invited_lines(queries.invited_people(scope_id, round_id)),
        "counts": presenters.invited_table(detail, queries.invited_counts(scope_id, round_id)),
        "waiting": queries.waiting_count(scope_id, round_id, at=now),
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "canvas/rounds/invitations.jinja", context, status=status)


@require_http_methods(["GET", "POST"])
@needs(Permission.RUN_ROUNDS)
def remind(request: HttpRequest, scope_id: int, round_id: int) -> HttpResponse:
    """Write again to whoever has not answered, after showing how many that is."""
    detail, now = _found(scope_id, round_id), timezone.now()
    if request.method == "POST":
        try:
            sent = actions.remind(round_id, site_address=_site_address(request), by=request.user, at=now)
        except RoundRefused as refused:
            context = {"round": detail, "reason": ROUND_REFUSALS[refused.args[0]]}
            return TemplateResponse(request, "canvas/rounds/refused.jinja", context, status=409)
        messages.success(request, presenters.reminded(sent))
        return redirect("round", scope_id=scope_id, round_id=round_id)
    context = {"round": detail, "waiting": queries.waiting_count(scope_id, round_id, at=now)}
    return TemplateResponse(request, "canvas/rounds/remind.jinja", context)


def _found(scope_id: int, round_id: int) -> RoundDetail:
    detail = round_detail(scope_id, round_id)
    if detail is None:
        raise Http404
    return detail


def _first(request: HttpRequest, detail: RoundDetail) -> dict[str, Any]:
    voice = request.GET.get("voice", "")
    return {
        "canvas": detail.canvases[0].id if detail.canvases else None,
        "voice": voice if voice in detail.voices else detail.voices[0],
    }


def _site_address(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
