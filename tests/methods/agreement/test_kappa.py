import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from goldenthread.methods.agreement import weighted_kappa
from goldenthread.methods.inputs import InputError

ROUNDING = 1e-12
# Cohen (1968), table 1, 200 units
COHEN = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]


class TestWeightedKappa:
    def test_gives_cohens_published_values(self) -> None:
        own_weights = [[0, 1, 3], [1, 0, 6], [3, 6, 0]]

        assert round(float(weighted_kappa(COHEN, weights="unweighted").kappa), 3) == 0.492
        assert round(float(weighted_kappa(COHEN, weights=own_weights).kappa), 3) == 0.348

    @pytest.mark.parametrize(
        ("weights", "kappa", "error", "null_error"),
        [
            # statsmodels 0.15.0, cohens_kappa: kappa, std_kappa, std_kappa0
            ("unweighted", 0.49152542372881347, 0.05100181557607786, 0.051978936356595444),
            ("linear", 0.4736842105263158, 0.054432309177641525, 0.05469634129164873),
            ("quadratic", 0.4545454545454546, 0.06645368159107812, 0.06735866746488249),
        ],
    )
    def test_agrees_with_statsmodels(
        self, weights: str, kappa: float, error: float, null_error: float
    ) -> None:
        found = weighted_kappa(COHEN, weights=weights)

        assert float(found.kappa) == pytest.approx(kappa, rel=ROUNDING)
        assert float(found.standard_error) == pytest.approx(error, rel=ROUNDING)
        assert float(found.null_standard_error) == pytest.approx(null_error, rel=ROUNDING)

    @given(
        table=hnp.arrays(np.int64, (4, 4), elements=st.integers(0, 30)).filter(lambda found: found.sum() > 0)
    )
    def test_quadratic_is_the_correlation_about_a_common_mean(self, table: np.ndarray) -> None:
        # Fleiss & Cohen (1973): 1 - mean squared difference / its value by chance
        rows, columns = np.indices(table.shape)
        n = table.sum()
        first, second = table.sum(axis=1) / n, table.sum(axis=0) / n
        by_chance = (np.outer(first, second) * (rows - columns) ** 2).sum()
        seen = (table * (rows - columns) ** 2).sum() / n

        found = float(weighted_kappa(table).kappa)

        expected = 1 - seen / by_chance if by_chance else np.nan
        assert found == pytest.approx(expected, abs=1e-9, nan_ok=True)

    def test_takes_many_pairs_of_raters_at_once(self) -> None:
        tables = np.array([COHEN, np.diag([5, 5, 5]), np.zeros((3, 3))])

        found = weighted_kappa(tables)

        assert found.kappa[1] == found.upper[1] == 1
        assert np.isnan(found.kappa).tolist() == [False, False, True]
        assert [(caution.code, caution.units) for caution in found.warnings] == [("undefined", (2,))]
        assert found.lower[0] < found.kappa[0] < found.upper[0]

    @pytest.mark.parametrize("wrong", [[[1, 2]], [1, 2], [[5]]])
    def test_refuses_tables_that_are_not_square(self, wrong: list[list[int]]) -> None:
        with pytest.raises(InputError, match="table: needs shape"):
            weighted_kappa(wrong)

    @pytest.mark.parametrize("wrong", [[[0, 1]], [[0, 0], [0, 0]], [[1, 1], [1, 0]]])
    def test_refuses_weights_that_do_not_fit(self, wrong: list[list[int]]) -> None:
        with pytest.raises(InputError, match=r"weights: needs shape \(2, 2\)"):
            weighted_kappa([[1, 2], [3, 4]], weights=wrong)

    def test_frames_one_row_a_pair(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenthread.methods.agreement.kappa.frame", dict)

        assert weighted_kappa([COHEN]).to_frame()["n"].tolist() == [200]
