"""A round's questions as a paper form, for print and as a web page."""

from dataclasses import asdict, dataclass
from typing import Any

from goldenthread.canvas.content.interface_words import InterfaceWords
from goldenthread.canvas.presenters.answering import DONT_KNOW_NUMBER, asking_facts
from goldenthread.canvas.queries.answering import Asking, Question
from goldenthread.canvas.rules import answering as rules
from goldenthread.canvas.terms import Voice

_VOICE_LETTERS = {Voice.LEADERS: "L", Voice.STAFF: "S", Voice.PARTNERS: "P", Voice.LOCAL_PEOPLE: "C"}


@dataclass(frozen=True, slots=True)
class PaperOption:
    """A box to tick. Its number is the key that a helper presses for it."""

    number: int
    label: str
    language: str


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One question on paper."""

    number: int
    text: str
    language: str
    options: tuple[PaperOption, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A whole paper form."""

    title: str
    code: str
    language: str
    direction: str
    intro: tuple[str, ...]
    questions: tuple[PaperQuestion, ...]
    question_label: str
    tick_label: str
    words_label: str
    return_title: str
    return_lines: tuple[str, ...]
    receipt_text: str
    receipt_label: str
    form_label: str
    page_label: str  # holds PAGE and PAGES, which the printer fills in

    def as_values(self) -> dict[str, Any]:
        """The form as plain values, for the typesetter."""
        return asdict(self)


def form_code(canvas_id: int, *, voice: str, language: str) -> str:
    """What a paper form is marked with, so that a helper knows which canvas and voice it is for."""
    return f"{canvas_id}-{_VOICE_LETTERS[Voice(voice)]}-{language.partition('-')[0].upper()}"


def workbook(
    asking: Asking,
    questions: tuple[Question, ...],
    words: InterfaceWords,
    *,
    voice: str,
    return_to: str = "",
) -> Workbook:
    """The paper form of one canvas, voice and language."""
    facts = asking_facts(asking, words)
    code = form_code(asking.canvas_id, voice=voice, language=words.code)
    return Workbook(
        title=words("paper_title", scope=facts["scope"]),
        code=code,
        language=words.code,
        direction=words.direction,
        intro=(
            words("paper_intro"),
            words("paper_minutes", minutes=rules.minutes_for(len(questions))),
            words("paper_words"),
            words("paper_count", floor=facts["floor"]),
        ),
        questions=tuple(_paper_question(question, words) for question in questions),
        question_label=words("question_title", number="{number}", total=len(questions)),
        tick_label=words("paper_tick"),
        words_label=words("words_label"),
        return_title=words("paper_return_title"),
        return_lines=(
            (words("paper_return_to"), return_to, words("paper_by", closes=facts["closes"]))
            if return_to
            else (words("paper_return", closes=facts["closes"]),)
        ),
        receipt_text=words("paper_receipt", closes=facts["closes"]),
        receipt_label=words("code_label"),
        form_label=words(
            "paper_code", code=f"\u2066{code}\u2069"
        ),  # kept in one piece when the line runs right to left
        page_label=words("paper_page", page="PAGE", pages="PAGES"),
    )


def _paper_question(question: Question, words: InterfaceWords) -> PaperQuestion:
    language = question.words.language
    return PaperQuestion(
        number=question.number,
        text=question.words.question,
        language=language,
        options=(
            *(
                PaperOption(number, label, language)
                for number, label in enumerate(question.words.answers, start=1)
            ),
            PaperOption(DONT_KNOW_NUMBER, words("dont_know"), words.code),
        ),
    )
