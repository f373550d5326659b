"""Submissions about people."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from goldenthread.core.permissions.terms import ROLE_NAMES, Role

_NAME_MISSING = {"required": "Enter your name"}


class NameForm(forms.Form):
    """What a person is called."""

    name = forms.CharField(max_length=150, error_messages=_NAME_MISSING)


class FirstAdministratorForm(forms.Form):
    """Who is invited to run a system first."""

    email = forms.EmailField(
        error_messages={
            "required": "Enter the email address of the first administrator",
            "invalid": "Enter an email address in the form name@example.org",
        }
    )


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        error_messages={
            "required": "Enter the email address of the person",
            "invalid": "Enter an email address in the form name@example.org",
        }
    )
    role = forms.ChoiceField(
        error_messages={"required": "Choose a role", "invalid_choice": "Choose one of the roles shown"}
    )

    def __init__(self, *args: Any, roles: Sequence[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
        field.choices = [(role.value, ROLE_NAMES[role]) for role in roles]

    def clean_role(self) -> Role:
        """The role as our own word."""
        return Role(self.cleaned_data["role"])


class NewAccountForm(forms.Form):
    """What somebody who accepts an invitation says about themselves."""

    name = forms.CharField(max_length=150, error_messages=_NAME_MISSING)
    password = forms.CharField(
        strip=False, widget=forms.PasswordInput, error_messages={"required": "Enter a password"}
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Refuse passwords that are easy to guess for this very person."""
        given = super().clean() or {}
        if "password" in given:
            person = SimpleNamespace(email=self.email, name=given.get("name", ""))
            try:
                validate_password(given["password"], person)
            except ValidationError as refused:
                self.add_error("password", refused)
        return given
