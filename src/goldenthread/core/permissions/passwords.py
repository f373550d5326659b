"""Which passwords are refused: short, long, well known, or made of words that anyone would try here."""

import re
from typing import Any

from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

FEWEST, MOST = 12, 128
CONTEXT_WORDS = ("goldenthread", "golden thread", "password", "welcome", "health", "inclusion", "nhs")
FEWEST_BESIDE_CONTEXT = 8  # characters that must be left when such words are taken out


class LengthValidator:
    """At least 12 characters, at most 128; nothing about what they are."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < FEWEST:
            raise ValidationError(
                f"Your password must be {FEWEST} characters or more", code="password_too_short"
            )
        if len(password) > MOST:
            raise ValidationError(
                f"Your password must be {MOST} characters or fewer", code="password_too_long"
            )

    def get_help_text(self) -> str:
        return f"Use {FEWEST} characters or more, such as four words that only you would put together."


class CommonPasswordValidator(password_validation.CommonPasswordValidator):
    """Not one of 20,000 passwords that are tried first, also with numbers or signs around it."""

    def validate(self, password: str, user: Any = None) -> None:
        plain = password.lower().strip()
        bare = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain)
        if plain in self.passwords or bare in self.passwords or len(set(plain)) < 5:
            raise ValidationError(
                "That password is on the list that attackers try first. Choose another",
                code="password_too_common",
            )


class ContextWordsValidator:
    """Not little more than the name of the site, the person or their address."""

    def validate(self, password: str, user: Any = None) -> None:
        words = [*CONTEXT_WORDS, settings.SITE_NAME]
        if user is not None:
            words += re.split(r"[@.\W_]+", user.email) + user.name.split()
        left = password.lower()
        for word in sorted({word.lower() for word in words if len(word) > 2}, key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < FEWEST_BESIDE_CONTEXT:
            raise ValidationError(
                "Your password must not be made of your name, your email address or the name of this service",
                code="password_too_similar",
            )

    def get_help_text(self) -> str:
        return "Do not build it from your name, your email address or the name of this service."
