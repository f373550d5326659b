"""The local people's words in other languages."""

import unicodedata

import pytest

from goldenthread.canvas.content import catalogue
from goldenthread.canvas.content.core_files import read_canvas
from goldenthread.canvas.content.languages import english, pseudo, read_translation
from goldenthread.canvas.content.shapes import TranslationStatus
from goldenthread.canvas.content.toml_tables import ContentFaulty
from making.canvas_content import write_canvas, write_toml

WORDS = {
    "question": "Jak jest?",
    "answers": ["Nic", "Mało", "Trochę", "Dużo", "Wszystko"],
    "why": "Bo tak.",
}


@pytest.fixture
def source(tmp_path):
    return read_canvas(write_canvas(tmp_path))


def write_polish(folder, **changes):
    values = {
        "source_version": "2020.1",
        "name": "Polish",
        "native_name": "Polski",
        "status": "draft",
        "translator": "A translator",
        "reviewed_by": "Nobody yet",
        "factor_titles": {"1": "Pierwszy"},
        "practices": {"1.1": WORDS},
    }
    return write_toml(folder / "pl" / "2020.1.toml", values | changes)


def faults_of(path, source):
    with pytest.raises(ContentFaulty) as refused:
        read_translation(path, source)
    return [str(fault) for fault in refused.value.args[0]]


class TestReadTranslation:
    def test_gives_the_words_that_are_there(self, tmp_path, source):
        polish = read_translation(write_polish(tmp_path), source)

        assert polish.language.code == "pl"
        assert polish.language.complete
        assert polish.status is TranslationStatus.DRAFT
        assert polish.factor_titles[1] == "Pierwszy"
        assert polish.practices["1.1"].answers[4] == "Wszystko"
        assert polish.practices["1.1"].in_english == ()

    def test_shows_a_practice_outside_the_quick_set_in_english_without_calling_it_missing(
        self, tmp_path, source
    ):
        polish = read_translation(write_polish(tmp_path), source)

        assert polish.practices["1.2"].question == source.practice("1.2").questions["local_people"]
        assert polish.practices["1.2"].in_english == ("question", "answers", "why")
        assert polish.missing == ()

    def test_falls_back_to_english_and_says_so(self, tmp_path, source):
        half = {"question": "Jak jest?"}

        polish = read_translation(write_polish(tmp_path, factor_titles={}, practices={"1.1": half}), source)

        assert polish.missing == ("factor 1", "1.1 answers", "1.1 why")
        assert not polish.language.complete
        assert polish.factor_titles[1] == "Plain factor 1"
        assert polish.practices["1.1"].question == "Jak jest?"
        assert polish.practices["1.1"].answers == source.practice("1.1").answers["local_people"]

    def test_never_mixes_two_languages_on_one_scale(self, tmp_path, source):
        four = WORDS | {"answers": WORDS["answers"][:4]}

        faults = faults_of(write_polish(tmp_path, practices={"1.1": four}), source)

        assert faults == ["pl/2020.1.toml · practices 1.1 · answers: has 4 texts and needs 5"]

    @pytest.mark.parametrize(
        ("changes", "fault"),
        [
            ({"status": "source"}, "status: is 'source', neither draft nor reviewed"),
            ({"source_version": "2019.1"}, "source_version: is '2019.1'"),
            ({"practices": {"9.9": WORDS}}, "practices · 9.9: is not a field we know"),
            (
                {"practices": {"1.1": WORDS | {"title": "Tytuł"}}},
                "practices 1.1 · title: is not a field we know",
            ),
            ({"factor_titles": {"1": ""}}, "factor_titles · 1: is empty"),
            ({"factor_titles": {"2": "Drugi"}}, "factor_titles · 2: is not a field we know"),
        ],
    )
    def test_names_what_is_wrong(self, tmp_path, source, changes, fault):
        assert any(fault in found for found in faults_of(write_polish(tmp_path, **changes), source))

    def test_says_when_the_file_is_not_there(self, tmp_path, source):
        assert faults_of(tmp_path / "cy" / "2020.1.toml", source) == ["cy/2020.1.toml: is missing"]


class TestEnglish:
    def test_has_the_shape_of_a_translation(self, source):
        plain = english(source)

        assert plain.status is TranslationStatus.SOURCE
        assert plain.factor_titles[1] == "Plain factor 1"
        assert plain.practices["1.2"].question == source.practice("1.2").questions["local_people"]
        assert plain.missing == ()


class TestPseudo:
    def test_runs_from_right_to_left(self, source):
        made = pseudo(source)

        letters = [letter for letter in made.practices["1.1"].question if letter.isalpha()]
        assert made.language.right_to_left
        assert {unicodedata.bidirectional(letter) for letter in letters} == {"AL"}

    def test_shows_both_ends_of_each_text(self, source):
        answer = pseudo(source).practices["1.1"].answers[0]

        assert answer.startswith("[")
        assert answer.endswith("]")


class TestCatalogueTranslations:
    def test_ships_polish_whole_and_says_that_nobody_has_reviewed_it(self):
        polish = catalogue.translation("pl")

        assert catalogue.missing_texts("pl") == ()
        assert polish.status is TranslationStatus.DRAFT
        assert "Not yet reviewed" in polish.reviewed_by

    def test_translates_every_answer_of_polish(self):
        canvas, polish = catalogue.canvas(), catalogue.translation("pl")

        for practice in canvas.quick_practices:
            words = polish.practices[practice.code]
            assert set(words.answers).isdisjoint(practice.answers["local_people"])
            assert words.question.endswith("?")

    def test_lists_english_first_and_hides_the_test_language(self):
        assert [language.code for language in catalogue.languages()] == ["en", "pl"]

    def test_lists_the_test_language_when_asked(self):
        assert catalogue.languages(with_pseudo=True)[-1].right_to_left

    @pytest.mark.parametrize("language", ["xx", "../core", ""])
    def test_refuses_a_language_that_does_not_ship(self, language):
        with pytest.raises(catalogue.UnknownLanguage):
            catalogue.translation(language)

    def test_refuses_a_version_that_does_not_ship(self):
        with pytest.raises(catalogue.UnknownVersion):
            catalogue.translation("pl", "1999.1")
