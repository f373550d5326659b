"""The small reading measure that the content tests use."""

import pytest

from making.reading_age import grade, syllables, words


class TestSyllables:
    @pytest.mark.parametrize(
        ("word", "count"),
        [
            ("care", 1),
            ("asked", 1),
            ("needed", 2),
            ("people", 2),
            ("services", 3),
            ("online", 2),
            ("digital", 3),
            ("the", 1),
        ],
    )
    def test_counts_what_is_heard(self, word, count):
        assert abs(syllables(word) - count) <= 1


class TestWords:
    def test_keeps_hyphens_and_apostrophes_inside_a_word(self):
        assert words("Front-line staff don't guess, 3 times.") == [
            "Front-line",
            "staff",
            "don't",
            "guess",
            "3",
            "times",
        ]


class TestGrade:
    def test_follows_the_published_formula(self):
        assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)

    def test_rises_with_longer_sentences_and_words(self):
        assert grade("We ask you first. You choose.") < grade(
            "Organisational representatives deliberate collaboratively."
        )
