"""Which passwords are refused."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

PERSON = SimpleNamespace(email="maryam.khan@westmere.example", name="Maryam Khan")


class TestPasswords:
    @pytest.mark.parametrize(
        "password",
        ["short one", "x" * 129, "password1234", "qwertyuiop123!", "1111111111111", "goldenthread24",
         "maryamkhan2026", "Golden Thread NHS", "westmere-khan1"],
    )  # fmt: skip
    def test_are_refused_when_easy_to_guess(self, password: str) -> None:
        with pytest.raises(ValidationError):
            validate_password(password, PERSON)

    @pytest.mark.parametrize(
        "password", ["seven green kettles sing", "pA9$kd02mqX!", "naïve ☂ umbrella shop"]
    )
    def test_may_be_anything_else(self, password: str) -> None:
        validate_password(password, PERSON)
