"""Is a practice in a system's own words well formed?"""

from collections.abc import Mapping
from typing import Any

from django import forms

from goldenthread.canvas.content.shapes import LEVEL_COUNT, VOICES
from goldenthread.canvas.rules.adapting import WEIGHTS, Change, differing
from goldenthread.canvas.terms import LEVEL_NAMES, VOICE_NAMES, Level, Voice

_WEIGHT_NAMES = {1: "1, the usual", 2: "2", 3: "3", 4: "4", 5: "5, the most"}
_MOST = 1000


def _text(what: str, *, required: bool = True, most: int = _MOST) -> forms.CharField:
    messages = {
        "required": f"Enter {what}",
        "max_length": f"Shorten {what} to {most:,} characters or fewer",
    }
    return forms.CharField(required=required, max_length=most, error_messages=messages)


class PracticeForm(forms.Form):
    """The words of one practice, its weight, whether it is hidden, and why."""

    seen = forms.IntegerField(min_value=0)
    hidden = forms.BooleanField(required=False)
    weight = forms.TypedChoiceField(
        coerce=int,
        choices=[(weight, _WEIGHT_NAMES[weight]) for weight in WEIGHTS],
        error_messages={"required": "Choose a weight", "invalid_choice": "Choose a weight from 1 to 5"},
    )
    reason = _text("why you change it", required=False)
    title = _text("a short name", most=200)
    statement = _text("what good looks like")
    why = _text("why you ask", required=False)
    evidence = _text("what counts as evidence", required=False, most=4000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for level in Level:
            self.fields[f"level_{level}"] = _text(f"what level {level}, {LEVEL_NAMES[level].lower()}, means")
        for voice in VOICES:
            name = VOICE_NAMES[Voice(voice)].lower()
            self.fields[f"question_{voice}"] = _text(f"the question for {name}")
            if voice != Voice.LEADERS:
                for level in range(LEVEL_COUNT):
                    self.fields[f"answer_{voice}_{level}"] = _text(f"answer {level} for {name}")

    def words(self, core: Mapping[str, Any] | None) -> dict[str, Any]:
        """The words as given. Leaders choose among the levels, unless the core has other words for them."""
        given = self.cleaned_data
        levels = [given[f"level_{level}"] for level in Level]
        answers = {
            voice: [given[f"answer_{voice}_{level}"] for level in range(LEVEL_COUNT)]
            for voice in VOICES
            if voice != Voice.LEADERS
        }
        unchanged = core is not None and levels == core["levels"]
        answers[Voice.LEADERS.value] = core["answers"][Voice.LEADERS] if core and unchanged else levels
        return {
            "title": given["title"],
            "statement": given["statement"],
            "why": given["why"],
            "evidence": [line.strip() for line in given["evidence"].splitlines() if line.strip()],
            "levels": levels,
            "questions": {voice: given[f"question_{voice}"] for voice in VOICES},
            "answers": answers,
        }

    def change(self, code: str, *, core: Mapping[str, Any] | None) -> Change:
        """What differs from the core; everything, for a practice of the system's own."""
        given, words = self.cleaned_data, self.words(core)
        change = Change(
            code=code,
            wording=words if core is None else differing(core, words),
            hidden=given["hidden"],
            weight=given["weight"],
            reason=given["reason"],
        )
        return Change(code) if change.empty else change


class NewPracticeForm(PracticeForm):
    """A practice of the system's own, and the factor it belongs to."""

    factor = forms.TypedChoiceField(
        coerce=int,
        error_messages={"required": "Choose a factor", "invalid_choice": "Choose a factor from the list"},
    )
    seen = None
    hidden = None

    def __init__(self, *args: Any, factors: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["factor"].choices = [  # type: ignore[attr-defined]
            (number, f"{number}. {title}") for number, title in factors.items()
        ]

    def change(self, code: str = "", *, core: Mapping[str, Any] | None = None) -> Change:
        """The new practice; its code is given when it is saved."""
        given = self.cleaned_data
        return Change(code=code, wording=self.words(core), weight=given["weight"], reason=given["reason"])


def first_values(words: Mapping[str, Any]) -> dict[str, Any]:
    """A practice's words as the form shows them."""
    values = {name: words[name] for name in ("title", "statement", "why")}
    values["evidence"] = "\n".join(words["evidence"])
    values |= {f"level_{level}": text for level, text in enumerate(words["levels"])}
    values |= {f"question_{voice}": text for voice, text in words["questions"].items()}
    for voice, texts in words["answers"].items():
        values |= {f"answer_{voice}_{level}": text for level, text in enumerate(texts)}
    return values
