"""Is a settled level well formed?"""

from typing import Any

from django import forms

from goldenthread.canvas.terms import AGREEMENT_REFUSAL_WORDS, LEVEL_NAMES, AgreementRefusal

_LEVELS = [(int(level), f"{int(level)} {name}") for level, name in LEVEL_NAMES.items()]


class SettleForm(forms.Form):
    """A level, or a range of levels, with reasons and dissent."""

    lowest = forms.TypedChoiceField(
        choices=[("", "Choose"), *_LEVELS], coerce=int, error_messages={"required": "Choose the level"}
    )
    highest = forms.TypedChoiceField(
        choices=[("", "The same level"), *_LEVELS], coerce=int, required=False, empty_value=None
    )
    reasons = forms.CharField(
        max_length=8000,
        error_messages={"required": AGREEMENT_REFUSAL_WORDS[AgreementRefusal.REASONS_MISSING]},
    )
    dissent = forms.CharField(max_length=8000, required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A level alone is a range of one."""
        said = super().clean()
        lowest, highest = said.get("lowest"), said.get("highest")
        if lowest is not None and highest is None:
            said["highest"] = lowest
        if lowest is not None and highest is not None and highest < lowest:
            self.add_error("highest", AGREEMENT_REFUSAL_WORDS[AgreementRefusal.LEVELS_OUT_OF_ORDER])
        return said
