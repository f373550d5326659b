"""The paper form: everything on it, tagged, in two sizes, and nothing typed is read as a command."""

import pytest

from goldenthread.canvas.content.interface_words import PSEUDO, interface_words
from goldenthread.canvas.paper.workbook import workbook_pdf
from goldenthread.canvas.presenters.workbook import Workbook, workbook
from goldenthread.canvas.queries.answering import asking_of, blank_questions
from goldenthread.canvas.terms import Voice
from making.answering import asking_now

pytestmark = pytest.mark.django_db


def form(language: str = "en", *, full: bool = False, return_to: str = "") -> Workbook:
    canvas = asking_now(full=full)
    questions = blank_questions(canvas.round_id, voice=Voice.LOCAL_PEOPLE, language=language)
    return workbook(
        asking_of(canvas), questions, interface_words(language), voice="local_people", return_to=return_to
    )


class TestWorkbook:
    def test_numbers_the_answers_as_a_helper_types_them(self) -> None:
        first = form().questions[0]

        assert [option.number for option in first.options] == [1, 2, 3, 4, 5, 6]
        assert first.options[-1].label == "I don’t know"

    def test_carries_a_mark_of_canvas_voice_and_language(self) -> None:
        assert form("pl").code.endswith("-C-PL")


class TestWorkbookPdf:
    @pytest.mark.parametrize("language", ["en", "pl", PSEUDO])
    @pytest.mark.parametrize("large", [False, True])
    def test_says_that_it_is_accessible(self, language: str, large: bool) -> None:
        pdf = workbook_pdf(form(language).as_values(), large=large)

        for said in (b"/MarkInfo", b"/StructTreeRoot", b"/Lang", b"pdfuaid:part"):
            assert said in pdf

    def test_sets_a_long_form(self) -> None:
        assert workbook_pdf(form(full=True).as_values()).startswith(b"%PDF")

    def test_reads_nothing_that_was_typed_as_a_command(self) -> None:
        typed = '#panic("no") $x^2$ *bold* @ref <b>'

        assert workbook_pdf(form(return_to=typed).as_values()).startswith(b"%PDF")
