"""A system's own words, and what can still be compared."""

import pytest

from goldenthread.canvas.content import catalogue
from goldenthread.canvas.rules import adapting
from goldenthread.canvas.rules.adapting import Change
from goldenthread.canvas.terms import AdaptingRefusal, Origin, QuestionSet

CORE = catalogue.canvas()
FIRST = CORE.practices[0]
FIVE = ["none", "a start", "some", "all", "ahead"]
OWN_WORDS = {
    "title": "Ours",
    "statement": "We do it.",
    "levels": FIVE,
    "questions": dict.fromkeys(catalogue.VOICES, "How far?"),
    "answers": dict.fromkeys(catalogue.VOICES, FIVE),
}


def practices(*changes: Change) -> dict[str, adapting.LocalPractice]:
    return {practice.code: practice for practice in adapting.local_practices(CORE, changes)}


class TestLocalPractices:
    def test_are_the_core_when_nothing_changes(self) -> None:
        found = adapting.local_practices(CORE, [])

        assert [practice.code for practice in found] == [practice.code for practice in CORE.practices]
        assert {practice.origin for practice in found} == {Origin.CORE}

    def test_are_reworded_when_what_is_asked_differs(self) -> None:
        changed = practices(Change(FIRST.code, {"questions": {"staff": "Do we?"}}))[FIRST.code]

        assert changed.origin is Origin.REWORDED
        assert changed.words["questions"]["staff"] == "Do we?"
        assert changed.words["questions"]["leaders"] == FIRST.questions["leaders"]

    @pytest.mark.parametrize("change", [{"weight": 4}, {"wording": {"why": "Because."}}, {"hidden": True}])
    def test_stay_core_when_only_weight_help_or_showing_differs(self, change: dict) -> None:
        assert practices(Change(FIRST.code, **change))[FIRST.code].origin is Origin.CORE

    def test_give_leaders_new_answers_with_new_levels(self) -> None:
        changed = practices(Change(FIRST.code, {"levels": FIVE}))[FIRST.code]

        assert changed.words["answers"]["leaders"] == FIVE
        assert changed.words["answers"]["staff"] == list(FIRST.answers["staff"])

    def test_put_added_ones_at_the_end_of_their_factor(self) -> None:
        found = adapting.local_practices(CORE, [Change("1.L10", OWN_WORDS), Change("1.L2", OWN_WORDS)])

        codes = [practice.code for practice in found if practice.factor == 1]
        assert codes[-2:] == ["1.L2", "1.L10"]


class TestAskedPractices:
    def test_are_one_a_factor_in_a_quick_round(self) -> None:
        asked = adapting.asked_practices(adapting.local_practices(CORE, []), QuestionSet.QUICK)

        assert [practice.code for practice in asked] == [practice.code for practice in CORE.quick_practices]

    def test_leave_out_what_is_hidden(self) -> None:
        found = adapting.local_practices(CORE, [Change(FIRST.code, hidden=True)])

        asked = adapting.asked_practices(found, QuestionSet.FULL)

        assert len(asked) == len(CORE.practices) - 1

    def test_still_ask_about_a_factor_whose_quick_practice_is_hidden(self) -> None:
        quick = CORE.quick_practices[0].code
        found = adapting.local_practices(CORE, [Change(quick, hidden=True)])

        asked = adapting.asked_practices(found, QuestionSet.QUICK)

        assert len(asked) == len(CORE.factors)
        assert quick not in {practice.code for practice in asked}


class TestDiffering:
    def test_keeps_nothing_for_equal_words(self) -> None:
        words = adapting.words_of(FIRST)

        assert adapting.differing(words, words) == {}

    @pytest.mark.parametrize(
        "changed",
        [
            {"title": "New"},
            {"levels": FIVE},
            {"levels": FIVE, "answers": {"leaders": FIVE[::-1]}},
            {"questions": {"staff": "Do we?"}},
            {"answers": {"staff": FIVE}},
        ],
    )
    def test_keeps_what_turns_the_core_into_the_wanted_words(self, changed: dict) -> None:
        core = adapting.words_of(FIRST)
        wanted = adapting.reworded(core, changed)

        kept = adapting.differing(core, wanted)

        assert kept == changed
        assert adapting.reworded(core, kept) == wanted


