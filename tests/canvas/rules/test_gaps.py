"""What answers by level can be said to show."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.canvas.rules.gaps import Middle, Reading, Spread, middle, pair_chances, reading, spread

COUNTS = st.lists(st.integers(0, 12), min_size=5, max_size=5)


def answers(counts: list[int]) -> list[int]:
    return [level for level, count in enumerate(counts) for _ in range(count)]


class TestMiddle:
    @pytest.mark.parametrize(
        ("counts", "low", "high"),
        [([0, 0, 1, 0, 0], 2, 2), ([2, 0, 0, 0, 2], 0, 4), ([1, 2, 0, 0, 0], 1, 1), ([1, 1, 0, 0, 0], 0, 1)],
    )
    def test_is_the_middle_answer(self, counts: list[int], low: int, high: int) -> None:
        assert middle(counts) == Middle(low, high)

    def test_of_nobody_is_none(self) -> None:
        assert middle([0, 0, 0, 0, 0]) is None

    @given(COUNTS.filter(any))
    def test_agrees_with_the_list_of_answers(self, counts: list[int]) -> None:
        found = middle(counts)

        assert found is not None
        assert (found.low, found.high) == (
            statistics.median_low(answers(counts)),
            statistics.median_high(answers(counts)),
        )


class TestPairChances:
    @given(COUNTS, COUNTS)
    def test_agree_with_every_pair_of_people(self, one: list[int], other: list[int]) -> None:
        pairs = [(first, second) for first in answers(one) for second in answers(other)]

        found = pair_chances(one, other)

        if not pairs:
            assert found is None
        else:
            above = sum(first > second for first, second in pairs) / len(pairs)
            below = sum(first < second for first, second in pairs) / len(pairs)
            assert found == (above, below)


class TestSpread:
    @pytest.mark.parametrize(
        ("agreement", "word"),
        [
            (1.0, Spread.CLOSE),
            (0.6, Spread.CLOSE),
            (0.59, Spread.SPREAD),
            (0.2, Spread.SPREAD),
            (0.19, Spread.SPLIT),
            (-1.0, Spread.SPLIT),
            (None, Spread.UNKNOWN),
        ],
    )
    def test_names_an_agreement(self, agreement: float | None, word: Spread) -> None:
        assert spread(agreement) is word


class TestReading:
    def test_names_a_gap_before_a_split(self) -> None:
        found = reading(shown_voice_count=2, has_clear_gap=True, spreads=[Spread.SPLIT])

        assert found is Reading.DIFFER

    def test_never_lets_a_split_pass_as_agreement(self) -> None:
        found = reading(shown_voice_count=2, has_clear_gap=False, spreads=[Spread.CLOSE, Spread.SPLIT])

        assert found is Reading.SPLIT

    def test_needs_two_voices(self) -> None:
        assert reading(shown_voice_count=1, has_clear_gap=False, spreads=[]) is Reading.TOO_FEW
