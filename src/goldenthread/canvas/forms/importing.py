"""The steps of importing answers: a file, its columns, its words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from goldenthread.canvas.imports.answers import (
    proposed_columns,
    proposed_levels,
    proposed_voices,
    too_many_answers,
    voices_to_settle,
    words_to_settle,
)
from goldenthread.canvas.rules.answer_files import (
    DONT_KNOW,
    LEAVE_OUT,
    MOST_DIFFERENT,
    SKIPPED,
    AnswerMapping,
    AskedWords,
    SentTable,
)
from goldenthread.canvas.terms import LEVEL_NAMES, VOICE_NAMES, Voice
from goldenthread.core.tables import Table, TableRefused, read_upload
from goldenthread.core.tables.sheets import column_letters

_EVERYBODY, _COLUMN = "everybody:", "column:"
_MOST_HEADING = 70


class AnswerFileForm(forms.Form):
    """A file of answers."""

    canvas = forms.TypedChoiceField(
        coerce=int, error_messages={"required": "Choose what the answers are about"}
    )
    file = forms.FileField(error_messages={"required": "Choose a file of answers"})
    table: Table

    def __init__(self, *args: Any, canvases: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._canvases = canvases
        if len(canvases) == 1:
            del self.fields["canvas"]
        else:
            self.fields["canvas"].choices = [("", "Choose"), *canvases]  # type: ignore[attr-defined]

    def canvas_id(self) -> int:
        """The canvas that was chosen, or the only one there is."""
        chosen: int = self.cleaned_data.get("canvas") or self._canvases[0][0]
        return chosen

    def clean_file(self) -> Any:
        """Read the file; say why when it cannot be read."""
        upload = self.cleaned_data["file"]
        try:
            self.table = read_upload(upload)
        except TableRefused as refused:
            raise forms.ValidationError([f"{each.what} {each.mend}" for each in refused.reasons]) from None
        if self.table.faults:
            rows = ", ".join(f"row {fault.line:,}" for fault in self.table.faults[:5])
            raise forms.ValidationError(
                f"Some cells stand to the right of the last heading or are too long: {rows}."
            )
        if not self.table.rows:
            raise forms.ValidationError("The file has headings but no rows.")
        return upload


class ColumnsForm(forms.Form):
    """Which column holds what. One pair of boxes for each practice that the round asks."""

    def __init__(
        self,
        *args: Any,
        table: SentTable,
        asked: Sequence[AskedWords],
        voices: Sequence[str],
        mapping: AnswerMapping,
        is_mapped: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.table, self.asked, self.mapping = table, asked, mapping
        shown = mapping if is_mapped else proposed_columns(table, asked, voices=voices)
        columns = [
            (str(at), f"{column_letters(at)}: {_short(heading)}") for at, heading in enumerate(table.headings)
        ]
        everybody = [
            (f"{_EVERYBODY}{voice}", f"Everybody is: {VOICE_NAMES[Voice(voice)]}") for voice in voices
        ]
        by_column = [(f"{_COLUMN}{at}", f"As column {label}") for at, label in columns]
        self.fields["voice"] = forms.ChoiceField(
            choices=[("", "Choose"), *everybody, *by_column],
            initial=_voice_choice(shown),
            error_messages={"required": "Say who answered"},
        )
        for place, words in enumerate(asked):
            for name, known in (("answer", shown.answers), ("reason", shown.reasons)):
                self.fields[f"{name}_{place}"] = forms.ChoiceField(
                    choices=[("", "Not in this file"), *columns],
                    required=False,
                    initial=str(known[words.code]) if words.code in known else "",
                )

    @property
    def practices(self) -> list[dict[str, str]]:
        """What the page prints beside each pair of boxes."""
        return [
            {
                "code": words.code,
                "title": words.title,
                "answer": f"answer_{place}",
                "reason": f"reason_{place}",
            }
            for place, words in enumerate(self.asked)
        ]

    def clean(self) -> dict[str, Any]:
        """One column answers one question, and has no more different answers than a question can have."""
        cleaned = super().clean() or {}
        used: dict[str, str] = {}
        for name in self.fields:
            value = str(cleaned.get(name) or "").removeprefix(_COLUMN)
            if not value.isdecimal():
                continue
            letters = column_letters(int(value))
            if value in used:
                self.add_error(
                    name, f"Column {letters} is chosen twice. Choose another, or “Not in this file”"
                )
            used.setdefault(value, name)
            if (name.startswith("answer") or name == "voice") and too_many_answers(self.table, int(value)):
                what = (
                    f"Column {letters} has more than {MOST_DIFFERENT} different entries, so it cannot be this"
                )
                self.add_error(name, what)
        if not any(name.startswith("answer") for name in used.values()) and not self.errors:
            self.add_error("answer_0", "Choose a column for at least one question")
        for place in range(len(self.asked)):
            if cleaned.get(f"reason_{place}") and not cleaned.get(f"answer_{place}"):
                self.add_error(f"reason_{place}", "Choose the column of answers that these reasons belong to")
        return cleaned

    def explained(self) -> AnswerMapping:
        """The mapping with these columns; words that were settled before stay settled."""
        voice = self.cleaned_data["voice"]
        column = voice.removeprefix(_COLUMN) if voice.startswith(_COLUMN) else ""
        return replace(
            self.mapping,
            voice=voice.removeprefix(_EVERYBODY) if voice.startswith(_EVERYBODY) else "",
            voice_column=int(column) if column else None,
            answers=self._chosen("answer"),
            reasons=self._chosen("reason"),
        )

    def _chosen(self, name: str) -> dict[str, int]:
        chosen = {
            words.code: self.cleaned_data.get(f"{name}_{place}") for place, words in enumerate(self.asked)
        }
        return {code: int(at) for code, at in chosen.items() if at}


class WordsForm(forms.Form):
    """What each of their words means."""

    def __init__(
        self,
        *args: Any,
        table: SentTable,
        asked: Sequence[AskedWords],
        voices: Sequence[str],
        mapping: AnswerMapping,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.mapping = mapping
        self.words, self.voice_words = words_to_settle(table, mapping), voices_to_settle(table, mapping)
        levels = [(str(level.value), f"{level.value} {name}") for level, name in LEVEL_NAMES.items()]
        meanings = [("", "Choose"), *levels, (DONT_KNOW, "Don’t know"), (SKIPPED, "Not answered")]
        speakers = [(voice, VOICE_NAMES[Voice(voice)]) for voice in voices]
        self._offer(
            "word", self.words, meanings, proposed_levels(self.words, asked) | dict(mapping.level_words)
        )
        self._offer(
            "voice",
            self.voice_words,
            [("", "Choose"), *speakers, (LEAVE_OUT, "Leave these rows out")],
            proposed_voices(self.voice_words, voices) | dict(mapping.voice_words),
        )

    def rows(self, name: str) -> list[dict[str, str]]:
        """What the page prints beside each box: their word, and the box's name."""
        words = self.words if name == "word" else self.voice_words
        return [{"word": word, "name": f"{name}_{place}"} for place, word in enumerate(words)]

    def explained(self) -> AnswerMapping:
        """The mapping with these meanings."""
        return replace(
            self.mapping,
            level_words={word: self.cleaned_data[f"word_{place}"] for place, word in enumerate(self.words)},
            voice_words={
                word: self.cleaned_data[f"voice_{place}"] for place, word in enumerate(self.voice_words)
            },
        )

    def _offer(
        self, name: str, words: Sequence[str], choices: list[tuple[str, str]], known: Mapping[str, str]
    ) -> None:
        for place, word in enumerate(words):
            self.fields[f"{name}_{place}"] = forms.ChoiceField(
                choices=choices,
                initial=known.get(word, ""),
                error_messages={"required": f"Say what “{_short(word)}” means"},
            )


def _voice_choice(mapping: AnswerMapping) -> str:
    if mapping.voice_column is not None:
        return f"{_COLUMN}{mapping.voice_column}"
    return f"{_EVERYBODY}{mapping.voice}" if mapping.voice else ""


def _short(heading: str) -> str:
    return heading if len(heading) <= _MOST_HEADING else f"{heading[: _MOST_HEADING - 1]}…"