class TestTranslationsOf:
    def test_are_those_of_the_core(self) -> None:
        polish = catalogue.translation("pl")
        quick = practices()[CORE.quick_practices[0].code]

        found = adapting.translations_of(quick, CORE, [polish])

        assert found["pl"]["question"] == polish.practices[quick.code].question

    def test_are_dropped_when_the_question_is_no_longer_the_same(self) -> None:
        code = CORE.quick_practices[0].code
        changed = practices(Change(code, {"questions": {"local_people": "Other?"}}))[code]

        assert adapting.translations_of(changed, CORE, [catalogue.translation("pl")]) == {}

    def test_are_none_for_an_added_practice(self) -> None:
        own = practices(Change("1.L1", OWN_WORDS))["1.L1"]

        assert adapting.translations_of(own, CORE, [catalogue.translation("pl")]) == {}


class TestWordingHash:
    def test_changes_with_what_is_asked_and_not_with_the_help_beside_it(self) -> None:
        words = adapting.words_of(FIRST)

        assert adapting.wording_hash(words) == adapting.wording_hash(words | {"why": "Other", "evidence": []})
        assert adapting.wording_hash(words) != adapting.wording_hash(words | {"title": "Other"})

    def test_changes_with_a_translated_question(self) -> None:
        words = adapting.words_of(FIRST)
        polish = {"pl": {"question": "Czy?", "answers": FIVE}}

        assert adapting.wording_hash(words) != adapting.wording_hash(words | {"translations": polish})


class TestNextCode:
    def test_is_never_one_that_was_used(self) -> None:
        assert adapting.next_code(3, []) == "3.L1"
        assert adapting.next_code(3, ["3.L1", "3.L4", "3.1"]) == "3.L5"


class TestWhyNotAdapt:
    @pytest.mark.parametrize(
        ("change", "refusal"),
        [
            (Change(FIRST.code, {"title": "New"}, reason="Clearer here"), None),
            (Change("99.9", reason="x"), AdaptingRefusal.NO_SUCH_PRACTICE),
            (Change(FIRST.code, weight=6, reason="x"), AdaptingRefusal.WEIGHT_OUT_OF_RANGE),
            (Change(FIRST.code, hidden=True), AdaptingRefusal.REASON_MISSING),
            (Change(FIRST.code, {"title": " "}, reason="x"), AdaptingRefusal.WORDS_MISSING),
            (Change("1.L1", {"title": "Half"}, reason="x"), AdaptingRefusal.WORDS_MISSING),
            (Change(FIRST.code), AdaptingRefusal.NOTHING_CHANGED),
        ],
    )
    def test_names_what_is_wrong(self, change: Change, refusal: AdaptingRefusal | None) -> None:
        found = adapting.why_not_adapt(
            is_system=True, core=CORE, change=change, before={}, seen=0, latest_change=0
        )

        assert found is refusal

    def test_is_for_systems_only(self) -> None:
        change = Change(FIRST.code, {"title": "New"}, reason="x")

        found = adapting.why_not_adapt(
            is_system=False, core=CORE, change=change, before={}, seen=0, latest_change=0
        )

        assert found is AdaptingRefusal.NOT_A_SYSTEM

    def test_does_not_write_over_what_somebody_else_has_just_changed(self) -> None:
        change = Change(FIRST.code, {"title": "New"}, reason="x")

        found = adapting.why_not_adapt(
            is_system=True, core=CORE, change=change, before={}, seen=2, latest_change=3
        )

        assert found is AdaptingRefusal.CHANGED_MEANWHILE

    def test_leaves_something_to_ask_for_every_factor(self) -> None:
        codes = [practice.code for practice in CORE.factor(1).practices]
        before = {code: Change(code, hidden=True, reason="x") for code in codes[1:]}

        found = adapting.why_not_adapt(
            is_system=True,
            core=CORE,
            change=Change(codes[0], hidden=True, reason="x"),
            before=before,
            seen=0,
            latest_change=0,
        )

        assert found is AdaptingRefusal.FACTOR_LEFT_EMPTY
