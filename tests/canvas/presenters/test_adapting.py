"""A system's own canvas in words."""

from goldenthread.canvas.content import catalogue
from goldenthread.canvas.presenters import adapting as presenters
from goldenthread.canvas.queries.adapting import CORE_ONLY, Wording
from goldenthread.canvas.rules.adapting import Change, reworded, words_of
from goldenthread.canvas.terms import AdaptingRefusal, Origin

FIRST = catalogue.canvas().practices[0]


class TestSummary:
    def test_of_the_core_says_so(self) -> None:
        assert presenters.summary(CORE_ONLY) == "You use the shared canvas as it comes."

    def test_counts_what_differs(self) -> None:
        changes = (Change(FIRST.code, {"title": "Ours"}, weight=2), Change("3.3", hidden=True))

        said = presenters.summary(Wording(1, 4, "2026.1", changes))

        assert said.startswith("Version 4: 1 reworded, 1 hidden, 1 given more weight.")


class TestDifferences:
    def test_are_none_for_equal_words(self) -> None:
        assert presenters.differences(words_of(FIRST), words_of(FIRST)) == ()

    def test_name_each_text_and_show_both(self) -> None:
        core = words_of(FIRST)
        ours = reworded(core, {"questions": {"staff": "Do we?"}, "levels": ["a", "b", "c", "d", "e"]})

        found = presenters.differences(core, ours)

        assert [row.what for row in found][:2] == ["Level 0: Not started", "Level 1: Exploring"]
        assert found[-1] == presenters.Difference("Staff: question", core["questions"]["staff"], "Do we?")


class TestNoteOf:
    def test_says_what_changed(self) -> None:
        before, title = Change("1.1", weight=2), "Ours"

        def note(change: Change) -> str:
            return presenters.note_of(change, before=before, title=title)

        assert note(Change("1.1", {"title": "x"}, weight=3)) == "1.1 Ours: reworded, weight 3"
        assert note(Change("1.1", hidden=True, weight=2)) == "1.1 Ours: hidden"
        assert note(Change("1.1")) == "1.1 Ours: the shared words put back"
        assert note(Change("1.1", weight=2, reason="other")) == "1.1 Ours: reason changed"


class TestRefusals:
    def test_all_have_words(self) -> None:
        assert set(presenters.ADAPTING_REFUSALS) == set(AdaptingRefusal)

    def test_every_origin_says_whether_it_compares(self) -> None:
        assert all(presenters.compares(origin) for origin in Origin)
