from goldenthread.canvas.imports.answers import (
    proposed_columns,
    proposed_levels,
    proposed_voices,
    too_many_answers,
    voices_to_settle,
    words_to_settle,
)
from making.answer_files import make_asked_words, make_table

ASKED = (make_asked_words("1.1"), make_asked_words("2.1", "Affordable devices"))
VOICES = ("leaders", "staff", "partners", "local_people")


def columns(*headings, rows=None, voices=VOICES):
    table = make_table(*(rows or [("",) * len(headings)]), headings=headings)
    return proposed_columns(table, ASKED, voices=voices)


class TestProposedColumns:
    def test_finds_questions_reasons_and_voices_of_a_forms_export(self):
        found = proposed_columns(make_table(), ASKED, voices=VOICES)

        assert found.answers == {"1.1": 2, "2.1": 4}
        assert found.reasons == {"1.1": 3}
        assert found.voice_column == 1

    def test_knows_a_question_by_code_title_wording_or_a_good_part_of_it(self):
        for heading in (
            "Q2.1", "2.1 Devices", "affordable devices", "Affordable devices: how far, staff?",
            "5. Affordable devices: how far, staff? (choose one)", "Affordable devices: state…",
        ):  # fmt: skip
            assert columns(heading).answers == {"2.1": 0}, heading

    def test_does_not_take_a_code_out_of_another_number(self):
        assert columns("Section 12.1", "Version 2.11", "1.1.2026").answers == {"1.1": 2}

    def test_gives_a_comment_to_the_question_before_it(self):
        found = columns("2.1", "Comments", "1.1", "Comments (2)")

        assert found.reasons == {"2.1": 1, "1.1": 3}

    def test_knows_the_voice_by_its_entries(self):
        rows = [("Staff", "x"), ("Patient", "x"), ("Board", "x")]

        assert columns("Column A", "1.1", rows=rows).voice_column == 0

    def test_takes_the_only_voice_of_a_round(self):
        assert columns("1.1", voices=("staff",)).voice == "staff"


class TestProposedLevels:
    def test_knows_the_names_of_levels_figures_and_the_words_of_each_answer(self):
        words = ("Not started", "2", "Practice 1.1, level 4", "Don’t know", "skip", "Maybe", "1 Exploring")

        assert proposed_levels(words, ASKED) == {
            "Not started": "0", "2": "2", "Practice 1.1, level 4": "4", "Don’t know": "dont_know",
            "skip": "skipped", "1 Exploring": "1",
        }  # fmt: skip

    def test_moves_a_scale_from_one_to_five_down_by_one(self):
        assert proposed_levels(("1", "3", "5"), ASKED) == {"1": "0", "3": "2", "5": "4"}
        assert proposed_levels(("0", "3", "5"), ASKED) == {"0": "0", "3": "3"}

    def test_proposes_nothing_for_words_that_mean_different_levels(self):
        one, two = make_asked_words("1.1"), make_asked_words("2.1")
        swapped = (one.level_words[1], one.level_words[0], *one.level_words[2:])

        assert (
            proposed_levels(["Practice 1.1, level 0"], (one, two.__class__("2.1", "", "", (), swapped))) == {}
        )


class TestProposedVoices:
    def test_knows_usual_words_among_the_voices_that_are_asked(self):
        words = ("Resident", "NHS staff", "Board member", "Charity", "Alien")

        assert proposed_voices(words, VOICES) == {
            "Resident": "local_people", "NHS staff": "staff",
            "Board member": "leaders", "Charity": "partners",
        }  # fmt: skip
        assert proposed_voices(words, ("staff",)) == {"NHS staff": "staff"}


class TestWordsToSettle:
    def test_lists_each_different_word_once(self):
        mapping = proposed_columns(make_table(), ASKED, voices=VOICES)

        assert words_to_settle(make_table(), mapping) == (
            "0", "3", "Don't know", "In place in parts", "Practice 1.1, level 4",
        )  # fmt: skip
        assert set(voices_to_settle(make_table(), mapping)) == {"Staff", "Resident", "staff"}


class TestTooManyAnswers:
    def test_knows_a_column_of_free_text(self):
        table = make_table(*[(f"text {at}",) for at in range(61)], headings=("x",))

        assert too_many_answers(table, 0)
        assert not too_many_answers(make_table(), 2)
