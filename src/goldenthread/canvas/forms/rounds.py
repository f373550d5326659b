"""Are a round, a longer date, a link and a list of people well formed?"""

from collections.abc import Iterable
from typing import Any

from django import forms

from goldenthread.canvas.queries.rounds import CanvasRow
from goldenthread.canvas.rules.rounds import FEWEST_SHOWN, RoundPlan
from goldenthread.canvas.terms import VOICE_NAMES, QuestionSet, Voice
from goldenthread.core.components.forms import DayField
from goldenthread.systems.rules import ScopeRef

MOST_SHOWN = 50
_VOICES = [(voice.value, VOICE_NAMES[voice]) for voice in Voice]


class RoundForm(forms.Form):
    """What a round is to be."""

    title = forms.CharField(
        max_length=200,
        error_messages={
            "required": "Enter a name for the round",
            "max_length": "Shorten the name to 200 characters or fewer",
        },
    )
    scopes = forms.MultipleChoiceField(
        error_messages={
            "required": "Choose at least one to ask about",
            "invalid_choice": "Choose only from the list",
        }
    )
    voices = forms.MultipleChoiceField(
        choices=_VOICES, error_messages={"required": "Choose at least one group of people to ask"}
    )
    question_set = forms.ChoiceField(
        choices=[(QuestionSet.QUICK.value, "Quick"), (QuestionSet.FULL.value, "Full")],
        error_messages={"required": "Choose how many questions to ask"},
    )
    closes_on = DayField(missing="Enter the last day to answer")
    floor = forms.IntegerField(
        min_value=FEWEST_SHOWN,
        max_value=MOST_SHOWN,
        error_messages={
            "required": "Enter the smallest group to show",
            "invalid": "The smallest group to show must be a whole number",
            "min_value": f"The smallest group to show must be {FEWEST_SHOWN} people or more",
            "max_value": f"The smallest group to show must be {MOST_SHOWN} people or fewer",
        },
    )

    def __init__(self, *args: Any, scopes: Iterable[ScopeRef], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = [  # type: ignore[attr-defined]
            (str(scope.id), scope.name) for scope in scopes
        ]

    def plan(self) -> RoundPlan:
        """The submission as the action takes it."""
        given = self.cleaned_data
        return RoundPlan(
            title=given["title"],
            scope_ids=tuple(int(scope_id) for scope_id in given["scopes"]),
            voices=tuple(voice for voice, _ in _VOICES if voice in given["voices"]),
            question_set=QuestionSet(given["question_set"]),
            closes_on=given["closes_on"],
            floor=given["floor"],
        )


class ExtendForm(forms.Form):
    """Until when a round is to stay open."""

    closes_on = DayField(missing="Enter the new last day to answer")


class _ForPeople(forms.Form):
    """Which canvas and which voice something is for."""

    canvas = forms.TypedChoiceField(
        coerce=int,
        error_messages={"required": "Choose what it is about", "invalid_choice": "Choose from the list"},
    )
    voice = forms.ChoiceField(
        error_messages={"required": "Choose who it is for", "invalid_choice": "Choose from the list"}
    )

    def __init__(
        self, *args: Any, canvases: Iterable[CanvasRow], voices: Iterable[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["canvas"].choices = [(row.id, row.scope_name) for row in canvases]  # type: ignore[attr-defined]
        self.fields["voice"].choices = [  # type: ignore[attr-defined]
            (voice, name) for voice, name in _VOICES if voice in set(voices)
        ]


class LinkForm(_ForPeople):
    """A link for a poster or a newsletter."""

    label = forms.CharField(
        max_length=120,
        required=False,
        error_messages={"max_length": "Shorten where you will put it to 120 characters or fewer"},
    )


class InviteForm(_ForPeople):
    """A list of email addresses."""

    addresses = forms.CharField(
        max_length=400_000,
        error_messages={
            "required": "Enter at least one email address",
            "max_length": "The list is too long. Send it in parts of 2,000 addresses or fewer",
        },
    )
