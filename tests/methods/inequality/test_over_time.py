import numpy as np
import pytest

from goldenthread.methods.inequality import change, slope_index, trend
from goldenthread.methods.inputs import InputError
from making.methods import bcg_trials

FOUR_DECIMALS = 5.1e-5
PEOPLE = [[100] * 5]
STEPS = np.arange(-2.0, 3)


def index(level: float, step: float, error: float = 0.05):  # type: ignore[no-untyped-def]
    """The index of five equal groups around a level, a step apart: its slope is 5 steps."""
    return slope_index([level + step * STEPS], PEOPLE, standard_error=error)


class TestChange:
    def test_reads_absolute_and_relative_together(self) -> None:
        # from 10 (gap 5) to 4 (gap 3): smaller, but a larger part of less
        found = change(index(10, 1), index(4, 0.6))

        assert found.change[0] == pytest.approx(-2)
        assert found.relative_change[0] == pytest.approx((5.5 / 2.5) / (12.5 / 7.5))
        assert found.sentences() == ["The absolute gap is narrowing; the relative gap is widening."]

    def test_limits_add_the_errors_of_both_periods(self) -> None:
        first, second = index(10, 1), index(10, 1.1)
        found = change(first, second)

        reach = 1.959964 * np.hypot(first.standard_error, second.standard_error)
        assert found.upper - found.change == pytest.approx(reach, rel=1e-6)
        assert found.sentences() == ["The gap is widening, in absolute and in relative terms."]

    def test_a_gap_that_runs_the_other_way_widens_too(self) -> None:
        assert str(change(index(10, -1), index(10, -2)).absolute_reading[0]) == "widening"
        assert str(change(index(10, -2), index(10, -1)).absolute_reading[0]) == "narrowing"

    def test_says_when_nothing_is_clear(self) -> None:
        found = change(index(10, 1, error=3), index(10, 1.1, error=3))

        assert found.sentences() == ["The gap shows no clear change, in absolute or in relative terms."]

    def test_says_when_nothing_can_be_told(self) -> None:
        none = slope_index([[np.nan, 1, 1, 1, 1]], PEOPLE, standard_error=0.1)
        found = change(none, index(10, 1))

        assert found.sentences() == ["A number is missing, so that no change of the gap can be told."]
        assert (found.n, found.warnings[0].units) == (0, (0,))

    def test_a_relative_gap_that_cannot_be_told_is_named(self) -> None:
        through_nothing = slope_index([[0.0, 1, 2, 3, 8]], PEOPLE, standard_error=0.1)

        found = change(through_nothing, index(10, 3))

        assert found.sentences() == ["The absolute gap is widening; the relative gap cannot be told."]

    def test_one_may_be_unclear(self) -> None:
        found = change(index(1000, 1, error=0.3), index(1500, 1.5, error=0.3))

        assert found.sentences() == ["The absolute gap is widening; the relative gap shows no clear change."]

    def test_refuses_different_areas(self) -> None:
        with pytest.raises(InputError, match="second: has shape"):
            change(index(10, 1), slope_index([10 + STEPS] * 2, PEOPLE, standard_error=0.1))

    def test_frames_one_row_an_area(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenthread.methods.inequality.over_time.frame", dict)

        assert change(index(10, 1), index(10, 2)).to_frame()["absolute_reading"].tolist() == ["widening"]


class TestTrend:
    def test_gives_metafors_published_regression(self) -> None:
        y, v, latitude = bcg_trials()

        found = trend(y, np.sqrt(v), latitude, heterogeneity="reml")

        assert [found.intercept[0], found.slope[0]] == pytest.approx([0.2515, -0.0291], abs=FOUR_DECIMALS)
        assert found.standard_error[0] == pytest.approx(0.0072, abs=FOUR_DECIMALS)
        assert found.lower[0] == pytest.approx(-0.0432, abs=FOUR_DECIMALS)
        assert found.p_value[0] < 0.0001

    def test_does_not_lose_digits_to_large_years(self) -> None:
        small = trend([1, 2, 4, 5.0], [0.1] * 4, [0, 1, 2, 3])
        large = trend([1, 2, 4, 5.0], [0.1] * 4, [2020, 2021, 2022, 2023])

        assert large.slope == pytest.approx(small.slope, rel=1e-12)
        assert large.intercept + 2020 * large.slope == pytest.approx(small.intercept, rel=1e-9)

    def test_reads_a_gap_by_its_size(self) -> None:
        rising = np.array([2.0, 3, 4, 5])

        found = trend(
            [rising, rising[::-1], -rising, -rising[::-1], [3, 3.1, 3, 3.1]],
            np.full((5, 4), 0.2),
            [1, 2, 3, 4],
        )

        assert found.reading.tolist() == ["widening", "narrowing", "widening", "narrowing", "no clear change"]

    def test_years_that_jump_about_widen_the_interval(self) -> None:
        jumpy = [2.0, 4.5, 2.5, 5.0, 3.5]

        fixed = trend(jumpy, [0.1] * 5, range(5), heterogeneity="fixed")
        allowed = trend(jumpy, [0.1] * 5, range(5))

        assert allowed.standard_error > 3 * fixed.standard_error
        assert (str(fixed.reading[0]), str(allowed.reading[0])) == ("widening", "no clear change")

    def test_names_areas_with_few_periods(self) -> None:
        found = trend([[1, 2, 3, np.nan], [np.nan, np.nan, np.nan, 1]], np.full((2, 4), 0.1), [1, 2, 3, 4])

        assert found.reading.tolist() == ["widening", "cannot say"]
        assert [(caution.code, caution.units) for caution in found.warnings] == [
            ("missing", (1,)),
            ("few_periods", (0, 1)),
        ]

    @pytest.mark.parametrize(
        ("estimates", "errors", "times", "column"),
        [
            ([1, 2], [0.1], [1, 2], "estimates"),
            ([1, 2], [0.1, 0.1], [1, 1], "times"),
            ([1, 2], [0.1, 0.1], [1, np.nan], "times"),
            ([1, 2], [0.1, 0.0], [1, 2], "standard_errors"),
        ],
    )
    def test_names_what_does_not_fit(self, estimates: list, errors: list, times: list, column: str) -> None:  # type: ignore[type-arg]
        with pytest.raises(InputError, match=column):
            trend(estimates, errors, times)

    def test_frames_one_row_an_area(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenthread.methods.inequality.over_time.frame", dict)

        assert trend([1, 2, 3, 4.0], [0.1] * 4, [1, 2, 3, 4]).to_frame()["reading"].tolist() == ["widening"]
