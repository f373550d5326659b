import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats

from goldenthread.methods.inputs import InputError
from goldenthread.methods.rates import (
    EUROPEAN_STANDARD_2013,
    crude_rate,
    directly_standardised_rate,
    indirectly_standardised_rate,
)

CLOSED_FORM = 1e-12
counts = hnp.arrays(np.int64, (3,), elements=st.integers(4, 200))
people = hnp.arrays(np.int64, (3,), elements=st.integers(500, 5000))


def band_by_band(events: list[int], population: list[int], standard: list[int]) -> tuple[float, float, float]:
    """Dobson's interval from the formula, one band at a time, per 100,000."""
    total = sum(events)
    value = sum(w * x / n for w, x, n in zip(standard, events, population, strict=True)) / sum(standard)
    variance = (
        sum(w**2 * x / n**2 for w, x, n in zip(standard, events, population, strict=True))
        / sum(standard) ** 2
    )
    z = stats.norm.ppf(0.975)
    low = total * (1 - 1 / (9 * total) - z / (3 * total**0.5)) ** 3
    high = (total + 1) * (1 - 1 / (9 * (total + 1)) + z / (3 * (total + 1) ** 0.5)) ** 3
    step = (variance / total) ** 0.5
    return 1e5 * value, 1e5 * (value + step * (low - total)), 1e5 * (value + step * (high - total))


class TestDirectlyStandardisedRate:
    @given(events=counts, population=people, standard=people)
    def test_agrees_with_the_formula_band_by_band(
        self, events: np.ndarray, population: np.ndarray, standard: np.ndarray
    ) -> None:
        found = directly_standardised_rate(events, population, standard=standard)

        expected = band_by_band(events.tolist(), population.tolist(), standard.tolist())
        assert (float(found.value), float(found.lower), float(found.upper)) == pytest.approx(
            expected, rel=CLOSED_FORM
        )

    @given(events=counts, population=people)
    def test_is_the_crude_rate_when_the_standard_is_the_population_itself(
        self, events: np.ndarray, population: np.ndarray
    ) -> None:
        found = directly_standardised_rate(events, population, standard=population)
        crude = crude_rate(events.sum(), population.sum())

        assert float(found.value) == pytest.approx(float(crude.value), rel=CLOSED_FORM)
        assert float(found.lower) == pytest.approx(float(crude.lower), rel=CLOSED_FORM)

    def test_uses_the_european_standard_by_default(self) -> None:
        events, population = np.full((2, 19), 5), np.full((2, 19), 1000)

        found = directly_standardised_rate(events, population)

        assert found.value == pytest.approx([500, 500], rel=CLOSED_FORM)
        assert sum(EUROPEAN_STANDARD_2013) == 100_000

    def test_gives_none_under_ten_events(self) -> None:
        found = directly_standardised_rate([[4, 5], [5, 5]], [[100, 100], [100, 100]], standard=[1, 1])

        assert np.isnan(found.value).tolist() == [True, False]
        assert [(caution.code, caution.units) for caution in found.warnings] == [("too_few_events", (0,))]
        assert found.n == 1

    def test_a_missing_band_leaves_the_unit_without_a_rate(self) -> None:
        found = directly_standardised_rate([[np.nan, 50], [5, 50]], [100, 100], standard=[1, 1])

        assert np.isnan(found.value).tolist() == [True, False]
        assert [caution.code for caution in found.warnings] == ["missing"]

    def test_people_who_come_back_widen_the_interval(self) -> None:
        # 10 people with one event and 5 with two: 20 events, variance 10 + 5 x 4 = 30
        once = directly_standardised_rate([[20]], [[1000]], standard=[1])
        again = directly_standardised_rate([[[10, 5]]], [[1000]], standard=[1], frequency=(1, 2))

        assert again.value == once.value
        assert again.variance == pytest.approx(once.variance * 30 / 20, rel=CLOSED_FORM)
        assert again.lower[0] == pytest.approx(
            once.value[0] - (once.value[0] - once.lower[0]) * 1.5**0.5, rel=CLOSED_FORM
        )
        assert "repeat" in again.method

    @pytest.mark.parametrize(
        ("events", "population", "options", "column"),
        [
            ([[1, 2]], [[10, 10]], {"standard": [1]}, "standard"),
            ([[1, 2, 3]], [[10, 10]], {"standard": [1, 1]}, "standard"),
            ([[[1, 2]]], [[10]], {"standard": [1], "frequency": (1, 2, 3)}, "frequency"),
            ([[1, -2]], [[10, 10]], {"standard": [1, 1]}, "events"),
            ([[1, 2]], [[10, 0]], {"standard": [1, 1]}, "population"),
        ],
    )
    def test_names_what_does_not_fit(
        self, events: object, population: object, options: dict, column: str
    ) -> None:  # type: ignore[type-arg]
        with pytest.raises(InputError, match=column):
            directly_standardised_rate(events, population, **options)  # type: ignore[arg-type]

    def test_frames_one_row_a_unit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenthread.methods.rates.standardised.frame", dict)

        framed = directly_standardised_rate(
            [[20]], [[1000]], standard=[1], confidence=[0.95, 0.998]
        ).to_frame()

        assert {"value", "lower_95", "upper_99.8", "events", "population"} < set(framed)


