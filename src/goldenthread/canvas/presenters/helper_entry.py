"""What a helper sees of the rounds they can type into."""

from collections.abc import Mapping
from typing import Any

from goldenthread.canvas.content.interface_words import interface_words
from goldenthread.canvas.presenters.answering import day
from goldenthread.canvas.presenters.workbook import form_code
from goldenthread.canvas.queries.helper_entry import OpenCanvas
from goldenthread.canvas.terms import HELPER_CHANNELS, VOICE_NAMES, Voice


def open_canvas(canvas: OpenCanvas) -> dict[str, str]:
    """One round that takes answers: its name, its last day and the marks of its paper forms."""
    english = interface_words("en")
    marks = ", ".join(
        f"{form_code(canvas.canvas_id, voice=voice, language='en')} ({VOICE_NAMES[Voice(voice)].lower()})"
        for voice in canvas.voices
    )
    return {
        "title": canvas.asking.round_title,
        "closes": day(canvas.asking.closes_on, english),
        "marks": marks,
    }


def entry_about(canvas: OpenCanvas, chosen: Mapping[str, Any]) -> dict[str, str]:
    """What the page for typing in says about the form in hand."""
    return {
        "round": canvas.asking.round_title,
        "scope": canvas.asking.scope_name,
        "voice": VOICE_NAMES[Voice(chosen["voice"])],
        "channel": HELPER_CHANNELS[chosen["channel"]],
        "language": interface_words(chosen["language"]).name,
        "language_code": chosen["language"],
        "code": form_code(canvas.canvas_id, voice=chosen["voice"], language=chosen["language"]),
        "total": str(canvas.question_count),
    }
