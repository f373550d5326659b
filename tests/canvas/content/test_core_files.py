"""Reading one version of the canvas: what is good gets through, what is not is named."""

import pytest

from goldenthread.canvas.content.core_files import read_canvas
from goldenthread.canvas.content.toml_tables import ContentFaulty
from making.canvas_content import factor_values, practice_values, version_values, write_canvas


def faults_of(folder):
    with pytest.raises(ContentFaulty) as refused:
        read_canvas(folder)
    return [str(fault) for fault in refused.value.args[0]]


class TestReadCanvas:
    def test_gives_factors_and_practices_in_order(self, tmp_path):
        canvas = read_canvas(write_canvas(tmp_path, factor_values(1), factor_values(2)))

        assert [factor.number for factor in canvas.factors] == [1, 2]
        assert [practice.code for practice in canvas.practices] == ["1.1", "1.2", "2.1", "2.2"]
        assert [practice.code for practice in canvas.quick_practices] == ["1.1", "2.1"]
        assert canvas.practice("2.2").answers["staff"][4] == "staff 4"

    def test_lets_leaders_answer_with_the_level_statements(self, tmp_path):
        practice = read_canvas(write_canvas(tmp_path)).practice("1.1")

        assert practice.answers["leaders"] == practice.levels

    def test_lets_a_practice_have_words_of_its_own_for_leaders(self, tmp_path):
        words = ["None", "Some", "More", "Most", "All"]
        own = practice_values(answers=dict.fromkeys(("leaders", "staff", "partners", "local_people"), words))

        canvas = read_canvas(write_canvas(tmp_path, factor_values(practices=[own])))

        assert canvas.practice("1.1").answers["leaders"] == tuple(words)

    def test_orders_codes_as_numbers(self, tmp_path):
        practices = [practice_values("1.1"), practice_values("1.2"), practice_values("1.10")]

        canvas = read_canvas(write_canvas(tmp_path, factor_values(practices=practices)))

        assert [practice.code for practice in canvas.practices] == ["1.1", "1.2", "1.10"]

    @pytest.mark.parametrize(
        ("changes", "fault"),
        [
            ({"title": None}, "2020.1/01-a-factor.toml · 1.1 · title: is missing"),
            ({"title": "  "}, "2020.1/01-a-factor.toml · 1.1 · title: is empty"),
            ({"why": "Two  spaces."}, "1.1 · why: has line breaks or spaces it does not need"),
            ({"statement": 3}, "1.1 · statement: is not text"),
            ({"in_quick": 1}, "1.1 · in_quick: is not true or false"),
            ({"evidence": []}, "1.1 · evidence: is empty"),
            ({"levels": ["a", "b", "c", "d"]}, "1.1 · levels: has 4 texts and needs 5"),
            ({"levels": ["a", "b", "c", "d", "e", "f"]}, "1.1 · levels: has 6 texts and needs 5"),
            ({"levels": ["a", "b", "c", "d", "A"]}, "1.1 · levels: says the same thing twice"),
            ({"levels": "abcde"}, "1.1 · levels: is not a list"),
            ({"questions": {"staff": "Is it so?"}}, "1.1 questions · partners: is missing"),
            ({"answers": {}}, "1.1 answers · local_people: is missing"),
            ({"colour": "red"}, "1.1 · colour: is not a field we know"),
        ],
    )
    def test_names_the_file_the_practice_and_the_field(self, tmp_path, changes, fault):
        practices = [practice_values("1.1") | changes, practice_values("1.2")]
        practices[0] = {name: value for name, value in practices[0].items() if value is not None}
        folder = write_canvas(tmp_path, factor_values(practices=practices))

        assert any(fault in found for found in faults_of(folder))

    def test_names_every_fault_at_once(self, tmp_path):
        practices = [practice_values("1.1", why=""), practice_values("1.2", statement=None)]
        folder = write_canvas(tmp_path, factor_values(practices=practices), head=version_values(author=None))

        assert faults_of(folder) == [
            "2020.1/01-a-factor.toml · 1.1 · why: is empty",
            "2020.1/01-a-factor.toml · 1.2 · statement: is missing",
            "2020.1/version.toml · author: is missing",
        ]

    @pytest.mark.parametrize("code", ["2.1", "1", "1.0", "one", "1.100"])
    def test_refuses_a_code_that_is_not_of_its_factor(self, tmp_path, code):
        folder = write_canvas(tmp_path, factor_values(practices=[practice_values(code, in_quick=True)]))

        assert any(f"code: {code!r} is not a code of factor 1" in fault for fault in faults_of(folder))

    def test_refuses_a_code_given_twice(self, tmp_path):
        practices = [practice_values("1.1"), practice_values("1.1", in_quick=False)]

        assert any(
            "there twice" in fault
            for fault in faults_of(write_canvas(tmp_path, factor_values(practices=practices)))
        )

    @pytest.mark.parametrize("quick", [[True, True], [False, False]])
    def test_wants_one_quick_practice_in_each_factor(self, tmp_path, quick):
        practices = [practice_values(f"1.{place}", in_quick=yes) for place, yes in enumerate(quick, start=1)]

        faults = faults_of(write_canvas(tmp_path, factor_values(practices=practices)))

        assert faults == [
            f"2020.1/01-a-factor.toml · in_quick: {sum(quick)} practices are in the quick set, not one"
        ]

    def test_refuses_a_gap_in_the_numbers(self, tmp_path):
        faults = faults_of(write_canvas(tmp_path, factor_values(1), factor_values(3)))

        assert faults == ["2020.1/version.toml · factors: are numbered [1, 3], not 1, 2, 3 and so on"]

    def test_refuses_a_version_in_the_wrong_folder(self, tmp_path):
        faults = faults_of(write_canvas(tmp_path, head=version_values("2021.1")))

        assert faults == ["2020.1/version.toml · version: is '2021.1' in the folder '2020.1'"]

    def test_refuses_a_file_that_is_not_named_after_its_factor(self, tmp_path):
        folder = write_canvas(tmp_path)
        (folder / "01-a-factor.toml").rename(folder / "01-other.toml")

        assert any("not named after" in fault for fault in faults_of(folder))

    @pytest.mark.parametrize("slug", ["A-Factor", "a--factor", "a_factor"])
    def test_refuses_a_slug_that_would_not_do_in_an_address(self, tmp_path, slug):
        assert any(
            "slug: has something" in fault
            for fault in faults_of(write_canvas(tmp_path, factor_values(slug=slug)))
        )

    def test_says_when_a_file_is_not_toml(self, tmp_path):
        folder = write_canvas(tmp_path)
        (folder / "01-a-factor.toml").write_text("number = = 1", "utf-8")

        assert any("01-a-factor.toml: is not TOML" in fault for fault in faults_of(folder))

    def test_says_when_the_head_is_missing(self, tmp_path):
        folder = write_canvas(tmp_path)
        (folder / "version.toml").unlink()

        assert faults_of(folder) == ["2020.1/version.toml: is missing"]

    def test_prints_every_fault_on_its_own_line(self, tmp_path):
        folder = write_canvas(tmp_path, head=version_values(author=None, licence=None))

        with pytest.raises(ContentFaulty, match=r"author: is missing\n.*licence: is missing"):
            read_canvas(folder)
