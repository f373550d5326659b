"""What can be read as a difference between two rounds."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.canvas.rules import comparing as rules
from goldenthread.canvas.rules.comparing import AskedAs, ComparisonBreak, Movement, Outcome, ReportedStatus
from goldenthread.canvas.rules.levels import FactorLevel

ranges = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(lambda ends: (min(ends), max(ends)))


def asked(code: str = "1.1", words: str = "same") -> AskedAs:
    return AskedAs(code, f"Practice {code}", 1, "core", words)


class TestWhyNotCompare:
    def test_is_nothing_for_equal_words(self) -> None:
        assert rules.why_not_compare(asked(), asked()) is None

    @pytest.mark.parametrize(
        ("then", "now", "expected"),
        [
            (None, asked(), ComparisonBreak.NOT_ASKED_THEN),
            (asked(), None, ComparisonBreak.NOT_ASKED_NOW),
            (asked(words="old"), asked(words="new"), ComparisonBreak.OTHER_WORDS),
        ],
    )
    def test_names_what_is_in_the_way(
        self, then: AskedAs | None, now: AskedAs | None, expected: ComparisonBreak
    ) -> None:
        assert rules.why_not_compare(then, now) is expected


class TestWhyNotCompareFactor:
    def test_wants_the_same_practices(self) -> None:
        broken = rules.why_not_compare_factor([asked("1.1")], [asked("1.1"), asked("1.2")])

        assert broken is ComparisonBreak.OTHER_PRACTICES

    def test_wants_the_same_words(self) -> None:
        broken = rules.why_not_compare_factor([asked(words="old")], [asked(words="new")])

        assert broken is ComparisonBreak.OTHER_WORDS

    def test_does_not_mind_the_order(self) -> None:
        assert (
            rules.why_not_compare_factor([asked("1.1"), asked("1.2")], [asked("1.2"), asked("1.1")]) is None
        )

    def test_says_when_nothing_was_asked(self) -> None:
        assert rules.why_not_compare_factor([], [asked()]) is ComparisonBreak.NOT_ASKED_THEN
        assert rules.why_not_compare_factor([asked()], []) is ComparisonBreak.NOT_ASKED_NOW


class TestWhyNotCompareVoice:
    @pytest.mark.parametrize(
        ("facts", "expected"),
        [
            ((True, True, True, True), None),
            ((False, True, False, True), ComparisonBreak.VOICE_NOT_ASKED_THEN),
            ((True, False, True, False), ComparisonBreak.VOICE_NOT_ASKED_NOW),
            ((True, True, False, True), ComparisonBreak.TOO_FEW),
            ((True, True, True, False), ComparisonBreak.TOO_FEW),
        ],
    )
    def test_asks_who_was_asked_and_what_is_shown(
        self, facts: tuple[bool, bool, bool, bool], expected: ComparisonBreak | None
    ) -> None:
        asked_then, asked_now, shown_then, shown_now = facts

        broken = rules.why_not_compare_voice(
            None, asked_then=asked_then, asked_now=asked_now, shown_then=shown_then, shown_now=shown_now
        )

        assert broken is expected

    def test_gives_the_practice_s_reason_first(self) -> None:
        broken = rules.why_not_compare_voice(
            ComparisonBreak.OTHER_WORDS, asked_then=False, asked_now=True, shown_then=False, shown_now=True
        )

        assert broken is ComparisonBreak.OTHER_WORDS


class TestMovement:
    @pytest.mark.parametrize(
        ("then", "now", "expected"),
        [
            ((1, 1), (2, 2), Movement.UP),
            ((1, 2), (1, 3), Movement.UP),
            ((2, 3), (1, 3), Movement.DOWN),
            ((2, 2), (2, 2), Movement.SAME),
            ((2, 2), (1, 3), Movement.UNCLEAR),
        ],
    )
    def test_looks_at_both_ends(
        self, then: tuple[int, int], now: tuple[int, int], expected: Movement
    ) -> None:
        assert rules.movement(then, now) is expected

    @given(ranges, ranges)
    def test_turns_round_when_time_does(self, one: tuple[int, int], other: tuple[int, int]) -> None:
        turned = {Movement.UP: Movement.DOWN, Movement.DOWN: Movement.UP}

        forward, back = rules.movement(one, other), rules.movement(other, one)

        assert back is turned.get(forward, forward)


class TestFactorMovement:
    def level(self, low: int | None) -> FactorLevel:
        return FactorLevel(1, low, low, None, "", 1, 1, False)

    def test_says_nothing_across_a_break_or_without_a_level(self) -> None:
        assert rules.factor_movement(self.level(1), self.level(2), ComparisonBreak.OTHER_WORDS) is None
        assert rules.factor_movement(self.level(None), self.level(2), None) is None
        assert rules.factor_movement(None, self.level(2), None) is None
        assert rules.factor_movement(self.level(1), self.level(2), None) is Movement.UP


class TestMedianLevels:
    @pytest.mark.parametrize(
        ("counts", "expected"),
        [
            ([0, 0, 0, 0, 0], None),
            ([0, 0, 1, 0, 0], (2, 2)),
            ([1, 0, 0, 0, 1], (0, 4)),
            ([2, 3, 1, 0, 0], (1, 1)),
        ],
    )
    def test_is_a_level_or_lies_between_two(
        self, counts: list[int], expected: tuple[int, int] | None
    ) -> None:
        assert rules.median_levels(counts) == expected

    @given(st.lists(st.integers(0, 9), min_size=5, max_size=5))
    def test_leaves_no_more_than_half_on_either_side(self, counts: list[int]) -> None:
        found = rules.median_levels(counts)

        if found:
            low, high = found
            assert sum(counts[:low]) * 2 <= sum(counts)
            assert sum(counts[high + 1 :]) * 2 <= sum(counts)


class TestChangedWords:
    def test_names_the_question_of_one_voice(self) -> None:
        then = {"statement": "a", "questions": {"staff": "How?", "leaders": "Why?"}}
        now = {"statement": "a", "questions": {"staff": "How far?", "leaders": "Why?"}}

        assert rules.changed_words(then, now) == ("questions.staff",)


SINCE, UNTIL = datetime(2025, 7, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)


def report(status: str, due: date, at: datetime) -> ReportedStatus:
    return ReportedStatus(status, due, at)


class TestOutcome:
    first = report("planned", date(2026, 1, 1), datetime(2025, 8, 1, tzinfo=UTC))

    def test_is_done_even_when_it_was_late(self) -> None:
        done = report("done", date(2026, 4, 1), datetime(2026, 4, 1, tzinfo=UTC))

        assert rules.outcome([self.first, done], since=SINCE, until=UNTIL) is Outcome.DONE

    def test_is_slipped_when_its_day_moved_or_passed(self) -> None:
        moved = report("started", date(2026, 12, 1), datetime(2026, 1, 1, tzinfo=UTC))

        assert rules.outcome([self.first, moved], since=SINCE, until=UNTIL) is Outcome.SLIPPED
        assert rules.outcome([self.first], since=SINCE, until=UNTIL) is Outcome.SLIPPED

    def test_is_on_course_when_its_day_is_to_come(self) -> None:
        ahead = report("planned", date(2027, 1, 1), datetime(2025, 8, 1, tzinfo=UTC))

        assert rules.outcome([ahead], since=SINCE, until=UNTIL) is Outcome.ON_COURSE

    def test_leaves_out_what_ended_before_or_began_after(self) -> None:
        before = report("done", date(2025, 1, 1), datetime(2025, 1, 1, tzinfo=UTC))
        after = report("planned", date(2027, 1, 1), datetime(2026, 8, 1, tzinfo=UTC))

        assert rules.outcome([before], since=SINCE, until=UNTIL) is None
        assert rules.outcome([after], since=SINCE, until=UNTIL) is None

    def test_counts_a_stop(self) -> None:
        stopped = report("stopped", date(2026, 1, 1), datetime(2025, 9, 1, tzinfo=UTC))

        assert rules.outcome([self.first, stopped], since=SINCE, until=UNTIL) is Outcome.STOPPED
