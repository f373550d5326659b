from goldenthread.canvas.rules.answer_files import (
    AnswerMapping,
    from_plain,
    mapping_from,
    understand,
)
from making.answer_files import make_table

VOICES = ("staff", "local_people")
MAPPING = AnswerMapping(
    voice_column=1,
    answers={"1.1": 2, "2.1": 4},
    reasons={"1.1": 3},
    voice_words={"Staff": "staff", "staff": "staff", "Resident": "local_people"},
    level_words={
        "In place in parts": "2", "Don't know": "dont_know", "Practice 1.1, level 4": "4", "3": "3", "0": "0",
    },
)  # fmt: skip


def said(understood):
    return [
        (person.line, person.voice, [(each.code, each.kind.value, each.level) for each in person.answers])
        for person in understood.people
    ]


class TestUnderstand:
    def test_reads_each_row_as_a_person_with_a_voice_and_answers(self):
        assert said(understand(make_table(), MAPPING, voices=VOICES)) == [
            (2, "staff", [("1.1", "level", 2), ("2.1", "level", 3)]),
            (3, "local_people", [("1.1", "dont_know", None), ("2.1", "skipped", None)]),
            (4, "staff", [("1.1", "level", 4), ("2.1", "level", 0)]),
        ]

    def test_counts_rows_without_an_answer_and_does_not_import_them(self):
        assert understand(make_table(), MAPPING, voices=VOICES).empty_count == 1

    def test_takes_personal_details_out_of_reasons(self):
        understood = understand(make_table(), MAPPING, voices=VOICES)

        assert understood.people[0].answers[0].reason == "We tried. Ring [telephone number]"
        assert understood.detail_count == 1

    def test_names_every_cell_that_the_mapping_does_not_explain(self):
        odd = AnswerMapping(
            **{**MAPPING.plain(), "voice_words": {"Staff": "staff"}, "level_words": {"3": "3"}}
        )

        found = [(f.line, f.heading, f.value) for f in understand(make_table(), odd, voices=VOICES).faults]

        assert found == [
            (2, "Practice 1.1", "In place in parts"),
            (3, "I am answering as", "Resident"),
            (3, "Practice 1.1", "Don't know"),
            (4, "I am answering as", "staff"),
            (4, "Practice 1.1", "Practice 1.1, level 4"),
            (4, "2.1 How far?", "0"),
        ]

    def test_refuses_a_voice_that_the_round_does_not_ask_and_a_blank_one(self):
        table = make_table(("", "Resident", "3", "", "", ""), ("", "", "3", "", "", ""))

        understood = understand(table, MAPPING, voices=("staff",))

        assert [fault.what for fault in understood.faults] == [
            "We do not know who this is.",
            "It does not say who speaks.",
        ]

    def test_leaves_rows_out_when_told_so(self):
        left = AnswerMapping(
            **{
                **MAPPING.plain(),
                "voice_words": {"Staff": "leave_out", "staff": "leave_out", "Resident": "local_people"},
            }
        )

        understood = understand(make_table(), left, voices=VOICES)

        assert [person.voice for person in understood.people] == ["local_people"]
        assert understood.left_out_count == 3

    def test_takes_one_voice_for_everybody(self):
        everybody = AnswerMapping(voice="staff", answers={"2.1": 4}, level_words={"3": "3", "0": "0"})

        assert {person.voice for person in understand(make_table(), everybody, voices=VOICES).people} == {
            "staff"
        }

    def test_names_a_reason_that_is_too_long(self):
        table = make_table(("", "Staff", "3", "x" * 2001, "", ""))

        assert understand(table, MAPPING, voices=VOICES).faults[0].heading == "Why do you say so?"

    def test_keeps_a_reason_without_an_answer(self):
        table = make_table(("", "Staff", "", "Nobody asked us", "", ""))

        assert understand(table, MAPPING, voices=VOICES).people[0].answers[0].reason == "Nobody asked us"


class TestPlain:
    def test_comes_back_as_it_was(self):
        assert from_plain(make_table().plain()) == make_table()
        assert mapping_from(MAPPING.plain()) == MAPPING
        assert mapping_from({}) == AnswerMapping()
