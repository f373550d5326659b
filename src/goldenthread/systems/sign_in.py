"""Between allauth, axes and our people: who may have an account, and what sign-in says."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth import get_user_model, login, update_session_auth_hash
from django.http import HttpRequest
from django.utils import timezone

from goldenthread.core.throttling import network_of
from goldenthread.systems.actions import accounts

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up on a page; messages in plain words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed",
        "email_password_mismatch": "The email address or the password is not right",
        "enter_current_password": "Enter your current password",
        "incorrect_code": "That code is not right. Codes change every 30 seconds: enter the newest one",
        "incorrect_password": "That password is not right",
        "invalid_password_reset": "This link no longer works",
        "too_many_login_attempts": "Too many tries. Wait a few minutes, then try again",
        "rate_limited": "Too many tries. Wait a minute, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Signing in a few minutes ago is proof enough; in the demonstration nobody is asked."""
        if settings.DEMO or not super().is_reauthentication_required(app=app, **kwargs):
            return False
        earliest = timezone.now().timestamp() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        records = get_authentication_records(self.request, self.request.user)
        return all(record["at"] < earliest for record in records)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Say what was done, but not that somebody signed in or out: the page shows that."""
        if message_template in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            return
        super().add_message(request, level, message_template, *args, **kwargs)


class SecondStepAdapter(DefaultMFAAdapter):
    """Second steps in plain words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right. Codes change every 30 seconds: enter the newest one",
    }

    def get_totp_issuer(self) -> str:
        return settings.SITE_NAME


class OrganisationAccountAdapter(DefaultSocialAccountAdapter):
    """Sign-in through an organisation reaches accounts that exist; it never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


def client_address(request: HttpRequest) -> str | None:
    """The network that a request came from, as attempts are counted."""
    network = network_of(request)
    return None if network == "unknown" else network


def account_named(request: HttpRequest, credentials: dict[str, Any] | None) -> str | None:
    """The account that somebody tries to sign in to, in the one form that attempts are counted by."""
    named = (credentials or {}).get("email") or request.POST.get("login")
    return named.strip().lower() if named else None


def sign_in_as(request: HttpRequest, person_id: int) -> None:
    """Sign this browser in as a person, without asking for anything."""
    login(request, get_user_model().objects.get(pk=person_id), backend=_BACKEND)


def end_other_sessions(request: HttpRequest, *, at: Any) -> None:
    """End every session of the signed-in person but this one."""
    request.user.session_number = accounts.end_sessions(request.user.pk, actor=request.reader.actor, at=at)
    update_session_auth_hash(request, request.user)
