import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from goldenthread.methods.agreement import gap_between_groups
from goldenthread.methods.inputs import InputError

LAST_BITS = 1e-12
groups = hnp.arrays(np.int64, (2, 5), elements=st.integers(0, 12)).filter(
    lambda found: found.sum(axis=1).all()
)


def score_distance(chance: float, limit: float, n_one: float, n_other: float) -> float:
    """How many of method 5's standard errors lie between a limit and the estimate."""
    half = (n_one + n_other) / 2 - 1
    spread = 1 + half * ((1 - limit) / (2 - limit) + limit / (1 + limit))
    return abs(chance - limit) / np.sqrt(limit * (1 - limit) * spread / (n_one * n_other))


class TestGapBetweenGroups:
    @pytest.mark.parametrize(
        ("first", "second", "published"),
        [
            # Newcombe (1998), table II, method 10
            ((56, 70), (48, 80), (0.2000, 0.0524, 0.3339)),
            ((9, 10), (3, 10), (0.6000, 0.1705, 0.8090)),
            ((10, 10), (0, 20), (1.0000, 0.6791, 1.0000)),
        ],
    )
    def test_share_differences_have_the_published_limits(
        self, first: tuple[int, int], second: tuple[int, int], published: tuple[float, float, float]
    ) -> None:
        found = gap_between_groups([first[1] - first[0], first[0]], [second[1] - second[0], second[0]])

        limits = found.share_difference[1], found.share_lower[1], found.share_upper[1]
        assert tuple(round(float(limit), 4) for limit in limits) == published

    @given(pair=groups)
    def test_the_gap_is_what_comparing_every_pair_gives(self, pair: np.ndarray) -> None:
        one, other = (np.repeat(np.arange(5), counts) for counts in pair)

        found = gap_between_groups(*pair)

        assert float(found.gap) == pytest.approx(np.sign(np.subtract.outer(one, other)).mean(), abs=LAST_BITS)
        assert -1 <= found.lower <= found.gap + LAST_BITS
        assert found.gap - LAST_BITS <= found.upper <= 1

    @given(pair=groups)
    def test_swapping_the_groups_turns_the_gap_round(self, pair: np.ndarray) -> None:
        found, swapped = gap_between_groups(*pair), gap_between_groups(*pair[::-1])

        assert found.gap == pytest.approx(-swapped.gap, abs=LAST_BITS)
        assert found.lower == pytest.approx(-swapped.upper, abs=LAST_BITS)

    def test_limits_lie_where_the_score_test_just_rejects(self) -> None:
        found = gap_between_groups([0, 0, 1, 4, 5], [6, 5, 3, 1, 0])
        chance, lower, upper = (float(value + 1) / 2 for value in (found.gap, found.lower, found.upper))

        assert score_distance(chance, lower, 10, 15) == pytest.approx(1.959964, abs=1e-6)
        assert score_distance(chance, upper, 10, 15) == pytest.approx(1.959964, abs=1e-6)

    def test_a_small_group_of_one_mind_still_has_a_wide_interval(self) -> None:
        found = gap_between_groups([0, 0, 0, 0, 4], [0, 4, 0, 0, 0])

        assert (float(found.gap), float(found.upper)) == (1, 1)
        assert found.lower < 0.2
        assert str(found.reading) == "too few answers to say"

    def test_reads_each_item(self) -> None:
        low, high, mixed = [9, 1, 0], [0, 1, 9], [3, 4, 3]

        found = gap_between_groups([high, low, mixed, [1, 0, 0]], [low, high, mixed, mixed])

        assert found.reading.tolist() == [
            "first group higher",
            "second group higher",
            "no clear gap",
            "too few answers to say",
        ]
        assert [caution.code for caution in found.warnings] == ["too_few", "many_comparisons"]
        assert found.warnings[0].units == (3,)

    def test_compares_many_items_with_one_group(self) -> None:
        found = gap_between_groups(np.ones((3, 2, 4)), [1, 2, 3, 4])

        assert found.gap.shape == (3, 2)
        assert found.share_difference.shape == (3, 2, 4)
        assert found.n == 6

    def test_an_empty_group_gives_no_gap(self) -> None:
        found = gap_between_groups([0, 0, 0], [1, 2, 3])

        assert np.isnan([found.gap, found.lower, found.upper]).all()
        assert str(found.reading) == "too few answers to say"

    def test_a_single_item_needs_no_word_on_many(self) -> None:
        assert gap_between_groups([9, 1], [1, 9]).warnings == ()

    @pytest.mark.parametrize(("first", "second"), [([1, 2], [1, 2, 3]), (1, [1, 2]), ([1, 2], 1)])
    def test_refuses_scales_of_different_length(self, first: object, second: object) -> None:
        with pytest.raises(InputError, match="as many levels as first"):
            gap_between_groups(first, second)  # type: ignore[arg-type]

    def test_frames_one_row_an_item(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenthread.methods.agreement.gaps.frame", dict)

        assert gap_between_groups([[9, 1]], [[1, 9]]).to_frame()["reading"].tolist() == [
            "second group higher"
        ]
