"""The pages of a person who answers, in their language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.formats import date_format

from goldenthread.canvas.content.interface_words import InterfaceWords, interface_words
from goldenthread.canvas.queries.answering import Asking, Journey, LinkFound, Question
from goldenthread.canvas.rules import answering as rules
from goldenthread.canvas.rules.answering import Answer, AnswerFault, Choice
from goldenthread.canvas.terms import AnswerKind, Level, Voice
from goldenthread.core.privacy import personal_details

DONT_KNOW_NUMBER = len(Level) + 1


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose from; the same number stands beside it on paper."""

    id: str
    number: int
    value: str
    label: str
    checked: bool


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """One question, ready to draw."""

    number: int
    prefix: str
    text: str
    language: str
    is_untranslated: bool
    options: tuple[Option, ...]
    dont_know: Option
    words: str
    why: str
    why_language: str
    shown: str
    was_skipped: bool
    error: str
    looks_private: bool

    @property
    def first_id(self) -> str:
        """Where an error about this question leads."""
        return self.options[0].id


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One line of "your answers"."""

    number: int
    text: str
    language: str
    answer: str
    words: str
    is_met: bool
    looks_private: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far along the thread somebody is."""

    number: int
    total: int
    percent: int


def day(value: date | None, words: InterfaceWords) -> str:
    """A day as a language writes it."""
    if value is None:
        return ""
    with translation.override(words.code if words.code in {"en", "pl"} else "en-gb"):
        return date_format(value, "j E Y")


def question_card(
    question: Question,
    words: InterfaceWords,
    *,
    typed: tuple[str, str, str] | None = None,
    error: str = "",
) -> QuestionCard:
    """A question with the stored answer, or with what was just typed when that could not be saved."""
    prefix = f"q{question.number}"
    stored = question.stored
    choice = stored.choice if stored else ""
    written = stored.words if stored else ""
    shown = rules.stamp_of(stored)
    if typed is not None:
        choice, written, shown = typed
    return QuestionCard(
        number=question.number,
        prefix=prefix,
        text=question.words.question,
        language=question.words.language,
        is_untranslated=question.words.language == "en" != words.code,
        options=tuple(
            Option(f"{prefix}-{level}", level + 1, str(level), label, choice == str(level))
            for level, label in enumerate(question.words.answers)
        ),
        dont_know=Option(
            f"{prefix}-dont-know",
            DONT_KNOW_NUMBER,
            Choice.DONT_KNOW,
            words("dont_know"),
            choice == Choice.DONT_KNOW,
        ),
        words=written,
        why=question.words.why,
        why_language=question.words.why_language,
        shown=shown,
        was_skipped=stored is not None and stored.kind == AnswerKind.SKIPPED,
        error=error,
        looks_private=bool(personal_details(written)),
    )


def fault_text(fault: AnswerFault, typed_words: str, words: InterfaceWords) -> str:
    """What is wrong with an answer, and what to do."""
    if fault == AnswerFault.TOO_LONG:
        length = len(rules.tidy_words(typed_words))
        return words("error_long", count=f"{length:,}", limit=f"{rules.WORDS_LIMIT:,}")
    return words("error_choose" if fault == AnswerFault.NOTHING_CHOSEN else "error_unknown")


def conflict_text(question: Question, stored: Answer | None, words: InterfaceWords) -> str:
    """That an answer was changed in another window, and to what."""
    said = answer_text(question, stored, words)
    if stored is not None and stored.words:
        said = f"{said} – {stored.words}"
    return words("error_elsewhere", other=said)


def answer_text(question: Question, stored: Answer | None, words: InterfaceWords) -> str:
    """What somebody said to a question, in words."""
    if stored is None:
        return words("not_answered")
    if stored.kind == AnswerKind.DONT_KNOW:
        return words("dont_know")
    if stored.kind == AnswerKind.SKIPPED or stored.level is None:
        return words("skipped")
    return question.words.answers[stored.level]


def answer_rows(questions: Iterable[Question], words: InterfaceWords) -> tuple[AnswerRow, ...]:
    """Everything somebody said, one line a question."""
    return tuple(
        AnswerRow(
            number=question.number,
            text=question.words.question,
            language=question.words.language,
            answer=answer_text(question, question.stored, words),
            words=question.stored.words if question.stored else "",
            is_met=question.stored is not None,
            looks_private=looks_private(question.stored),
        )
        for question in questions
    )


def progress(number: int, total: int) -> Progress:
    """How far along question ``number`` is."""
    return Progress(number=number, total=total, percent=round(100 * number / total) if total else 0)


def asking_facts(asking: Asking, words: InterfaceWords) -> dict[str, str]:
    """What pages say about a canvas: for whom, by whom, until when."""
    return {
        "scope": asking.scope_name,
        "owner": asking.owner_name,
        "round": asking.round_title,
        "opened": day(asking.opened_at.date() if asking.opened_at else None, words),
        "closes": day(asking.closes_on, words),
        "floor": str(asking.floor),
    }


def start_facts(found: LinkFound, words: InterfaceWords) -> dict[str, str]:
    """What the first page says before anybody starts."""
    return asking_facts(found.asking, words) | {
        "count": str(found.question_count),
        "minutes": str(rules.minutes_for(found.question_count)),
        "voice": found.voice,
    }


def spaced_receipt(receipt: str) -> str:
    """A receipt code in two halves, easier to copy by hand."""
    return f"{receipt[:4]} {receipt[4:]}".strip()


def stamp_of(stored: Answer | None) -> str:
    """The mark of a stored answer that a page carries."""
    return rules.stamp_of(stored)


def looks_private(stored: Answer | None) -> bool:
    """Whether somebody's words look as if they hold a personal detail."""
    return stored is not None and bool(personal_details(stored.words))


def may_hand_over(journey: Journey) -> bool:
    """Whether handing over is offered: at work people share a form, local people speak for themselves."""
    return journey.voice != Voice.LOCAL_PEOPLE


def words_of(journey: Journey) -> InterfaceWords:
    """The interface in the language of a journey."""
    return interface_words(journey.language)
