"""Is a choice of what to publish well formed?"""

from collections.abc import Sequence
from typing import Any

from django import forms

from goldenthread.canvas.queries.publishing import FreeStatement
from goldenthread.canvas.rules.publishing import (
    REFUSAL_WORDS,
    SUMMARY_AT_MOST,
    PublicationChoice,
    PublishRefusal,
)

_INCLUDE = (
    ("reasons", "The reasons for each level, and dissent"),
    ("plan", "The improvement plan: what, first step, measure, due date and status"),
)


class ChoiceForm(forms.Form):
    """The summary, what to include, and statements chosen one by one."""

    summary = forms.CharField(
        max_length=SUMMARY_AT_MOST,
        widget=forms.Textarea,
        error_messages={
            "required": REFUSAL_WORDS[PublishRefusal.SUMMARY_MISSING],
            "max_length": REFUSAL_WORDS[PublishRefusal.SUMMARY_TOO_LONG],
        },
    )
    include = forms.MultipleChoiceField(required=False, choices=_INCLUDE)
    statements = forms.TypedMultipleChoiceField(
        required=False,
        coerce=int,
        error_messages={"invalid_choice": REFUSAL_WORDS[PublishRefusal.STATEMENT_NOT_FREE]},
    )

    def __init__(self, *args: Any, free: Sequence[FreeStatement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(statement.id, statement.words) for statement in free]
        self.fields["statements"].choices = choices  # type: ignore[attr-defined]

    def choice(self) -> PublicationChoice:
        """The submission as the action takes it."""
        given = self.cleaned_data
        return PublicationChoice(
            summary=given["summary"].replace("\r\n", "\n"),
            with_reasons="reasons" in given["include"],
            with_plan="plan" in given["include"],
            statement_ids=tuple(given["statements"]),
        )

    @property
    def chosen(self) -> frozenset[int]:
        """The statements ticked so far, whether or not the form is right."""
        ticked = self["statements"].value() or ()
        return frozenset(int(value) for value in ticked if str(value).isdecimal())


class WithdrawForm(forms.Form):
    """Why a page is withdrawn."""

    reason = forms.CharField(
        max_length=300,
        error_messages={
            "required": REFUSAL_WORDS[PublishRefusal.REASON_MISSING],
            "max_length": "Shorten the reason to 300 characters or fewer",
        },
    )
