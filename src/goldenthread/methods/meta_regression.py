"""Regress estimates on something known about them, when they differ by more than their errors explain."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from goldenthread.methods.inputs import Floats

_MOST_STEPS = 500
_SMALLEST_STEP = 1e-13


class Heterogeneity(StrEnum):
    """How the variance between estimates is found."""

    FIXED = "fixed"  # taken to be none
    DERSIMONIAN_LAIRD = "dersimonian_laird"
    REML = "reml"


@dataclass(frozen=True, slots=True, eq=False)
class MetaRegression:
    """Coefficients for each unit, shape (units, p); the rest has shape (units,).

    ``covariance`` has shape (units, p, p); ``q`` is Cochran's Q about the fixed-effect fit, with ``degrees``.
    """

    coefficients: Floats
    covariance: Floats
    tau_squared: Floats
    q: Floats
    degrees: Floats


def meta_regression(
    estimates: Floats, variances: Floats, design: Floats, *, heterogeneity: Heterogeneity
) -> MetaRegression:
    """Fit each unit's estimates, shape (units, k), on a design shared by all, shape (k, p).

    NaN estimates take no part. A unit with no more estimates than columns gets NaN.
    """
    given = ~np.isnan(estimates + variances)
    y, v = np.where(given, estimates, 0.0), np.where(given, variances, 1.0)
    degrees = given.sum(axis=1) - float(design.shape[1])
    enough = degrees >= 0
    given = given & enough[:, np.newaxis]
    weights = np.where(given, 1 / v, 0.0)
    weights[~enough] = 1.0  # keeps the algebra going; the answers become NaN below
    coefficients, covariance = _fit(y, weights, design)
    residuals = y - coefficients @ design.T
    q = (weights * residuals**2).sum(axis=1)
    tau_squared = np.zeros(len(y))
    if heterogeneity is not Heterogeneity.FIXED:
        tau_squared = _dersimonian_laird(weights, design, covariance, q, degrees)
        if heterogeneity is Heterogeneity.REML:
            tau_squared = _reml(y, v, given, design, tau_squared)
        weights = np.where(given, 1 / (v + tau_squared[:, np.newaxis]), 0.0)
        weights[~enough] = 1.0
        coefficients, covariance = _fit(y, weights, design)
    lost = ~enough
    coefficients[lost], covariance[lost], tau_squared[lost], q[lost] = np.nan, np.nan, np.nan, np.nan
    return MetaRegression(
        coefficients=coefficients,
        covariance=covariance,
        tau_squared=tau_squared,
        q=q,
        degrees=np.maximum(degrees, 0.0),
    )


def _fit(y: Floats, weights: Floats, design: Floats) -> tuple[Floats, Floats]:
    """Weighted least squares of every unit, with known variances."""
    gram = np.einsum("uk,kp,kq->upq", weights, design, design)
    covariance = np.linalg.pinv(gram, hermitian=True)
    return np.einsum("upq,uk,kq->up", covariance, weights * y, design), covariance


def _dersimonian_laird(
    weights: Floats, design: Floats, covariance: Floats, q: Floats, degrees: Floats
) -> Floats:
    """The moment estimate of the variance between estimates."""
    spent = np.einsum("upq,uk,kp,kq->u", covariance, weights**2, design, design)
    room = weights.sum(axis=1) - spent
    with np.errstate(divide="ignore", invalid="ignore"):
        found = (q - degrees) / room
    return np.asarray(np.where((degrees > 0) & (room > 0), np.maximum(found, 0.0), 0.0))


def _reml(y: Floats, v: Floats, given: np.ndarray, design: Floats, start: Floats) -> Floats:
    """The variance between estimates by restricted maximum likelihood (Fisher scoring)."""
    found = start.copy()
    moving = np.flatnonzero(given.sum(axis=1) > design.shape[1])
    steps_left = _MOST_STEPS
    while moving.size and steps_left:
        steps_left -= 1
        weights = np.where(given[moving], 1 / (v[moving] + found[moving, np.newaxis]), 0.0)
        _, covariance = _fit(y[moving], weights, design)
        weighted = weights[:, :, np.newaxis] * design
        projection = -np.einsum("ukp,upq,ulq->ukl", weighted, covariance, weighted)
        places = np.arange(design.shape[0])
        projection[:, places, places] += weights
        projected = np.einsum("ukl,ul->uk", projection, y[moving])
        score = (projected**2).sum(axis=1) - projection[:, places, places].sum(axis=1)
        step = score / (projection**2).sum(axis=(1, 2))
        after = np.maximum(found[moving] + step, 0.0)
        moved = np.abs(after - found[moving]) > _SMALLEST_STEP * np.maximum(after, _SMALLEST_STEP)
        found[moving] = after
        moving = moving[moved]
    return found
