from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from goldenthread.methods.agreement import Measurement, krippendorff_alpha
from goldenthread.methods.inputs import InputError

ROUNDING = 1e-10  # two ratios of sums over all pairs
NAN = np.nan
# Krippendorff (2011), section C: four observers, twelve units, with gaps
PUBLISHED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
    [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
]
with_gaps = hnp.arrays(
    np.float64,
    st.tuples(st.integers(2, 4), st.integers(2, 6)),
    elements=st.one_of(st.integers(1, 5).map(float), st.just(NAN)),
)


def pair_by_pair(ratings: np.ndarray, scale: str) -> float:
    """Alpha from its definition: the mean difference of pairs within units, over that of all pairs."""
    units = [[value for value in column if not np.isnan(value)] for column in ratings.T]
    units = [unit for unit in units if len(unit) > 1]
    every = [value for unit in units for value in unit]

    def difference(one: float, other: float) -> float:
        low, high = min(one, other), max(one, other)
        if scale == "nominal":
            return float(one != other)
        if scale == "interval":
            return (one - other) ** 2
        if scale == "ratio":
            return ((one - other) / (one + other)) ** 2
        between = sum(low <= value <= high for value in every)
        return (between - (every.count(low) + every.count(high)) / 2) ** 2

    observed = sum(difference(*pair) / (len(unit) - 1) for unit in units for pair in permutations(unit, 2))
    expected = sum(difference(*pair) for pair in permutations(every, 2)) / max(len(every) - 1, 1)
    return 1 - observed / expected if expected else float("nan")


class TestKrippendorffAlpha:
    @pytest.mark.parametrize(
        ("scale", "published"),
        [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
    )
    def test_gives_the_published_values(self, scale: str, published: float) -> None:
        found = krippendorff_alpha(PUBLISHED, measurement=scale)

        assert round(found.alpha, 3) == published
        assert (found.n, found.pairable) == (11, 40)  # one unit has a single rating

    @pytest.mark.parametrize("scale", list(Measurement))
    @given(ratings=with_gaps)
    @settings(deadline=None)
    def test_agrees_with_its_definition(self, scale: Measurement, ratings: np.ndarray) -> None:
        found = krippendorff_alpha(ratings, measurement=scale).alpha

        assert found == pytest.approx(pair_by_pair(ratings, scale.value), abs=ROUNDING, nan_ok=True)

    @pytest.mark.parametrize("scale", list(Measurement))
    def test_counts_of_anonymous_raters_give_the_same(self, scale: Measurement) -> None:
        table = np.array(PUBLISHED)
        frequencies = np.array([[(unit == value).sum() for value in range(1, 6)] for unit in table.T])

        found = krippendorff_alpha(frequencies=frequencies, values=[1, 2, 3, 4, 5], measurement=scale)

        assert found.alpha == pytest.approx(krippendorff_alpha(table, measurement=scale).alpha, abs=ROUNDING)

    def test_full_agreement_is_one(self) -> None:
        assert krippendorff_alpha([[0, 1, 2], [0, 1, 2]]).alpha == 1

    def test_no_variation_is_missing_and_said(self) -> None:
        found = krippendorff_alpha([[1, 1], [1, 1]])

        assert np.isnan(found.alpha)
        assert [caution.code for caution in found.warnings] == ["no_variation"]

    @pytest.mark.parametrize("ratings", [[[1, NAN], [NAN, 2]], [[], []]])
    def test_no_pairs_are_missing_and_said(self, ratings: list[list[float]]) -> None:
        found = krippendorff_alpha(ratings, draws=3, rng=np.random.default_rng(1))

        assert np.isnan([found.alpha, found.lower, found.upper]).all()
        assert [caution.code for caution in found.warnings] == ["no_pairs"]

    def test_draws_an_interval_over_units_the_same_for_the_same_seed(self) -> None:
        one, other = (
            krippendorff_alpha(PUBLISHED, draws=200, rng=np.random.default_rng(7)) for _ in range(2)
        )

        assert one.lower < one.alpha < one.upper <= 1
        assert np.array_equal(one.draws, other.draws)
        assert [one.lower, one.upper] == pytest.approx(np.quantile(one.draws, [0.025, 0.975]), abs=1e-12)

    def test_counts_draws_that_fail(self) -> None:
        found = krippendorff_alpha([[1, 2], [1, 2]], draws=40, rng=np.random.default_rng(1))

        failed = int(np.isnan(found.draws).sum())
        assert failed > 0
        assert found.warnings[0].words.startswith(f"{failed} of 40 draws")

    @pytest.mark.parametrize(
        ("options", "reason"),
        [
            ({}, "give either ratings or frequencies"),
            ({"ratings": [[1]], "frequencies": [[1]]}, "give either ratings or frequencies"),
            ({"ratings": [1, 2]}, r"needs shape \(raters, units\)"),
            ({"frequencies": [1, 2]}, r"needs shape \(units, k\)"),
            ({"frequencies": [[1, 2]], "values": [2, 1]}, "one rising value for each column"),
            ({"ratings": [[-1, 1]], "measurement": "ratio"}, "ratio measurement needs values from zero"),
            ({"ratings": [[1, 1]], "draws": 5}, "rng: is needed"),
        ],
    )
    def test_says_what_is_wrong(self, options: dict, reason: str) -> None:  # type: ignore[type-arg]
        with pytest.raises(InputError, match=reason):
            krippendorff_alpha(**options)

    def test_frames_one_row(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenthread.methods.agreement.reliability.frame", dict)

        assert krippendorff_alpha(PUBLISHED).to_frame()["units"].tolist() == [11]
