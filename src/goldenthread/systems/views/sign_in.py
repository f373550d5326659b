"""allauth's pages where we add something: other sessions end when a second step changes."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from goldenthread.core.permissions.access import public, signed_in
from goldenthread.systems import sign_in
from goldenthread.systems.queries.accounts import second_step_ids

View = Callable[..., HttpResponse]


def ask_again(view: View) -> View:
    """Ask who is there once more before something that matters, where the settings say so."""
    asking = reauthentication_required(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return (asking if settings.ASK_AGAIN else view)(request, *args, **kwargs)

    return guarded


def _ending_other_sessions(view: View) -> View:
    @signed_in
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        before = second_step_ids(request.user.pk)
        response = view(request, *args, **kwargs)
        if second_step_ids(request.user.pk) != before:
            sign_in.end_other_sessions(request, at=timezone.now())
        return response

    return guarded


activate_app = _ending_other_sessions(app.activate_totp)
deactivate_app = _ending_other_sessions(app.deactivate_totp)
add_passkey = _ending_other_sessions(passkeys.add_webauthn)
remove_passkey = _ending_other_sessions(passkeys.remove_webauthn)


@signed_in
def email_address(request: HttpRequest) -> HttpResponse:
    """An address is an account's name here; the account page says how to change it."""
    return redirect("your_account")


@public
def too_many_attempts(request: HttpRequest, *_: Any) -> HttpResponse:
    """Too many wrong passwords for one account: wait."""
    response = render(
        request, "429.html", {"minutes": int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)}, status=429
    )
    response["Retry-After"] = str(int(settings.AXES_COOLOFF_TIME.total_seconds()))
    return response
