import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from goldenthread.methods.inequality import slope_index
from goldenthread.methods.inputs import InputError

CLOSED_FORM = 1e-12
# R package PHEindicatormethods 2.1.0, first area of the example of phe_sii
YEARS = [75.9, 78.3, 83.8, 83.6, 80.5, 81.1, 81.7, 84.2, 80.6, 86.3]
PEOPLE = [7291, 7997, 6105, 7666, 5790, 6934, 5918, 5974, 7147, 7534]
ERROR = [1.64, 1.58, 1.51, 1.78, 1.7, 1.56, 1.37, 1.4, 2.43, 1.57]
indicators = hnp.arrays(np.float64, (6,), elements=st.floats(1, 100))
sizes = hnp.arrays(np.int64, (6,), elements=st.integers(10, 5000))


def fitted_line(values: np.ndarray, population: np.ndarray) -> tuple[float, float]:
    """Intercept and slope of Low & Low's regression, with square roots of the shares as in their paper."""
    share = population / population.sum()
    middle = np.cumsum(share) - share / 2
    root = np.sqrt(share)
    (start, slope), *_ = np.linalg.lstsq(np.column_stack([root, middle * root]), values * root, rcond=None)
    return float(start), float(slope)


class TestSlopeIndex:
    @given(values=indicators, population=sizes)
    def test_is_the_slope_of_low_and_lows_regression(
        self, values: np.ndarray, population: np.ndarray
    ) -> None:
        found = slope_index([values], [population], standard_error=np.full((1, 6), 0.1))
        start, slope = fitted_line(values, population)

        assert found.slope[0] == pytest.approx(slope, rel=1e-9, abs=1e-9)
        if start > 1e-6 and start + slope > 1e-6:
            assert found.relative[0] == pytest.approx((start + slope) / start, rel=1e-6)

    def test_a_straight_line_gives_its_two_ends(self) -> None:
        # equal groups: middles at 0.1, 0.3 ... 0.9; the line 10 + 5 x
        values = 10 + 5 * np.arange(0.1, 1, 0.2)

        found = slope_index([values], [[100] * 5], standard_error=[[1] * 5])

        assert found.slope[0] == pytest.approx(5, rel=CLOSED_FORM)
        assert found.relative[0] == pytest.approx(15 / 10, rel=CLOSED_FORM)
        # weights 5 x (-2, -1, 0, 1, 2) / 5: variance 10 x 0.25
        assert found.standard_error[0] == pytest.approx(2.5**0.5, rel=CLOSED_FORM)

    def test_exact_limits_are_those_that_simulation_nears(self) -> None:
        found = slope_index([YEARS], [PEOPLE], standard_error=[ERROR])
        rng = np.random.default_rng(1)
        drawn = rng.normal(YEARS, ERROR, (20_000, 10))
        lines = np.array([fitted_line(row, np.array(PEOPLE)) for row in drawn])

        slopes, ratios = lines[:, 1], lines.sum(axis=1) / lines[:, 0]
        assert [found.lower[0], found.upper[0]] == pytest.approx(
            np.quantile(slopes, [0.025, 0.975]), abs=0.15
        )
        limits = [found.relative_lower[0], found.relative_upper[0]]
        assert limits == pytest.approx(np.quantile(ratios, [0.025, 0.975]), abs=0.002)
        assert found.log_relative_error[0] == pytest.approx(np.log(ratios).std(), rel=0.03)

    def test_limits_of_values_give_the_same_as_their_errors(self) -> None:
        values, error = np.array([YEARS]), np.array([ERROR])

        by_error = slope_index(values, [PEOPLE], standard_error=error)
        by_limits = slope_index(
            values, [PEOPLE], limits=(values - 1.959963984540054 * error, values + 1.959963984540054 * error)
        )

        assert by_limits.lower == pytest.approx(by_error.lower, rel=1e-9)

    @pytest.mark.parametrize("kind", ["rate", "proportion"])
    def test_simulated_limits_near_those_of_the_delta_method(self, kind: str) -> None:
        values = np.array([[0.40, 0.36, 0.31, 0.29, 0.22]])
        on_scale = 0.02 / values if kind == "rate" else 0.02 / (values * (1 - values))

        found = slope_index(
            values,
            [[100] * 5],
            kind=kind,
            standard_error=on_scale,
            draws=40_000,
            rng=np.random.default_rng(3),
        )

        exact = slope_index(values, [[100] * 5], standard_error=np.full((1, 5), 0.02))
        assert found.slope == exact.slope
        assert found.lower == pytest.approx(exact.lower, abs=0.003)
        assert found.upper == pytest.approx(exact.upper, abs=0.003)
        assert found.standard_error == pytest.approx(exact.standard_error, rel=0.05)
        assert found.relative_lower == pytest.approx(exact.relative_lower, abs=0.02)
        assert found.log_relative_error == pytest.approx(exact.log_relative_error, rel=0.1)

    @pytest.mark.parametrize(("kind", "limits"), [("rate", (0.5, 2.0)), ("proportion", (0.2, 0.5))])
    def test_errors_come_from_limits_on_the_right_scale(self, kind: str, limits: tuple[float, float]) -> None:
        values = np.full((1, 5), 1.0 if kind == "rate" else 1 / 3)
        lower, upper = np.full((1, 5), limits[0]), np.full((1, 5), limits[1])

        found = slope_index(
            values, [[100] * 5], kind=kind, limits=(lower, upper), draws=20_000, rng=np.random.default_rng(3)
        )

        # both limits are equally far from the value on that scale: ln 2, and logit(1/2) - logit(1/3) = ln 2
        spread = np.log(2) / 1.959964 * (1.0 if kind == "rate" else 2 / 9) * 10**0.5 / 2
        assert found.standard_error == pytest.approx([spread], rel=0.15)

    def test_the_same_seed_gives_the_same_bits_however_many_areas_go_together(self) -> None:
        rng = np.random.default_rng(1)
        values, people = rng.uniform(0.1, 0.5, (50, 6)), rng.integers(100, 900, (50, 6))
        options = {"kind": "rate", "standard_error": np.full((50, 6), 0.05), "draws": 9_000}

        one, other = (slope_index(values, people, rng=np.random.default_rng(5), **options) for _ in range(2))

        assert np.array_equal(one.lower, other.lower)
        first = slope_index(
            values[:1],
            people[:1],
            kind="rate",
            standard_error=np.full((1, 6), 0.05),
            draws=9_000,
            rng=np.random.default_rng(5),
        )
        assert first.upper[0] == one.upper[0]

    def test_takes_several_levels_at_once(self) -> None:
        for options in ({}, {"kind": "rate", "rng": np.random.default_rng(1), "draws": 2_000}):
            found = slope_index(
                [YEARS] * 2, [PEOPLE] * 2, standard_error=0.02, confidence=[0.95, 0.998], **options
            )

            assert found.lower.shape == found.relative_upper.shape == (2, 2)
            assert (found.lower[:, 1] < found.lower[:, 0]).all()

    def test_a_negative_multiplier_turns_both_round(self) -> None:
        found = slope_index([YEARS], [PEOPLE], standard_error=[ERROR])
        turned = slope_index([YEARS], [PEOPLE], standard_error=[ERROR], multiplier=-1)

        assert (turned.slope, turned.lower, turned.upper) == (-found.slope, -found.upper, -found.lower)
        assert turned.relative == 1 / found.relative
        assert (turned.relative_lower, turned.relative_upper) == (
            1 / found.relative_upper,
            1 / found.relative_lower,
        )

    def test_a_missing_group_leaves_the_area_without_an_index(self) -> None:
        found = slope_index([[1, np.nan, 3], [1, 2, 3]], [[10] * 3] * 2, standard_error=0.1)

        assert np.isnan([found.slope[0], found.lower[0], found.relative[0]]).all()
        assert (found.n, found.warnings[0].code, found.warnings[0].units) == (1, "missing", (0,))

    def test_a_line_through_nothing_has_no_relative_index(self) -> None:
        found = slope_index([[0.0, 5, 20]], [[10] * 3], standard_error=0.1)

        assert np.isnan([found.relative[0], found.relative_lower[0], found.log_relative_error[0]]).all()
        assert found.slope[0] > 0
        assert [caution.code for caution in found.warnings] == ["no_relative_index"]

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"values": [[1, 2]], "population": [[1, 1]]}, "needs 3 or more groups"),
            ({"multiplier": 0}, "multiplier"),
            ({"standard_error": None}, "give either"),
            ({"limits": ([[1, 1, 1]], [[2, 2, 2]])}, "give either"),
            ({"kind": "rate"}, "rng: is needed"),
            ({"kind": "rate", "values": [[0, 1, 1]]}, "a rate must be above 0"),
            ({"kind": "proportion", "values": [[0.5, 1, 0.5]]}, "a proportion must lie between"),
            ({"standard_error": None, "limits": ([[3, 3, 3]], [[2, 2, 2]])}, "lower is above upper"),
        ],
    )
    def test_refuses_what_it_cannot_use(self, change: dict, reason: str) -> None:  # type: ignore[type-arg]
        options = {"values": [[0.3, 0.3, 0.4]], "population": [[10, 10, 10]], "standard_error": 0.1, **change}

        with pytest.raises(InputError, match=reason):
            slope_index(**options)

    def test_frames_one_row_an_area(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenthread.methods.inequality.slope.frame", dict)

        framed = slope_index([YEARS], [PEOPLE], standard_error=[ERROR], confidence=[0.95, 0.998]).to_frame()

        assert {"area", "slope", "lower_95", "relative", "relative_upper_99.8"} < set(framed)
        assert "lower" in slope_index([YEARS], [PEOPLE], standard_error=[ERROR]).to_frame()
