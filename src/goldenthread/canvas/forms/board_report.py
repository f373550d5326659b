"""Which round to report on, and what to ask of the board?"""

from collections.abc import Sequence
from typing import Any

from django import forms

from goldenthread.canvas.queries.results import RoundHead

ASKS_AT_MOST = 6


class ReportForm(forms.Form):
    """A closed round, and one thing to ask on each line."""

    round = forms.TypedChoiceField(
        coerce=int,
        error_messages={"required": "Choose a round", "invalid_choice": "Choose a round from the list"},
    )
    asks = forms.CharField(
        required=False,
        max_length=1200,
        widget=forms.Textarea,
        error_messages={"max_length": "Shorten what you ask to 1,200 characters or fewer"},
    )

    def __init__(self, *args: Any, heads: Sequence[RoundHead], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].choices = [(head.id, head.title) for head in heads]  # type: ignore[attr-defined]

    def clean_asks(self) -> list[str]:
        """One thing to ask a line."""
        lines = [line.strip() for line in self.cleaned_data["asks"].splitlines() if line.strip()]
        if len(lines) > ASKS_AT_MOST:
            raise forms.ValidationError(f"Ask {ASKS_AT_MOST} things or fewer. A board remembers three.")
        return lines
