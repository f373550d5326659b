"""Which systems to see, and what somebody wants to learn?"""

from typing import Any

from django import forms

from goldenthread.canvas.queries.comparing import factor_titles
from goldenthread.canvas.queries.national import National


class NationalForm(forms.Form):
    """A region, a factor and a system; anything odd counts as not given."""

    region = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    factor = forms.IntegerField(required=False, min_value=1, max_value=99)
    learner = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def wanted(self) -> dict[str, int | None]:
        """What was asked for."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in ("region", "factor", "learner")}


class NationalChoices(forms.Form):
    """The same with its choices, as the page draws it."""

    region = forms.ChoiceField(required=False)
    factor = forms.ChoiceField(required=False)
    learner = forms.ChoiceField(required=False)

    def __init__(self, found: National, wanted: dict[str, int | None], **kwargs: Any) -> None:
        super().__init__(initial={name: value or "" for name, value in wanted.items()}, **kwargs)
        regions = [(region.id, region.name) for region in found.regions]
        factors = [(number, f"{number} {title}") for number, title in factor_titles().items()]
        systems = [(system.scope_id, system.name) for system in found.systems if system.is_published]
        self.fields["region"].choices = [("", "All regions"), *regions]  # type: ignore[attr-defined]
        self.fields["factor"].choices = [("", "Every factor"), *factors]  # type: ignore[attr-defined]
        self.fields["learner"].choices = [("", "Any system"), *systems]  # type: ignore[attr-defined]
