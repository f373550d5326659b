"""What a file of answers probably means, for its sender to check."""

import re
from collections.abc import Iterable, Mapping, Sequence

from goldenthread.canvas.rules.answer_files import (
    DONT_KNOW,
    MOST_DIFFERENT,
    SKIPPED,
    AnswerMapping,
    AskedWords,
    SentTable,
    tidy,
)
from goldenthread.canvas.terms import LEVEL_NAMES, VOICE_NAMES
from goldenthread.core.tables.sheets import folded

_CODE = re.compile(r"(?<![0-9.])([0-9]{1,2}\.L?[0-9]{1,2})(?![0-9])")
_REASON = re.compile(r"\b(comments?|why|reasons?|tell us more|explain|anything else)\b", re.IGNORECASE)
_VOICE_HEADING = re.compile(r"\b(voice|role|group|who are you|answering as|speak(ing)? as)\b", re.IGNORECASE)
_LONG_ENOUGH = 18  # letters of a heading before part of a question is enough
_MOST_VOICES = 12

_DONT_KNOW_WORDS = {
    "dontknow",
    "dk",
    "notsure",
    "unsure",
    "idontknow",
    "donotknow",
    "na",
    "notapplicable",
    "cantsay",
}
_SKIPPED_WORDS = {"skip", "skipped", "prefernottosay", "noanswer", "notanswered"}
_VOICE_WORDS = {
    "leaders": ("leader", "leaders", "leadership", "board", "board member", "executive", "director"),
    "staff": ("staff", "employee", "employees", "clinician", "nurse", "gp", "manager", "nhs staff"),
    "partners": ("partner", "partners", "vcse", "charity", "voluntary sector", "council"),
    "local_people": (
        "local person", "public", "member of the public", "resident", "residents", "patient", "patients",
        "carer", "carers", "citizen", "citizens", "community", "service user",
    ),
}  # fmt: skip


def proposed_columns(
    table: SentTable, asked: Sequence[AskedWords], *, voices: Sequence[str]
) -> AnswerMapping:
    """Which column answers which question, where reasons stand, and who speaks."""
    answers: dict[str, int] = {}
    reasons: dict[str, int] = {}
    before = ""  # the practice of the last answer column: comments follow their question
    for at, heading in enumerate(table.headings):
        code = _practice_in(heading, asked)
        if _REASON.search(heading) and (code in answers or (not code and before)):
            reasons.setdefault(code or before, at)
        elif code and code not in answers:
            answers[code], before = at, code
    taken = {*answers.values(), *reasons.values()}
    voice_column = next(
        (at for at in range(len(table.headings)) if at not in taken and _is_voice(table, at)), None
    )
    only = voices[0] if len(voices) == 1 and voice_column is None else ""
    return AnswerMapping(voice=only, voice_column=voice_column, answers=answers, reasons=reasons)


def words_to_settle(table: SentTable, mapping: AnswerMapping) -> tuple[str, ...]:
    """The different words in all answer columns, in alphabetical order."""
    words = {word for at in mapping.answers.values() for word, _ in table.words_in(at)}
    return tuple(sorted(words, key=lambda word: (word.casefold(), word)))


def voices_to_settle(table: SentTable, mapping: AnswerMapping) -> tuple[str, ...]:
    """The different words in the column that says who speaks; a blank counts as a word only in faults."""
    return (
        ()
        if mapping.voice_column is None
        else tuple(word for word, _ in table.words_in(mapping.voice_column))
    )


def proposed_levels(words: Iterable[str], asked: Sequence[AskedWords]) -> dict[str, str]:
    """A meaning for each word that we recognise: a level, don't know or skipped.

    Figures are taken as levels 0 to 4. Where there is a 5 and no 0, people were offered 1 to 5
    and each stands one lower here.
    """
    found = list(words)
    known = _known_levels(asked)
    starts_at_one = "5" in found and "0" not in found
    meanings = {}
    for word in found:
        meaning = _figure(word, starts_at_one=starts_at_one) or known.get(folded(word), "")
        if meaning:
            meanings[word] = meaning
    return meanings


def proposed_voices(words: Iterable[str], voices: Sequence[str]) -> dict[str, str]:
    """A voice for each word that we recognise, among those that the round asks."""
    found = {}
    for word in words:
        for voice in voices:
            names = {folded(VOICE_NAMES[voice]), folded(voice), *map(folded, _VOICE_WORDS.get(voice, ()))}  # type: ignore[index]
            if folded(word) in names:
                found[word] = voice
                break
    return found


def too_many_answers(table: SentTable, position: int) -> bool:
    """Whether a column holds more different answers than a question with levels can have."""
    return len(table.words_in(position)) > MOST_DIFFERENT


def _practice_in(heading: str, asked: Sequence[AskedWords]) -> str:
    codes = {words.code for words in asked}
    if (match := _CODE.search(heading)) and match[1] in codes:
        return match[1]
    name = folded(heading)
    if not name:
        return ""
    for words in asked:
        texts = [folded(text) for text in (words.title, words.statement, *words.questions) if text]
        if name in texts or any(_is_part(name, text) for text in texts):
            return words.code
    return ""


def _is_part(name: str, text: str) -> bool:
    return (len(name) >= _LONG_ENOUGH and name in text) or (len(text) >= _LONG_ENOUGH and text in name)


def _is_voice(table: SentTable, at: int) -> bool:
    words = [word for word, _ in table.words_in(at)]
    if not words or len(words) > _MOST_VOICES:
        return False
    known = proposed_voices(words, tuple(_VOICE_WORDS))
    return bool(_VOICE_HEADING.search(table.headings[at])) or 2 * len(known) > len(words)


def _known_levels(asked: Sequence[AskedWords]) -> Mapping[str, str]:
    """Words that mean a level, where they mean the same one everywhere."""
    meanings: dict[str, set[str]] = {}
    for level, name in LEVEL_NAMES.items():
        meanings.setdefault(folded(name), set()).add(str(level.value))
        meanings.setdefault(folded(f"{level.value} {name}"), set()).add(str(level.value))
    for words in asked:
        for place, texts in enumerate(words.level_words):
            for text in texts:
                meanings.setdefault(folded(text), set()).add(str(place))
    certain = {word: next(iter(levels)) for word, levels in meanings.items() if len(levels) == 1}
    return certain | dict.fromkeys(_DONT_KNOW_WORDS, DONT_KNOW) | dict.fromkeys(_SKIPPED_WORDS, SKIPPED)


def _figure(word: str, *, starts_at_one: bool) -> str:
    figure = tidy(word)
    if figure not in {"0", "1", "2", "3", "4", "5"}:
        return ""
    level = int(figure) - (1 if starts_at_one else 0)
    return str(level) if 0 <= level <= 4 else ""
