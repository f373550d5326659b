"""Which scopes to see side by side?"""

from typing import Any

from django import forms

from goldenthread.canvas.queries.across import KINDS, Across, AcrossFilter
from goldenthread.systems.terms import ScopeKind

KIND_NAMES = {
    ScopeKind.PLACE: "Places",
    ScopeKind.ORGANISATION: "Organisations",
    ScopeKind.PATHWAY: "Pathways",
}


class AcrossForm(forms.Form):
    """A kind, a round and words in a name; anything odd counts as not given."""

    kind = forms.ChoiceField(required=False, choices=[(kind.value, KIND_NAMES[kind]) for kind in KINDS])
    round = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    words = forms.CharField(required=False, max_length=100)

    def wanted(self) -> AcrossFilter:
        """The filter as the query takes it."""
        self.is_valid()
        given = self.cleaned_data
        return AcrossFilter(
            kind=ScopeKind(given["kind"]) if given.get("kind") else None,
            round_id=given.get("round"),
            words=given.get("words", ""),
        )


class AcrossChoices(forms.Form):
    """The filter with its choices, as the page draws it."""

    kind = forms.ChoiceField(required=False)
    round = forms.ChoiceField(required=False)
    words = forms.CharField(required=False)

    def __init__(self, found: Across, wanted: AcrossFilter, **kwargs: Any) -> None:
        first = {"kind": found.kind.value, "round": wanted.round_id or "", "words": wanted.words}
        super().__init__(initial=first, **kwargs)
        self.fields["kind"].choices = [(kind.value, KIND_NAMES[kind]) for kind in found.kinds]  # type: ignore[attr-defined]
        rounds = [
            (choice.id, f"{choice.title} (closed {choice.closed_date:%-d %B %Y})") for choice in found.rounds
        ]
        self.fields["round"].choices = [("", "The newest of each"), *rounds]  # type: ignore[attr-defined]
