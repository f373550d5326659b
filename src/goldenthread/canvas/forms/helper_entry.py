"""What a helper chooses and types in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from goldenthread.canvas.content.interface_words import interface_languages, interface_words
from goldenthread.canvas.queries.helper_entry import OpenCanvas
from goldenthread.canvas.terms import HELPER_CHANNELS, VOICE_NAMES, Voice


class _CanvasForm(forms.Form):
    """Which round, whose voice, in which language: the start of both forms."""

    canvas = forms.ChoiceField(label="Which round?", error_messages={"required": "Choose a round"})
    voice = forms.ChoiceField(
        label="Who is speaking?", error_messages={"required": "Choose whose voice it is"}
    )
    language = forms.ChoiceField(label="In which language?", error_messages={"required": "Choose a language"})

    def __init__(self, *args: Any, canvases: Sequence[OpenCanvas], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.canvases = {str(canvas.canvas_id): canvas for canvas in canvases}
        asked = {voice for canvas in canvases for voice in canvas.voices}
        spoken = {code for canvas in canvases for code in canvas.languages if code in interface_languages()}
        self.fields["canvas"].choices = [
            (key, f"{canvas.asking.round_title} ({canvas.question_count} questions)")
            for key, canvas in self.canvases.items()
        ]
        self.fields["voice"].choices = [(v.value, VOICE_NAMES[v]) for v in Voice if v in asked]
        self.fields["language"].choices = [
            (code, interface_words(code).name) for code in ("en", *sorted(spoken))
        ]

    def canvas_chosen(self) -> OpenCanvas:
        """The canvas that was chosen; ask after ``is_valid``."""
        return self.canvases[self.cleaned_data["canvas"]]

    def clean(self) -> dict[str, Any]:
        """Each round asks its own voices, and other languages have words for local people only."""
        chosen = super().clean() or {}
        canvas, voice = self.canvases.get(chosen.get("canvas", "")), chosen.get("voice")
        if canvas and voice and voice not in canvas.voices:
            self.add_error("voice", ValidationError("This round does not ask this voice. Choose another"))
        language = chosen.get("language")
        translated = canvas and voice == Voice.LOCAL_PEOPLE and language in canvas.languages
        if canvas and language not in (None, "en") and not translated:
            self.add_error("language", ValidationError("These questions are in English only. Choose English"))
        return chosen


class ChooseForm(_CanvasForm):
    """What a helper is about to type in."""

    channel = forms.ChoiceField(
        label="How did they answer?",
        choices=[(channel.value, name) for channel, name in HELPER_CHANNELS.items()],
        error_messages={"required": "Choose how they answered"},
    )


class PaperForm(_CanvasForm):
    """Which paper form to print."""

    shape = forms.ChoiceField(
        label="Which print?",
        choices=[("normal", "Normal print (PDF)"), ("large", "Large print (PDF)"), ("web", "Web page")],
    )
    return_to = forms.CharField(label="Where should people send it back?", required=False, max_length=200)


class EntryForm(ChooseForm):
    """The same choices, carried by the page with the questions, and the id of this one form."""

    entry = forms.RegexField(r"^[0-9a-f]{32}$")
