"""What changed between two versions of the canvas."""

import pytest

from goldenthread.canvas.content.changes import Change, PracticeChange, differences
from goldenthread.canvas.content.core_files import read_canvas
from making.canvas_content import factor_values, practice_values, write_canvas


@pytest.fixture
def old(tmp_path):
    return read_canvas(write_canvas(tmp_path / "old"))


def version_with(folder, *practices):
    return read_canvas(write_canvas(folder, factor_values(practices=list(practices))))


class TestDifferences:
    def test_finds_nothing_between_a_version_and_itself(self, old):
        assert [change.change for change in differences(old, old)] == [Change.SAME, Change.SAME]

    def test_names_what_was_added_and_what_left(self, old, tmp_path):
        new = version_with(tmp_path, practice_values("1.1"), practice_values("1.3"))

        assert differences(old, new) == (
            PracticeChange("1.1", Change.SAME, ()),
            PracticeChange("1.3", Change.ADDED, ()),
            PracticeChange("1.2", Change.REMOVED, ()),
        )

    def test_names_the_words_that_moved(self, old, tmp_path):
        questions = practice_values("1.1")["questions"] | {"staff": "Is it any better?"}
        new = version_with(tmp_path, practice_values("1.1", questions=questions), practice_values("1.2"))

        first, second = differences(old, new)

        assert first == PracticeChange("1.1", Change.REWORDED, ("questions.staff",))
        assert second.change is Change.SAME

    def test_counts_a_new_level_statement_for_leaders_who_choose_among_them(self, old, tmp_path):
        levels = ["Other", *practice_values("1.1")["levels"][1:]]
        new = version_with(tmp_path, practice_values("1.1", levels=levels), practice_values("1.2"))

        assert differences(old, new)[0].fields == ("levels", "answers.leaders")

    @pytest.mark.parametrize("field", ["title", "why"])
    def test_leaves_out_what_nobody_answers(self, old, tmp_path, field):
        new = version_with(tmp_path, practice_values("1.1", **{field: "Other."}), practice_values("1.2"))

        assert differences(old, new)[0].change is Change.SAME


class TestPracticeChange:
    def test_touches_only_the_voices_whose_words_moved(self):
        change = PracticeChange("1.1", Change.REWORDED, ("answers.staff",))

        assert change.touches("staff")
        assert not change.touches("partners")

    @pytest.mark.parametrize(
        ("change", "touched"), [(Change.SAME, False), (Change.ADDED, True), (Change.REMOVED, True)]
    )
    def test_touches_everyone_when_a_practice_comes_or_goes(self, change, touched):
        assert PracticeChange("1.1", change, ()).touches("leaders") is touched
