"""Gives every request its reader, and keeps sessions within their limits."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from goldenthread.core.permissions.access import Access, Audience
from goldenthread.systems import rules
from goldenthread.systems.queries.accounts import has_second_step
from goldenthread.systems.queries.readers import Reader, reader_of

GetResponse = Callable[[HttpRequest], HttpResponse]
SECONDS_BETWEEN_NOTES = 60  # how often a session in use is written


class ReaderAttached:
    """Attach ``request.reader``; its queries run when it is first asked something."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reader = SimpleLazyObject(lambda: _reader(request))
        return self.get_response(request)


class SessionLimited:
    """Sign people out who have been away, or signed in, for too long."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Without the cookie there is no session to ask for, and a public page stays the same for everybody.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            now = int(timezone.now().timestamp())
            began, seen = request.session.get("began", now), request.session.get("seen", now)
            if (
                now - began > settings.SESSION_LONGEST.total_seconds()
                or now - seen > settings.SESSION_IDLE.total_seconds()
            ):
                logout(request)
                messages.info(request, "You were signed out to keep your account safe. Sign in to go on.")
            elif "began" not in request.session or now - seen >= SECONDS_BETWEEN_NOTES:
                request.session["began"], request.session["seen"] = began, now
        return self.get_response(request)


class SecondStepAsked:
    """Send people who may change things, but have no second step yet, to set one up."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        access = getattr(view, "access", None)
        if not settings.SECOND_STEP_REQUIRED or not isinstance(access, Access):
            return None
        if access.audience is not Audience.PERMITTED or not request.user.is_authenticated:
            return None
        if rules.needs_second_step(request.reader.held) and not has_second_step(request.reader.person_id):
            return redirect("second_step")
        return None


def _reader(request: HttpRequest) -> Reader:
    if not request.user.is_authenticated:
        return Reader(person_id=None, name="", held=())
    return reader_of(request.user)
