"""Which audit events to show."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from goldenthread.core.components.forms import DayField
from goldenthread.systems.queries.audit import AuditChoices, AuditFilter


class AuditForm(forms.Form):
    """By what was done, by whom and between which days. Everything may be left empty."""

    verb = forms.ChoiceField(required=False)
    actor = forms.ChoiceField(required=False)
    from_date = DayField(required=False)
    to_date = DayField(required=False)

    def __init__(
        self, *args: Any, choices: AuditChoices, verb_words: Callable[[str], str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [
            ("", "Anything"),
            *sorted(
                ((verb, verb_words(verb)) for verb in choices.verbs), key=lambda pair: (pair[1], pair[0])
            ),
        ]
        self.fields["actor"].choices = [("", "Anybody"), *choices.actors]

    def clean_to_date(self) -> Any:
        first, last = self.cleaned_data.get("from_date"), self.cleaned_data["to_date"]
        if first and last and last < first:
            raise ValidationError("The last day must be the same as or after the first day")
        return last

    def wanted(self) -> AuditFilter:
        """What a valid submission asks for."""
        return AuditFilter(**self.cleaned_data)
