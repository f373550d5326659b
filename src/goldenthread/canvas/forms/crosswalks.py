"""Is the outcome of a second look well formed?"""

from django import forms


class LookForm(forms.Form):
    """What came of looking at an answer again."""

    outcome = forms.CharField(
        max_length=4000,
        error_messages={"required": "Enter what came of it, for example: the answer still holds"},
    )
