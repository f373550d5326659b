"""The words around the questions are whole in every language that ships."""

import re

import pytest

from goldenthread.canvas.content.interface_words import PSEUDO, interface_languages, interface_words
from making.reading_age import grade

FOR_OTHER_VOICES = re.compile(r".*_(leaders|staff|partners)")
SHIPPED = [code for code in interface_languages() if code not in ("en", PSEUDO)]


class TestInterfaceWords:
    @pytest.mark.parametrize("code", SHIPPED)
    def test_say_everything_that_english_says(self, code: str) -> None:
        english, other = interface_words("en").texts, interface_words(code).texts

        same = [key for key in english if english[key] == other[key] and not FOR_OTHER_VOICES.fullmatch(key)]

        assert same in ([], ["handover_label"])  # Polish says "link" too

    @pytest.mark.parametrize("code", [*SHIPPED, PSEUDO])
    def test_are_filled_in_with_the_same_facts(self, code: str) -> None:
        english, other = interface_words("en").texts, interface_words(code).texts

        for key in english:
            facts = re.findall(r"\{\w+\}", english[key])
            assert sorted(facts) == sorted(re.findall(r"\{\w+\}", other[key])), key

    def test_are_english_for_a_language_that_does_not_ship(self) -> None:
        assert interface_words("../../etc/passwd").code == "en"

    def test_run_right_to_left_where_the_language_does(self) -> None:
        assert interface_words(PSEUDO).direction == "rtl"
        assert interface_words("pl").direction == "ltr"

    def test_fill_in_facts(self) -> None:
        assert interface_words("en")("question_title", number=3, total=11) == "Question 3 of 11"


class TestReadingAge:
    def test_is_that_of_a_primary_school(self) -> None:
        texts = {
            key: re.sub(r"\{\w+\}", "Eastdale", text)
            for key, text in interface_words("en").texts.items()
            if not FOR_OTHER_VOICES.fullmatch(key)
        }

        assert grade(*texts.values()) <= 5
        hard = {key for key, text in texts.items() if len(text.split()) > 8 and grade(text) > 8}
        assert hard == set()
