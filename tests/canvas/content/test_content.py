"""The words that ship: whole, plain, short enough, and alike for everyone who applies them."""

import re
from itertools import chain
from statistics import mean

import pytest

from goldenthread.canvas import terms
from goldenthread.canvas.content import catalogue
from making.reading_age import grade, words

CANVAS = catalogue.canvas()
PRACTICES = CANVAS.practices
EACH_PRACTICE = pytest.mark.parametrize("practice", PRACTICES, ids=lambda practice: practice.code)

# Adults read English of this kind at about 238 words a minute (Brysbaert 2019, J Mem Lang 109:104047).
# We allow for slower readers, more so among local people, and ten seconds to choose each answer.
WORDS_A_MINUTE = {"leaders": 200, "staff": 200, "partners": 200, "local_people": 150}
CHOOSING_SECONDS = 10

AMERICAN = re.compile(
    r"\b(\w*(?:organiz|recogniz|prioritiz|personaliz|summariz|analyz|digitiz|mobiliz)\w*"
    r"|programs?|centers?|behaviors?|colors?|favor\w*|labor|license[sd]?|fulfill|skillful|enroll"
    r"|counsel(?:ed|ing)|travel(?:ed|ing)|judgment|gotten|e-mails?)\b",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"\b(should|good|strong|robust|appropriate|adequate|effective|significant|well)\b", re.IGNORECASE
)


def asked(practice, voice):
    return (practice.questions[voice], *practice.answers[voice])


def every_text():
    for factor in CANVAS.factors:
        yield from (factor.title, factor.plain_title, factor.statement)
    for practice in PRACTICES:
        yield from (practice.title, practice.statement, practice.why, *practice.evidence, *practice.levels)
        yield from chain.from_iterable(asked(practice, voice) for voice in catalogue.VOICES)
    for link in catalogue.links():
        yield link.note


class TestCanvas:
    def test_has_the_eleven_factors_with_three_or_four_practices_each(self):
        assert [factor.number for factor in CANVAS.factors] == list(range(1, 12))
        assert {len(factor.practices) for factor in CANVAS.factors} <= {3, 4}

    def test_asks_one_practice_of_each_factor_in_the_quick_set(self):
        assert [practice.factor for practice in CANVAS.quick_practices] == list(range(1, 12))

    def test_cites_the_section_that_each_factor_and_practice_comes_from(self):
        for factor in CANVAS.factors:
            assert factor.source_section == f"2.{factor.number}"
            assert {practice.source_section for practice in factor.practices} == {f"2.{factor.number}"}

    def test_speaks_in_the_voices_and_levels_of_the_room(self):
        assert tuple(terms.Voice) == catalogue.VOICES
        assert len(terms.Level) == catalogue.LEVEL_COUNT

    def test_says_who_wrote_it_and_that_nobody_outside_has_reviewed_it(self):
        assert CANVAS.author
        assert "Not yet reviewed" in CANVAS.reviewed_by

    def test_gives_no_two_practices_the_same_title_or_question(self):
        for texts in (
            [practice.title for practice in PRACTICES],
            *([practice.questions[voice] for practice in PRACTICES] for voice in catalogue.VOICES),
        ):
            assert len(texts) == len(set(texts))


class TestPractice:
    @EACH_PRACTICE
    def test_has_two_kinds_of_evidence_at_least(self, practice):
        assert len(practice.evidence) >= 2

    @EACH_PRACTICE
    def test_has_short_level_statements_of_facts(self, practice):
        for level in practice.levels:
            assert len(words(level)) <= 45
            assert not VAGUE.search(level), VAGUE.search(level)

    @EACH_PRACTICE
    def test_builds_its_last_level_on_the_one_before(self, practice):
        assert practice.levels[4].startswith("All of level 3")

    @EACH_PRACTICE
    def test_asks_short_questions(self, practice):
        for question in practice.questions.values():
            assert len(words(question)) <= 30
            assert question.endswith("?")

    @EACH_PRACTICE
    def test_answers_in_few_words_without_a_full_stop(self, practice):
        for voice, limit in {"staff": 20, "partners": 20, "local_people": 16}.items():
            for answer in practice.answers[voice]:
                assert len(words(answer)) <= limit, answer
                assert not answer.endswith("."), answer

    @EACH_PRACTICE
    def test_answers_in_words_that_stand_alone(self, practice):
        for voice in ("staff", "partners", "local_people"):
            for answer in practice.answers[voice]:
                assert not re.search(r"\b(above|below|level|previous)\b", answer), answer

    @EACH_PRACTICE
    def test_ends_each_statement_with_a_full_stop(self, practice):
        for text in (practice.statement, practice.why, *practice.levels):
            assert text.endswith("."), text

    @EACH_PRACTICE
    def test_says_why_in_plain_words(self, practice):
        assert grade(practice.why) <= 9
        assert len(words(practice.why)) <= 30


class TestReadingGrade:
    def test_is_that_of_a_primary_school_for_local_people(self):
        grades = {practice.code: grade(practice.questions["local_people"]) for practice in PRACTICES}

        assert mean(grades.values()) <= 6
        assert {code: level for code, level in grades.items() if level > 9} == {}

    def test_holds_for_their_answers_too(self):
        grades = [grade(*practice.answers["local_people"]) for practice in PRACTICES]

        assert max(grades) <= 6

    @pytest.mark.parametrize("voice", ["staff", "partners"])
    def test_is_that_of_a_secondary_school_for_staff_and_partners(self, voice):
        grades = [grade(*asked(practice, voice)) for practice in PRACTICES]

        assert mean(grades) <= 9
        assert max(grades) <= 9

    def test_stays_readable_for_leaders(self):
        assert mean(grade(*asked(practice, "leaders")) for practice in PRACTICES) <= 10


class TestTimeToAnswer:
    @pytest.mark.parametrize("voice", catalogue.VOICES)
    @pytest.mark.parametrize(("practices", "minutes"), [(CANVAS.quick_practices, 8), (PRACTICES, 40)])
    def test_is_short_enough(self, voice, practices, minutes):
        read = sum(len(words(text)) for practice in practices for text in asked(practice, voice))

        spent = read / WORDS_A_MINUTE[voice] + len(practices) * CHOOSING_SECONDS / 60

        assert spent < minutes


class TestWords:
    def test_are_spelt_as_in_britain(self):
        found = {match.group() for text in every_text() for match in AMERICAN.finditer(text)}

        assert found == set()

    def test_use_straight_quotes_and_no_dashes_between_thoughts(self):
        assert [text for text in every_text() if re.search("[‘’“”–—]", text)] == []