class TestIndirectlyStandardisedRate:
    def test_compares_with_what_the_reference_leads_one_to_expect(self) -> None:
        found = indirectly_standardised_rate(
            [[8, 12], [1, 2]],
            [[1000, 500], [1000, 500]],
            reference_events=[50, 100],
            reference_population=[10_000, 5_000],
        )

        assert found.expected.tolist() == [15, 15]  # 1000 x 0.005 + 500 x 0.02
        assert found.ratio == pytest.approx([20 / 15, 3 / 15], rel=CLOSED_FORM)
        assert found.value == pytest.approx([20 / 15 * 1000, 3 / 15 * 1000], rel=CLOSED_FORM)
        assert found.how.tolist() == ["Byar", "exact"]
        assert found.ratio_upper[1] == pytest.approx(stats.chi2.ppf(0.975, 8) / 2 / 15, rel=CLOSED_FORM)

    def test_takes_totals_of_events(self) -> None:
        options = {"reference_events": [50, 100], "reference_population": [10_000, 5_000]}

        whole = indirectly_standardised_rate([20], [[1000, 500]], **options)
        parts = indirectly_standardised_rate([[8, 12]], [[1000, 500]], **options)

        assert whole.lower == parts.lower

    def test_nobody_expected_has_no_ratio(self) -> None:
        found = indirectly_standardised_rate([[0]], [[0]], reference_events=[5], reference_population=[100])

        assert np.isnan([found.ratio[0], found.lower[0], found.upper[0]]).all()
        assert found.warnings[0].code == "missing"

    @pytest.mark.parametrize(
        ("events", "population", "there", "at_risk"),
        [
            ([[1, 2]], [[10, 10]], [1], [10]),
            ([[1, 2]], [[10, 10]], [1, 2], [10]),
            ([1], 10, [1], [10]),
            ([1, 2, 3], [[10, 10]], [1, 2], [10, 10]),
            ([[1, 2]], [[10, 10]], [1, np.nan], [10, 10]),
        ],
    )
    def test_refuses_bands_that_do_not_fit(
        self, events: object, population: object, there: object, at_risk: object
    ) -> None:
        with pytest.raises(InputError):
            indirectly_standardised_rate(
                events, population, reference_events=there, reference_population=at_risk
            )  # type: ignore[arg-type]

    def test_frames_one_row_a_unit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenthread.methods.rates.standardised.frame", dict)

        framed = indirectly_standardised_rate(
            [[20]], [[1000]], reference_events=[5], reference_population=[100]
        ).to_frame()

        assert {"value", "lower", "upper", "ratio", "observed", "expected"} < set(framed)
