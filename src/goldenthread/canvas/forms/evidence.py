"""Is what somebody says of an item of evidence well formed?"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from goldenthread.canvas.queries.evidence import EvidenceItem, PracticeChoice, RegisterFilter
from goldenthread.canvas.rules.evidence import EvidenceDetails, EvidenceState, why_not_keep
from goldenthread.canvas.rules.evidence_files import SentFile, why_not_take
from goldenthread.canvas.terms import (
    EVIDENCE_KIND_NAMES,
    EVIDENCE_REFUSAL_WORDS,
    EVIDENCE_STRENGTH_NAMES,
    EvidenceKind,
    EvidenceRefusal,
    EvidenceStrength,
)
from goldenthread.core.components.forms import DayField
from goldenthread.core.privacy import Detail, personal_details

_FIELD_OF = {
    EvidenceRefusal.NO_PRACTICE: "practices",
    EvidenceRefusal.DATED_IN_FUTURE: "dated",
    EvidenceRefusal.EXPIRES_BEFORE_DATE: "expires_date",
}
_STATE_CHOICES = (
    ("", "All that stand"),
    (EvidenceState.IN_DATE.value, "In date"),
    (EvidenceState.EXPIRES_SOON.value, "Expires soon"),
    (EvidenceState.EXPIRED.value, "Expired"),
    (EvidenceState.WITHDRAWN.value, "Withdrawn"),
)


class EvidenceForm(forms.Form):
    """An item, new or changed."""

    title = forms.CharField(max_length=200, error_messages={"required": "Enter what the evidence is"})
    kind = forms.ChoiceField(
        choices=[("", "Choose"), *EVIDENCE_KIND_NAMES.items()],
        error_messages={"required": "Choose what kind of evidence it is"},
    )
    strength = forms.ChoiceField(
        choices=list(EVIDENCE_STRENGTH_NAMES.items()),
        error_messages={"required": "Choose how strong the evidence is"},
    )
    practices = forms.MultipleChoiceField(
        error_messages={"required": "Choose at least one practice that it supports"}
    )
    dated = DayField(missing="Enter the date of the evidence")
    expires_date = DayField(missing="Enter the date it expires")
    owner = forms.CharField(
        max_length=150, error_messages={"required": "Enter who can answer questions about it"}
    )
    web_address = forms.URLField(
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Enter a full web address, like https://www.example.org/paper"},
    )
    file = forms.FileField(required=False)
    note = forms.CharField(max_length=4000, required=False)

    def __init__(self, *args: Any, choices: Sequence[PracticeChoice], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["practices"].choices = [(each.code, f"{each.code} {each.title}") for each in choices]

    def clean_file(self) -> SentFile | None:
        """The file, read whole, when it is one that we keep."""
        sent = self.cleaned_data["file"]
        if not sent:
            return None
        file = SentFile(sent.name, sent.read())
        if refusal := why_not_take(file):
            raise forms.ValidationError(EVIDENCE_REFUSAL_WORDS[refusal])
        return file

    def clean(self) -> dict[str, Any]:
        """Check what only the whole can show, and that nobody's NHS number is typed in."""
        found = super().clean()
        for name in ("title", "owner", "note"):
            details = {finding.detail for finding in personal_details(str(found.get(name) or ""))}
            if Detail.NHS_NUMBER in details:
                self.add_error(name, "Take out the NHS number: this service holds nothing about patients")
        if not self.errors and (refusal := why_not_keep(self.details, today=self.today)):
            self.add_error(_FIELD_OF[refusal], EVIDENCE_REFUSAL_WORDS[refusal])
        return found

    @property
    def details(self) -> EvidenceDetails:
        """The item as described."""
        said = self.cleaned_data
        return EvidenceDetails(
            title=said["title"],
            kind=EvidenceKind(said["kind"]),
            strength=EvidenceStrength(said["strength"]),
            dated=said["dated"],
            expires_date=said["expires_date"],
            owner=said["owner"],
            practice_codes=tuple(said["practices"]),
            web_address=said["web_address"],
            note=said["note"],
        )


class RegisterFilterForm(forms.Form):
    """What a reader looks for in the register. Nothing in it can be wrong: what is unknown is left out."""

    words = forms.CharField(max_length=200, required=False)
    practice = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False, choices=[("", "Any kind"), *EVIDENCE_KIND_NAMES.items()])
    strength = forms.ChoiceField(
        required=False, choices=[("", "Any strength"), *EVIDENCE_STRENGTH_NAMES.items()]
    )
    state = forms.ChoiceField(required=False, choices=_STATE_CHOICES)

    def __init__(self, *args: Any, choices: Sequence[PracticeChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practice"].choices = [
            ("", "Any practice"),
            *((each.code, f"{each.code} {each.title}") for each in choices),
        ]

    @property
    def sought(self) -> RegisterFilter:
        """The filter, without what was not understood."""
        self.is_valid()
        return RegisterFilter(**{name: self.cleaned_data.get(name) or "" for name in self.fields})


def as_typed(item: EvidenceItem) -> dict[str, Any]:
    """An item as the form shows it, to be changed."""
    return {
        "title": item.title,
        "kind": item.kind,
        "strength": item.strength,
        "practices": list(item.practice_codes),
        "dated": item.dated,
        "expires_date": item.expires_date,
        "owner": item.owner,
        "web_address": item.web_address,
        "note": item.note,
    }
