import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from goldenthread.methods.meta_regression import Heterogeneity, meta_regression
from making.methods import bcg_trials

FOUR_DECIMALS = 5.1e-5  # as many as metafor prints


def negative_restricted_likelihood(
    tau_squared: float, y: np.ndarray, v: np.ndarray, design: np.ndarray
) -> float:
    """From its definition, for one unit."""
    weights = 1 / (v + tau_squared)
    gram = design.T @ (design * weights[:, np.newaxis])
    beta = np.linalg.solve(gram, design.T @ (weights * y))
    residual = y - design @ beta
    return float(np.log(v + tau_squared).sum() + np.linalg.slogdet(gram)[1] + weights @ residual**2) / 2


class TestMetaRegression:
    @pytest.mark.parametrize(
        ("heterogeneity", "mean", "error", "tau_squared"),
        [
            # R package metafor 4.6, rma(yi, vi, data = dat.bcg)
            ("fixed", -0.4303, 0.0405, 0.0),
            ("dersimonian_laird", -0.7141, 0.1787, 0.3088),
            ("reml", -0.7145, 0.1798, 0.3132),
        ],
    )
    def test_gives_metafors_published_mean(
        self, heterogeneity: str, mean: float, error: float, tau_squared: float
    ) -> None:
        y, v, _ = bcg_trials()

        found = meta_regression(
            y[None], v[None], np.ones((13, 1)), heterogeneity=Heterogeneity(heterogeneity)
        )

        assert found.coefficients[0, 0] == pytest.approx(mean, abs=FOUR_DECIMALS)
        assert np.sqrt(found.covariance[0, 0, 0]) == pytest.approx(error, abs=FOUR_DECIMALS)
        assert found.tau_squared[0] == pytest.approx(tau_squared, abs=FOUR_DECIMALS)
        assert (found.q[0], found.degrees[0]) == (pytest.approx(152.2330, abs=FOUR_DECIMALS), 12)

    def test_gives_metafors_published_regression_on_latitude(self) -> None:
        y, v, latitude = bcg_trials()
        design = np.column_stack([np.ones(13), latitude])

        found = meta_regression(y[None], v[None], design, heterogeneity=Heterogeneity.REML)

        assert found.coefficients[0] == pytest.approx([0.2515, -0.0291], abs=FOUR_DECIMALS)
        assert np.sqrt(np.diagonal(found.covariance[0])) == pytest.approx([0.2491, 0.0072], abs=FOUR_DECIMALS)

    def test_reml_is_where_the_restricted_likelihood_peaks(self) -> None:
        y, v, latitude = bcg_trials()
        design = np.column_stack([np.ones(13), latitude])

        found = meta_regression(y[None], v[None], design, heterogeneity=Heterogeneity.REML)

        peak = minimize_scalar(
            negative_restricted_likelihood,
            args=(y, v, design),
            bounds=(0, 1),
            method="bounded",
            options={"xatol": 1e-12},
        )
        assert found.tau_squared[0] == pytest.approx(
            peak.x, abs=1e-6
        )  # as flat as a likelihood is at its top

    def test_fits_many_units_at_once_and_leaves_gaps_out(self) -> None:
        y, v, latitude = bcg_trials()
        design = np.column_stack([np.ones(13), latitude])
        with_gap = y.copy()
        with_gap[[2, 7]] = np.nan
        kept = ~np.isnan(with_gap)

        for heterogeneity in Heterogeneity:
            both = meta_regression(
                np.array([y, with_gap]), np.array([v, v]), design, heterogeneity=heterogeneity
            )
            alone = meta_regression(y[None, kept], v[None, kept], design[kept], heterogeneity=heterogeneity)
            assert both.coefficients[1] == pytest.approx(alone.coefficients[0], rel=1e-9)
            assert both.tau_squared[1] == pytest.approx(alone.tau_squared[0], rel=1e-9)

    @pytest.mark.parametrize("heterogeneity", list(Heterogeneity))
    def test_estimates_that_agree_have_no_variance_between_them(self, heterogeneity: Heterogeneity) -> None:
        found = meta_regression(
            np.ones((1, 5)), np.full((1, 5), 0.2), np.ones((5, 1)), heterogeneity=heterogeneity
        )

        assert (found.tau_squared[0], found.coefficients[0, 0]) == (0, pytest.approx(1))

    @pytest.mark.parametrize("heterogeneity", list(Heterogeneity))
    def test_too_few_estimates_give_none(self, heterogeneity: Heterogeneity) -> None:
        y = np.array([[1.0, np.nan, np.nan], [1.0, 2.0, np.nan], [1.0, 2.0, 3.5]])
        design = np.column_stack([np.ones(3), [1.0, 2.0, 3.0]])

        found = meta_regression(y, np.full((3, 3), 0.1), design, heterogeneity=heterogeneity)

        assert np.isnan(found.coefficients).all(axis=1).tolist() == [True, False, False]
        assert found.coefficients[1] == pytest.approx([0, 1], abs=1e-9)
        assert found.tau_squared[1] == 0
