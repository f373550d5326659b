"""What the participants' pages share: whose answers they are, how the page looks, who may post."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt

from goldenthread.canvas.actions import answering as actions
from goldenthread.canvas.content.interface_words import InterfaceWords, interface_languages, interface_words
from goldenthread.canvas.presenters import answering as presenters
from goldenthread.canvas.queries import answering as queries
from goldenthread.canvas.queries.answering import Journey
from goldenthread.core.throttling import Limit, network_of, seconds_to_wait

View = Callable[..., HttpResponse]

STARTS_FROM_A_NETWORK = Limit("answering.starts", uses=60, seconds=60 * 60)
STARTS_BY_A_LINK = Limit("answering.link", uses=1000, seconds=60 * 60)
CODES_FROM_A_NETWORK = Limit("answering.codes", uses=60, seconds=15 * 60)
PAPER_FROM_A_NETWORK = Limit("answering.paper", uses=60, seconds=15 * 60)

_PARTICIPANT = "answering_participant"
_LANGUAGE = "answering_language"
_LOOKS = {"text": "large", "colours": "strong"}


def own_page_only(view: View) -> View:
    """Let a form be posted without a cookie, but only from our own page.

    Pages that hold a token send no referrer, and browsers then hide the origin too, so Django's own
    check cannot pass there. What a browser says of the sender's site cannot be forged by a page.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not _from_our_page(request):
            return plain_page(request, "no_link", status=403)
        return view(request, *args, **kwargs)

    return csrf_exempt(guarded)


