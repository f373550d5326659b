"""Are an improvement action and a report on one well formed?"""

from collections.abc import Iterable
from typing import Any

from django import forms

from goldenthread.canvas.actions.planning import ActionWords
from goldenthread.canvas.queries.planning import PlanFilter, PracticeChoice
from goldenthread.canvas.terms import ACTION_STATUS_NAMES, ActionStatus
from goldenthread.core.components.forms import DayField

_STATUSES = [(status.value, ACTION_STATUS_NAMES[status]) for status in ActionStatus]


def _words(what: str, *, limit: int = 300, required: bool = True) -> forms.CharField:
    return forms.CharField(
        max_length=limit,
        required=required,
        error_messages={
            "required": f"Enter {what}",
            "max_length": f"Shorten {what} to {limit} characters or fewer",
        },
    )


class ActionForm(forms.Form):
    """What, who, by when, the first small step and the measure."""

    practice = forms.ChoiceField(
        error_messages={"required": "Choose a practice", "invalid_choice": "Choose a practice from the list"}
    )
    what = _words("what will be done")
    first_step = _words("the first small step")
    who = _words("who will do it", limit=150)
    due_date = DayField(missing="Enter the day it is due")
    measure = _words("how you will know", required=False)

    def __init__(self, *args: Any, practices: Iterable[PracticeChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(choice.code, f"{choice.code} {choice.title}") for choice in practices]
        self.fields["practice"].choices = [("", "Choose a practice"), *choices]  # type: ignore[attr-defined]

    def words(self) -> ActionWords:
        """The submission as the action takes it."""
        given = self.cleaned_data
        return ActionWords(
            practice_code=given["practice"],
            what=given["what"],
            who=given["who"],
            first_step=given["first_step"],
            measure=given["measure"],
            due_date=given["due_date"],
        )


class ReportForm(forms.Form):
    """How an action stands."""

    status = forms.ChoiceField(choices=_STATUSES, error_messages={"required": "Choose how it stands"})
    due_date = DayField(missing="Enter the day it is due")
    note = _words("your note", limit=2000, required=False)


class PlanFilterForm(forms.Form):
    """What to show of a plan. A filter that makes no sense is left out."""

    status = forms.ChoiceField(choices=[("", "Any status"), *_STATUSES], required=False)
    factor = forms.TypedChoiceField(
        choices=[("", "Any factor"), *((str(number), str(number)) for number in range(1, 12))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    words = forms.CharField(max_length=100, required=False)
    overdue = forms.BooleanField(required=False)

    def wanted(self) -> PlanFilter:
        """The filter, with what makes no sense left out."""
        self.is_valid()
        given = self.cleaned_data
        return PlanFilter(
            status=given.get("status", ""),
            factor=given.get("factor"),
            words=given.get("words", ""),
            overdue_only=given.get("overdue", False),
        )
