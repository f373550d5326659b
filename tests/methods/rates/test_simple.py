import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from goldenthread.methods.inputs import InputError
from goldenthread.methods.rates import crude_rate, mean, proportion

CLOSED_FORM = 1e-12


class TestProportion:
    @pytest.mark.parametrize(
        ("events", "population", "published"),
        [
            # Newcombe (1998), table I, method 3
            (81, 263, (0.2553, 0.3662)),
            (15, 148, (0.0624, 0.1605)),
            (0, 20, (0.0, 0.1611)),
            (1, 29, (0.0061, 0.1718)),
        ],
    )
    def test_gives_newcombes_published_limits(
        self, events: int, population: int, published: tuple[float, float]
    ) -> None:
        found = proportion(events, population)

        assert (round(float(found.lower), 4), round(float(found.upper), 4)) == published

    @given(events=st.integers(0, 500), more=st.integers(0, 500), level=st.floats(0.5, 0.9999))
    def test_limits_are_where_the_score_test_just_rejects(self, events: int, more: int, level: float) -> None:
        population = events + more or 1
        found = proportion(events, population, confidence=level)

        for limit in (float(found.lower), float(found.upper)):
            if 0 < limit < 1:
                error = np.sqrt(limit * (1 - limit) / population)
                score = abs(events / population - limit) / error
                assert score == pytest.approx(stats.norm.isf((1 - level) / 2), rel=1e-6)
        assert 0 <= found.lower <= found.value <= found.upper <= 1

    def test_none_and_all_touch_the_ends(self) -> None:
        found = proportion([0, 20], [20, 20])

        assert (found.lower[0], found.upper[1]) == (0, 1)

    def test_takes_several_levels_at_once(self) -> None:
        both = proportion([65, 5], [100, 10], confidence=[0.95, 0.998], multiplier=100)

        assert both.lower.shape == (2, 2)
        assert np.array_equal(both.lower[:, 1], proportion([65, 5], [100, 10], confidence=0.998).lower * 100)
        assert both.value.tolist() == [65, 50]

    def test_missing_is_missing(self) -> None:
        found = proportion([np.nan, 1], [10, 10])

        assert np.isnan([found.value[0], found.lower[0], found.upper[0]]).all()
        assert [(caution.code, caution.units) for caution in found.warnings] == [("missing", (0,))]
        assert found.n == 1

    def test_refuses_more_events_than_people(self) -> None:
        with pytest.raises(InputError, match="events, unit 1: is larger than its population"):
            proportion([1, 11], 10)

    @pytest.mark.parametrize(
        ("confidence", "columns"), [(0.95, {"lower", "upper"}), ([0.95, 0.998], {"lower_95", "upper_99.8"})]
    )
    def test_frames_one_row_a_unit(
        self, monkeypatch: pytest.MonkeyPatch, confidence: object, columns: set[str]
    ) -> None:
        monkeypatch.setattr("goldenthread.methods.rates.simple.frame", dict)

        framed = proportion([1, 2], [10, 10], confidence=confidence).to_frame()  # type: ignore[arg-type]

        assert columns < set(framed)
        assert framed["axis_0"].tolist() == [0, 1]


class TestCrudeRate:
    def test_is_exact_below_ten_events(self) -> None:
        found = crude_rate([0, 3, 9], 1000, multiplier=1000)

        exact = [
            stats.chi2.ppf(0.025, 2 * np.array([3, 9])) / 2,
            stats.chi2.ppf(0.975, 2 * np.array([0, 3, 9]) + 2) / 2,
        ]
        assert found.lower == pytest.approx([0, *exact[0]], rel=CLOSED_FORM)
        assert found.upper == pytest.approx(exact[1], rel=CLOSED_FORM)
        assert found.how.tolist() == ["exact"] * 3

    @pytest.mark.parametrize(
        ("events", "level", "lower", "upper"),
        [
            # Byar's formula worked by hand: 65 (1 - 1/585 - 1.959964/(3 sqrt 65))^3, 66 (1 - 1/594 + ...)^3
            (65, 0.95, 50.1632, 82.8491),
            (10, 0.998, 2.9163, 24.1937),
        ],
    )
    def test_is_byars_from_ten_events(self, events: int, level: float, lower: float, upper: float) -> None:
        found = crude_rate(events, 1, confidence=level, multiplier=1)

        assert (round(float(found.lower), 4), round(float(found.upper), 4)) == (lower, upper)
        assert str(found.how) == "Byar"

    @given(events=st.integers(10, 5000))
    def test_byars_limits_lie_near_the_exact_ones(self, events: int) -> None:
        found = crude_rate(events, 1, multiplier=1)

        assert float(found.lower) == pytest.approx(stats.chi2.ppf(0.025, 2 * events) / 2, rel=0.002)
        assert float(found.upper) == pytest.approx(stats.chi2.ppf(0.975, 2 * events + 2) / 2, rel=0.002)

    def test_a_missing_count_is_missing_not_zero(self) -> None:
        found = crude_rate([np.nan, 12], 100)

        assert np.isnan([found.value[0], found.lower[0], found.upper[0]]).all()
        assert found.n == 1


class TestMean:
    def test_gives_students_interval(self) -> None:
        values = [[30, 40, 50, 60], [20, 30, 40, 70]]
        found = mean(values)

        for row, lower, upper in zip(values, found.lower, found.upper, strict=True):
            expected = stats.t.interval(0.95, 3, np.mean(row), stats.sem(row))
            assert (lower, upper) == pytest.approx(expected, rel=CLOSED_FORM)

    def test_leaves_missing_values_out(self) -> None:
        found = mean([[1, 2, 3, np.nan]])

        assert found.value[0] == 2
        assert found.lower[0] == mean([[1, 2, 3]]).lower[0]
        assert found.n == 3

    def test_one_value_has_no_interval_and_none_no_mean(self) -> None:
        found = mean([[5.0, np.nan], [np.nan, np.nan]])

        assert found.value[0] == 5
        assert np.isnan([found.lower[0], found.upper[0], found.value[1]]).all()
        assert found.warnings[0].units == (1,)

    def test_refuses_a_single_number(self) -> None:
        with pytest.raises(InputError, match="needs at least one axis"):
            mean(5)
