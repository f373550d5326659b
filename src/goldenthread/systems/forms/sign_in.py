"""allauth's forms, with messages in our words."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as app

_MISSING = {
    "login": "Enter your email address",
    "email": "Enter your email address",
    "password": "Enter your password",
    "oldpassword": "Enter your current password",
    "password1": "Enter a new password",
    "password2": "Enter the new password again",
    "code": "Enter the code",
}
_WRONG = {
    "login": "Enter an email address in the form name@example.org",
    "email": "Enter an email address in the form name@example.org",
}


class _PlainWords:
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in _MISSING:
                field.error_messages["required"] = _MISSING[name]
            if name in _WRONG:
                field.error_messages["invalid"] = _WRONG[name]
                for check in field.validators:
                    if hasattr(check, "message"):
                        check.message = _WRONG[name]


class LoginForm(_PlainWords, account.LoginForm):
    """Email address and password."""


class ChangePasswordForm(_PlainWords, account.ChangePasswordForm):
    """Current password, and the new one twice."""


class SetPasswordForm(_PlainWords, account.SetPasswordForm):
    """A first password."""


class ResetPasswordForm(_PlainWords, account.ResetPasswordForm):
    """Where to send a link."""


class ResetPasswordKeyForm(_PlainWords, account.ResetPasswordKeyForm):
    """A new password, after a link."""


class ReauthenticateForm(_PlainWords, account.ReauthenticateForm):
    """The password again."""


class CodeForm(_PlainWords, second_step.AuthenticateForm):
    """A code from an app, or a recovery code."""


class CodeAgainForm(_PlainWords, second_step.ReauthenticateForm):
    """A code once more."""


class ActivateAppForm(_PlainWords, app.ActivateTOTPForm):
    """The first code from a new app."""
