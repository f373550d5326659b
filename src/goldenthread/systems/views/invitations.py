"""What somebody who was invited sees. Every invitation that does not work gets the same answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone

from goldenthread.core import tokens
from goldenthread.core.components.forms import error_summary
from goldenthread.core.permissions.access import participant
from goldenthread.core.permissions.terms import ROLE_NAMES
from goldenthread.core.throttling import Limit, network_of, seconds_to_wait
from goldenthread.systems import sign_in
from goldenthread.systems.actions import people as actions
from goldenthread.systems.forms.people import NewAccountForm
from goldenthread.systems.presenters.people import ROLE_WORDS
from goldenthread.systems.queries.people import OpenInvitation, open_invitation

_IN_SESSION = "invitation"  # the hash of the token, so that the token itself is stored nowhere
TRIES = Limit("invitation", uses=30, seconds=60)
View = Callable[..., HttpResponse]


def _unseen(view: View) -> View:
    """Keep an invitation's pages out of caches, its token out of logs and referrers, and guesses slow."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wait = seconds_to_wait(TRIES, network_of(request), at=timezone.now())
        if wait:
            response = render(request, "429.html", {"minutes": 1}, status=429)
            response["Retry-After"] = str(wait)
        else:
            response = view(request, *args, **kwargs)
        if "token" in kwargs:
            # not on the page with the form: a browser would send its origin as "null", and be refused
            response["Referrer-Policy"] = "no-referrer"
            # Django writes the address of a refused request to the log, and this one is a secret
            response._has_been_logged = True  # type: ignore[attr-defined]
        response["Cache-Control"] = "no-store"
        return response

    return guarded


@participant
@_unseen
def invitation_link(request: HttpRequest, token: str) -> HttpResponse:
    """Remember whose invitation this is and go on to an address without the token."""
    request.session[_IN_SESSION] = tokens.hashed(token)
    return redirect("invitation")


@participant
@_unseen
def invitation(request: HttpRequest) -> HttpResponse:
    """Accept an invitation: with the account that has its address, or with a new one."""
    token_hash, now = request.session.get(_IN_SESSION, ""), timezone.now()
    found = open_invitation(token_hash, at=now)
    if found is None:
        return TemplateResponse(request, "systems/invitation_over.jinja", status=404)
    if request.user.is_authenticated:
        return _accept_signed_in(request, token_hash, found)
    if found.has_account:
        return TemplateResponse(request, "systems/invitation.jinja", _words(found) | {"step": "sign_in"})
    form = NewAccountForm(request.POST if request.method == "POST" else None, email=found.email)
    if request.method == "POST" and form.is_valid():
        try:
            person_id, scope_id = actions.accept_with_new_account(
                token_hash, name=form.cleaned_data["name"], password=form.cleaned_data["password"], at=now
            )
        except actions.PeopleRefused:
            return TemplateResponse(request, "systems/invitation_over.jinja", status=404)
        sign_in.sign_in_as(request, person_id)
        return _welcome(request, found, scope_id)
    context = _words(found) | {"step": "new", "form": form, "errors": error_summary(form)}
    return TemplateResponse(request, "systems/invitation.jinja", context)


def _accept_signed_in(request: HttpRequest, token_hash: str, found: OpenInvitation) -> HttpResponse:
    if request.user.email.lower() != found.email.lower():
        return TemplateResponse(request, "systems/invitation.jinja", _words(found) | {"step": "other"})
    if request.method == "POST":
        try:
            scope_id = actions.accept(token_hash, person_id=request.user.pk, at=timezone.now())
        except actions.PeopleRefused:
            return TemplateResponse(request, "systems/invitation_over.jinja", status=404)
        return _welcome(request, found, scope_id)
    return TemplateResponse(request, "systems/invitation.jinja", _words(found) | {"step": "accept"})


def _welcome(request: HttpRequest, found: OpenInvitation, scope_id: int) -> HttpResponse:
    request.session.pop(_IN_SESSION, None)
    messages.success(request, f"Welcome. You are now {ROLE_NAMES[found.role]} of {found.scope.name}")
    return redirect("scope", scope_id=scope_id)


def _words(found: OpenInvitation) -> dict[str, Any]:
    return {"invitation": found, "role": ROLE_NAMES[found.role], "role_words": ROLE_WORDS[found.role]}
