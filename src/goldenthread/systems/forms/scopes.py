"""Submissions about scopes and their changes."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms

from goldenthread.core.components.forms import DayField
from goldenthread.systems.rules import ScopeRef
from goldenthread.systems.rules.changes import MOST_PARTS
from goldenthread.systems.terms import (
    KIND_WORDS,
    ORGANISATION_KIND_NAMES,
    SCOPE_KIND_NAMES,
    OrganisationKind,
    ScopeKind,
)

_NAME_MISSING = {"required": "Enter its name"}


class TidyText(forms.CharField):
    """One line of text, with runs of spaces closed up."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class StartSystemForm(forms.Form):
    """A new system on one page."""

    name = TidyText(max_length=200, error_messages={"required": "Enter the name of the system"})
    code = TidyText(max_length=20, required=False)
    opened = DayField(missing="Enter the day from which it is on record")
    administrator = forms.ChoiceField(
        choices=[("me", "I do"), ("other", "Somebody else")],
        error_messages={"required": "Choose who looks after the system"},
    )
    email = forms.EmailField(
        required=False, error_messages={"invalid": "Enter an email address in the form name@example.org"}
    )

    def clean(self) -> dict[str, Any]:
        """Somebody else needs an address."""
        given = super().clean() or {}
        if given.get("administrator") == "other" and not given.get("email") and "email" not in self.errors:
            self.add_error("email", "Enter the email address of the person who looks after the system")
        return given


class FirstAdministratorForm(forms.Form):
    """Who looks after a system."""

    email = forms.EmailField(
        error_messages={
            "required": "Enter the email address of the person who looks after the system",
            "invalid": "Enter an email address in the form name@example.org",
        }
    )


class AddScopeForm(forms.Form):
    """A new scope in a system."""

    kind = forms.ChoiceField(error_messages={"required": "Choose what it is"})
    name = TidyText(max_length=200, error_messages=_NAME_MISSING)
    organisation_kind = forms.ChoiceField(required=False)
    code = TidyText(max_length=20, required=False)
    parents = forms.MultipleChoiceField(
        error_messages={"required": "Choose at least one scope that it lies in"}
    )
    opened = DayField(missing="Enter the day from which it is on record")

    def __init__(
        self, *args: Any, kinds: Collection[ScopeKind], possible: Iterable[ScopeRef], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "kind", [(kind.value, SCOPE_KIND_NAMES[kind]) for kind in kinds])
        _choose(
            self, "organisation_kind", [("", "Not an organisation, or not known"), *_organisation_kinds()]
        )
        _choose(self, "parents", parent_choices(possible))
        self.hints = {kind.value: KIND_WORDS[kind] for kind in kinds}


class SetRightForm(forms.Form):
    """What was typed wrong."""

    name = TidyText(max_length=200, error_messages=_NAME_MISSING)
    code = TidyText(max_length=20, required=False)
    organisation_kind = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, is_organisation: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_organisation:
            _choose(self, "organisation_kind", [("", "Not known"), *_organisation_kinds()])
        else:
            del self.fields["organisation_kind"]


class _ChangeForm(forms.Form):
    on = DayField(missing="Enter the day from which it holds")
    reason = forms.CharField(max_length=1000, required=False, widget=forms.Textarea)


class RenameForm(_ChangeForm):
    """A new name."""

    name = TidyText(max_length=200, error_messages={"required": "Enter the new name"})


class MoveForm(_ChangeForm):
    """Where a scope lies from now on."""

    parents = forms.MultipleChoiceField(
        error_messages={"required": "Choose at least one scope that it lies in"}
    )

    def __init__(self, *args: Any, possible: Iterable[ScopeRef], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "parents", parent_choices(possible))


class MergeForm(_ChangeForm):
    """With which others, and what it is called then."""

    partners = forms.MultipleChoiceField(error_messages={"required": "Choose at least one to merge with"})
    name = TidyText(max_length=200, error_messages={"required": "Enter the name of the new scope"})
    code = TidyText(max_length=20, required=False)

    def __init__(self, *args: Any, possible: Iterable[ScopeRef], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "partners", [(str(ref.id), ref.name) for ref in possible])


class SplitForm(_ChangeForm):
    """The names of the parts, and where what lies in the scope will lie."""

    def __init__(self, *args: Any, inside: Iterable[ScopeRef], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inside = list(inside)
        for number in range(1, MOST_PARTS + 1):
            needed = number <= 2
            missing = {"required": f"Enter the name of part {number}"}
            self.fields[f"name_{number}"] = TidyText(max_length=200, required=needed, error_messages=missing)
            self.fields[f"code_{number}"] = TidyText(max_length=20, required=False)
        parts = [("", "All parts"), *((str(n), f"Part {n}") for n in range(1, MOST_PARTS + 1))]
        for ref in self.inside:
            self.fields[f"child_{ref.id}"] = forms.ChoiceField(choices=parts, required=False)

    def clean(self) -> dict[str, Any]:
        """Nothing may go to a part that has no name."""
        given = super().clean() or {}
        named = {str(n) for n in range(1, MOST_PARTS + 1) if given.get(f"name_{n}")}
        for ref in self.inside:
            chosen = given.get(f"child_{ref.id}")
            if chosen and chosen not in named:
                self.add_error(f"child_{ref.id}", f"Part {chosen} has no name. Choose another part")
        return given

    def parts(self) -> list[tuple[str, str]]:
        """The names and codes of the parts."""
        given = self.cleaned_data
        return [
            (given[f"name_{n}"], given[f"code_{n}"])
            for n in range(1, MOST_PARTS + 1)
            if given.get(f"name_{n}")
        ]

    def children(self) -> dict[int, int]:
        """In which part each scope will lie, where one was chosen."""
        given = self.cleaned_data
        named = [n for n in range(1, MOST_PARTS + 1) if given.get(f"name_{n}")]
        return {
            ref.id: named.index(int(given[f"child_{ref.id}"]))
            for ref in self.inside
            if given.get(f"child_{ref.id}")
        }


class CloseForm(_ChangeForm):
    """From which day it is closed."""


def parent_choices(possible: Iterable[ScopeRef]) -> list[tuple[str, str]]:
    """Scopes to choose from, each with its kind."""
    return [
        (str(ref.id), f"{ref.name} ({SCOPE_KIND_NAMES[ScopeKind(ref.kind)].lower()})") for ref in possible
    ]


def _organisation_kinds() -> list[tuple[str, str]]:
    return [(kind.value, ORGANISATION_KIND_NAMES[kind]) for kind in OrganisationKind]


def _choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
    field.choices = choices