def _from_our_page(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin", "null")
    return origin in {"null", f"{request.scheme}://{request.get_host()}"}


def on_the_way(view: View) -> View:
    """Give the view the journey of this session; without one, ask for the code."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        journey = journey_of(request)
        if journey is None and "new" in request.GET:
            return plain_page(request, "no_cookie")
        if journey is None:
            return redirect(f"{reverse('answer_return')}?ended=yes")
        if journey.withdrawn_date is not None:
            leave(request)
            return redirect("answer_withdrawn")
        return view(request, journey, *args, **kwargs)

    return guarded


def begin(request: HttpRequest, public_id: UUID) -> None:
    """Let this session show these answers, under a new session key."""
    request.session.cycle_key()
    request.session[_PARTICIPANT] = public_id.hex
    request.session.pop(_LANGUAGE, None)
    for name in _LOOKS:
        if name in request.POST:
            request.session[f"answering_{name}"] = request.POST[name]


def leave(request: HttpRequest) -> None:
    """Show nothing of these answers on this device any more."""
    if not request.user.is_authenticated:
        request.session.flush()
    else:
        for name in (_PARTICIPANT, _LANGUAGE):
            request.session.pop(name, None)


def journey_of(request: HttpRequest) -> Journey | None:
    """The journey of this session, in the language that was last chosen here."""
    held = request.session.get(_PARTICIPANT)
    journey = queries.journey_by_id(UUID(held)) if held else None
    if journey is None:
        return None
    asked, now = request.GET.get("lang"), request.session.get(_LANGUAGE, journey.language)
    if asked and asked != now and asked in ("en", *queries.languages_of(journey)):
        request.session[_LANGUAGE] = asked
    return replace(journey, language=request.session.get(_LANGUAGE, journey.language))


def seconds_refused(request: HttpRequest, *limits: tuple[Limit, str]) -> int:
    """How long this request has to wait, by the strictest of the limits; 0 when it may go on."""
    now = timezone.now()
    return max(
        (seconds_to_wait(limit, subject or network_of(request), at=now) for limit, subject in limits),
        default=0,
    )


def wait_page(request: HttpRequest, seconds: int) -> HttpResponse:
    """A kind request to wait."""
    response = plain_page(request, "wait", status=429, facts={"minutes": -(-seconds // 60)})
    response["Retry-After"] = str(seconds)
    return response


def plain_page(
    request: HttpRequest,
    kind: str,
    *,
    status: int = 200,
    words: InterfaceWords | None = None,
    facts: dict[str, Any] | None = None,
) -> HttpResponse:
    """A page that says why there is nothing to do here, or that something is done."""
    context = {"kind": kind, "facts": facts or {}}
    return page(request, f"canvas/answering/{kind}.jinja", context, words=words, status=status)


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    words: InterfaceWords | None = None,
    languages: tuple[str, ...] = (),
    status: int = 200,
    holds_token: bool = False,
) -> HttpResponse:
    """A participant's page: small, never kept by the browser, and not logged when refused."""
    words = words or interface_words(_wanted_language(request))
    look = {name: _look(request, name) for name in _LOOKS}
    response = TemplateResponse(
        request,
        template,
        context
        | {
            "t": words,
            "look": look,
            "look_links": _look_links(request, words, look),
            "language_links": _language_links(request, words, languages),
            "return_address": request.get_host() + "/return/",
        },
        status=status,
    )
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    if holds_token:
        response["Referrer-Policy"] = "no-referrer"
        # Django writes the address of a refused request to the log, and this one is a secret
        response._has_been_logged = True
    return response


def _wanted_language(request: HttpRequest) -> str:
    return request.GET.get("lang") or request.POST.get("lang") or request.session.get(_LANGUAGE, "en")


def _look(request: HttpRequest, name: str) -> str:
    """How this reader wants the page: by the address first, then as this session remembers."""
    key = f"answering_{name}"
    wanted = request.GET.get(name) or request.POST.get(name)
    if wanted is None:
        wanted = request.session.get(key, "")
    elif _PARTICIPANT in request.session and request.session.get(key) != wanted:
        request.session[key] = wanted
    return wanted if wanted == _LOOKS[name] else ""


def _look_links(request: HttpRequest, words: InterfaceWords, look: dict[str, str]) -> list[dict[str, str]]:
    labels = {
        "text": ("look_large", "look_normal_size"),
        "colours": ("look_strong", "look_normal_colours"),
    }
    return [
        {
            "href": _address(request, look | {"lang": request.GET.get("lang", "")} | {name: other}),
            "label": words(labels[name][1 if look[name] else 0]),
        }
        for name, strong in _LOOKS.items()
        for other in ("normal" if look[name] else strong,)
    ]


def _language_links(
    request: HttpRequest, words: InterfaceWords, languages: tuple[str, ...]
) -> list[dict[str, Any]]:
    if not languages:
        return []
    return [
        {
            "href": _address(request, {"lang": code, "text": _look(request, "text"),
                                       "colours": _look(request, "colours")}),
            "label": interface_words(code).name,
            "code": code,
            "direction": interface_words(code).direction,
            "current": code == words.code,
        }
        for code in ("en", *languages)
    ]  # fmt: skip


def _address(request: HttpRequest, wanted: dict[str, str]) -> str:
    query = urlencode({name: value for name, value in wanted.items() if value})
    return f"{request.path}?{query}" if query else request.path


def words_of(journey: Journey) -> InterfaceWords:
    """The interface in the language of a journey."""
    return presenters.words_of(journey)


def offered_languages(journey: Journey) -> tuple[str, ...]:
    """The languages besides English that a journey can be read in whole: questions and pages."""
    return tuple(code for code in queries.languages_of(journey) if code in interface_languages())


def receipt_of(journey: Journey) -> str:
    """The receipt code in two halves; empty when this installation can no longer work it out."""
    return presenters.spaced_receipt(actions.known_receipt(journey.public_id, journey.receipt_hash))


def handover_path(token: str) -> str:
    """Where a colleague's link leads."""
    return reverse("answer_take_over", kwargs={"token": token})


def stopped(request: HttpRequest, journey: Journey) -> HttpResponse:
    """The round closed while somebody was answering."""
    words = words_of(journey)
    if request.POST.get("go") == "autosave":
        return JsonResponse({"error": words("stopped_title")}, status=409)
    context = {"facts": presenters.asking_facts(journey.asking, words)}
    return page(request, "canvas/answering/stopped.jinja", context, words=words, status=409)


def link_path(token: str) -> str:
    """Where a link's first page is."""
    return reverse("answer_link", kwargs={"token": token})


def check_path() -> str:
    """Where somebody sees all their answers."""
    return reverse("answer_check")
