"""What a person who answers may do, and what their answer means. Plain values only."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from goldenthread.canvas.terms import AnswerKind, Level, Voice

WORDS_LIMIT = 2000
_SECONDS_A_QUESTION = 40


class StartRefusal(StrEnum):
    """Why a link does not let somebody start. All but the last two are told alike."""

    REVOKED = "revoked"
    EXPIRED = "expired"
    USED = "used"
    NOT_OPEN = "not_open"
    CLOSED = "closed"


class ChangeRefusal(StrEnum):
    """Why an answer can no longer be given or changed."""

    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class Choice(StrEnum):
    """What a form sends for an answer that is not a level."""

    DONT_KNOW = "dont_know"
    SKIP = "skip"


class AnswerFault(StrEnum):
    """What is wrong with an answer as it was sent."""

    NOTHING_CHOSEN = "nothing_chosen"
    UNKNOWN_CHOICE = "unknown_choice"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person says to one question."""

    kind: AnswerKind
    level: int | None = None
    words: str = ""

    @property
    def choice(self) -> str:
        """The answer as a form sends it."""
        if self.kind == AnswerKind.LEVEL:
            return str(self.level)
        return Choice.DONT_KNOW if self.kind == AnswerKind.DONT_KNOW else Choice.SKIP


@dataclass(frozen=True, slots=True)
class AskedWords:
    """One question in the words of a voice, in one language."""

    question: str
    answers: tuple[str, ...]
    why: str
    language: str  # English where nobody has translated the question
    why_language: str


class Settled(StrEnum):
    """What to do with an answer that was given on a page that may be out of date."""

    SAVE = "save"
    SAME = "same"  # it is stored already: a second press of the button
    UNTOUCHED = "untouched"  # not changed on this page; what another page saved since stays
    CONFLICT = "conflict"  # changed here and elsewhere: ask


def is_open(*, opened_at: datetime | None, closed_at: datetime | None, closes_on: date, today: date) -> bool:
    """Whether a round takes answers today; its last day counts whole."""
    return opened_at is not None and closed_at is None and today <= closes_on


def why_not_start(
    *,
    revoked_at: datetime | None,
    expires_at: datetime,
    use_count: int,
    use_limit: int | None,
    opened_at: datetime | None,
    closed_at: datetime | None,
    closes_on: date,
    at: datetime,
    today: date,
) -> StartRefusal | None:
    """Why this link does not let somebody start now; None when it does."""
    if revoked_at is not None:
        return StartRefusal.REVOKED
    if use_limit is not None and use_count >= use_limit:
        return StartRefusal.USED
    if opened_at is None:
        return StartRefusal.NOT_OPEN
    if not is_open(opened_at=opened_at, closed_at=closed_at, closes_on=closes_on, today=today):
        return StartRefusal.CLOSED
    if at >= expires_at:
        return StartRefusal.EXPIRED
    return None


def why_not_change(*, withdrawn_date: date | None, round_is_open: bool) -> ChangeRefusal | None:
    """Why a participant may not give or change answers now; None when they may."""
    if withdrawn_date is not None:
        return ChangeRefusal.WITHDRAWN
    return None if round_is_open else ChangeRefusal.CLOSED


def answer_of(choice: str, words: str) -> Answer | AnswerFault:
    """What a form says: a level, "don't know", skipped with or without words, or what is wrong.

    Words without a choice are kept as a skipped question: what somebody took the trouble to write
    is never thrown away.
    """
    words = tidy_words(words)
    if len(words) > WORDS_LIMIT:
        return AnswerFault.TOO_LONG
    if choice == "":
        return Answer(AnswerKind.SKIPPED, words=words) if words else AnswerFault.NOTHING_CHOSEN
    if choice == Choice.DONT_KNOW:
        return Answer(AnswerKind.DONT_KNOW, words=words)
    if choice == Choice.SKIP:
        return Answer(AnswerKind.SKIPPED, words=words)
    if choice in {str(level.value) for level in Level}:
        return Answer(AnswerKind.LEVEL, level=int(choice), words=words)
    return AnswerFault.UNKNOWN_CHOICE


def tidy_words(words: str) -> str:
    """What somebody wrote, with one kind of line end and without marks that a database cannot keep."""
    return words.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def stamp_of(answer: Answer | None) -> str:
    """A short mark of an answer that a page carries, so that we can tell later what it showed."""
    if answer is None:
        return "none"
    return hashlib.sha256(f"{answer.choice}\n{answer.words}".encode()).hexdigest()[:16]


def settle(*, given: Answer, stored: Answer | None, shown: str) -> Settled:
    """What to do with an answer given on a page that showed ``shown``.

    A page that does not say what it showed, from an old browser's memory say, is taken at its word.
    """
    if given == stored:
        return Settled.SAME
    if shown in ("", stamp_of(stored)):
        return Settled.SAVE
    if shown == stamp_of(given):
        return Settled.UNTOUCHED
    return Settled.CONFLICT


def asked_words(wording: Mapping[str, Any], *, voice: str, language: str) -> AskedWords:
    """A question in a voice's words; translated for local people where its round has a translation."""
    translated: Mapping[str, Any] = {}
    if voice == Voice.LOCAL_PEOPLE:
        translated = wording.get("translations", {}).get(language) or {}
    if not (translated.get("question") and translated.get("answers")):
        return AskedWords(
            question=wording["questions"][voice],
            answers=tuple(wording["answers"][voice]),
            why=wording["why"],
            language="en",
            why_language="en",
        )
    has_why = bool(translated.get("why")) and "why" not in translated.get("in_english", ())
    return AskedWords(
        question=translated["question"],
        answers=tuple(translated["answers"]),
        why=translated["why"] if has_why else wording["why"],
        language=language,
        why_language=language if has_why else "en",
    )


def complete_languages(translations: Sequence[Mapping[str, Any]], *, voice: str) -> tuple[str, ...]:
    """The languages besides English in which every question of a round can be answered."""
    if voice != Voice.LOCAL_PEOPLE or not translations:
        return ()
    codes = set.intersection(
        *(
            {code for code, words in each.items() if words.get("question") and words.get("answers")}
            for each in translations
        )
    )
    return tuple(sorted(codes))


def minutes_for(question_count: int) -> int:
    """How many minutes a form takes, as we tell people before they start."""
    return max(1, math.ceil(question_count * _SECONDS_A_QUESTION / 60))


def start_of_day(at: datetime) -> datetime:
    """The day of a moment: what is kept of when somebody answered."""
    return datetime.combine(at.date(), time(), tzinfo=at.tzinfo)
