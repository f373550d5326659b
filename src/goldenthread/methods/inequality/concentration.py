"""Concentration indices: is something concentrated among the better or the worse off, person by person?"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenthread.methods.frames import frame
from goldenthread.methods.inputs import Caution, Floats, InputError, amounts, numbers, refuse, share_between
from goldenthread.methods.normal import quantile


class ConcentrationKind(StrEnum):
    """What the index is relative to."""

    RELATIVE = "relative"  # the mean
    GENERALISED = "generalised"  # nothing: an absolute index
    ERREYGERS = "erreygers"  # the range that the outcome can take
    WAGSTAFF = "wagstaff"  # the largest index that the mean allows


class ErrorKind(StrEnum):
    """How the standard error is found, from the convenient regression on rank."""

    CLASSICAL = "classical"
    HC1 = "hc1"  # robust, as Stata
    HC3 = "hc3"  # robust, for smaller samples


@dataclass(frozen=True, slots=True, eq=False)
class ConcentrationIndex:
    """One index: above 0 concentrated among those with a high rank, below 0 among those with a low one.

    ``rank`` is each person's fractional rank (0 to 1), shape (n,), NaN for people left out.
    """

    index: float
    lower: float
    upper: float
    standard_error: float
    mean: float
    rank: Floats
    kind: ConcentrationKind
    confidence: float
    n: int
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    def to_frame(self) -> Any:
        """One row."""
        return frame(
            {
                "kind": np.array([self.kind.value]),
                "index": np.array([self.index]),
                "lower": np.array([self.lower]),
                "upper": np.array([self.upper]),
                "standard_error": np.array([self.standard_error]),
                "mean": np.array([self.mean]),
                "n": np.array([self.n]),
            }
        )


@dataclass(frozen=True, slots=True, eq=False)
class Decomposition:
    """What each factor contributes to a concentration index; arrays have shape (factors,).

    A contribution is an elasticity (how much the outcome hangs on the factor) times the factor's own
    index; they and ``residual`` add up to ``index``.
    """

    contribution: Floats
    share: Floats
    elasticity: Floats
    factor_index: Floats
    coefficient: Floats
    names: tuple[str, ...]
    index: float
    residual: float
    kind: ConcentrationKind
    n: int
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    def to_frame(self) -> Any:
        """One row a factor, and the residual."""
        return frame(
            {
                "factor": np.array([*self.names, "residual"]),
                "contribution": np.append(self.contribution, self.residual),
                "share": np.append(self.share, self.residual / self.index),
                "elasticity": np.append(self.elasticity, np.nan),
                "factor_index": np.append(self.factor_index, np.nan),
            }
        )


def concentration_index(
    outcome: ArrayLike,
    rank_by: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    kind: ConcentrationKind | str = ConcentrationKind.RELATIVE,
    bounds: tuple[float, float] | None = None,
    errors: ErrorKind | str = ErrorKind.CLASSICAL,
    confidence: float = 0.95,
) -> ConcentrationIndex:
    """Measure whether an outcome is concentrated among the better or the worse off.

    Use it on records of people: is not being online concentrated among the poor? For an outcome that
    can only lie between two bounds, such as yes or no, use Erreygers' index: the relative one depends
    on which of the two is counted.

    Parameters
    ----------
    outcome, rank_by : array_like, shape (n,)
        The outcome, and what people are ranked by, such as income. People with a missing number are left out.
    weights : array_like, shape (n,), optional
    kind : ConcentrationKind
        relative, generalised, erreygers or wagstaff.
    bounds : (lowest, highest), optional
        What the outcome can be, in theory; needed for erreygers and wagstaff.
    errors : ErrorKind
        classical, hc1 or hc3.
    confidence : float
        Coverage of the interval.

    Raises
    ------
    InputError
        If shapes do not fit, the mean is not above 0 where the index is relative to it, or bounds are
        missing or broken.

    References
    ----------
    Kakwani, Wagstaff & van Doorslaer (1997), J Econometrics 77:87-103; Erreygers (2009), J Health Econ
    28:504-515; errors: O'Donnell and others (2008), Analyzing health equity, equation 8.12. Values: R
    package rineq 0.2.3 on its housing data. Unlike it, people with the same rank share the middle one,
    so that the order of rows does not matter, and bounds are those of theory, not of the sample.

    Examples
    --------
    >>> found = concentration_index([0, 1, 1, 2, 4], [10, 20, 30, 40, 50])
    >>> round(found.index, 3)
    0.45
    """
    which, how = ConcentrationKind(kind), ErrorKind(errors)
    share_between(confidence, column="confidence")
    y, by, w, kept = _people(outcome, rank_by, weights)
    rank = fractional_rank(by, w)
    mean = float(w @ y)
    factor = _factor(mean, which, bounds, y)
    index = 2 * float(w @ ((y - mean) * (rank - 0.5))) * factor
    error = _standard_error(y, rank, w, how) * abs(factor * mean)
    reach = quantile((1 + confidence) / 2) * error
    everyone = np.full(kept.shape, np.nan)
    everyone[kept] = rank
    return ConcentrationIndex(
        index=index,
        lower=index - reach,
        upper=index + reach,
        standard_error=error,
        mean=mean,
        rank=everyone,
        kind=which,
        confidence=confidence,
        n=int(y.size),
        method=f"{which.value} concentration index, {how.value} errors by the delta method",
        citation="Kakwani, Wagstaff & van Doorslaer (1997), J Econometrics 77:87-103",
        warnings=_left_out(kept),
    )


def decompose(
    outcome: ArrayLike,
    rank_by: ArrayLike,
    factors: ArrayLike,
    *,
    names: Sequence[str],
    weights: ArrayLike | None = None,
    kind: ConcentrationKind | str = ConcentrationKind.RELATIVE,
    bounds: tuple[float, float] | None = None,
) -> Decomposition:
    """Split a concentration index into what other factors, such as age, contribute.

    It describes; it does not say what would happen if a factor changed.

    Parameters
    ----------
    outcome, rank_by : array_like, shape (n,)
    factors : array_like, shape (n, factors)
        Numbers; make a column of 0 and 1 for each class of a category, but one.
    names : sequence of str
        What the columns of ``factors`` are called.
    weights, kind, bounds :
        As for ``concentration_index``.

    Raises
    ------
    InputError
        If shapes do not fit, or one factor is a combination of the others.

    References
    ----------
    Wagstaff, van Doorslaer & Watanabe (2003), J Econometrics 112:207-223. Values: R package rineq 0.2.3.

    Examples
    --------
    >>> income, age = np.arange(10.0), np.array([5.0, 3, 8, 1, 9, 2, 7, 4, 6, 0])
    >>> factors = np.column_stack([income, age])
    >>> found = decompose(1 + 2 * income + age, income, factors, names=("income", "age"))
    >>> found.contribution.round(4), round(found.index, 4)
    (array([ 0.2276, -0.0228]), 0.2048)
    """
    which = ConcentrationKind(kind)
    columns = numbers(factors, column="factors")
    if columns.ndim != 2 or len(names) != columns.shape[1] or len(columns) != np.size(outcome):
        raise InputError("factors", "needs shape (n, factors) and one name for each factor")
    whole = np.where(np.isnan(columns).any(axis=1), np.nan, numbers(outcome, column="outcome"))
    y, by, w, kept = _people(whole, rank_by, weights)
    x = columns[kept]
    rank = fractional_rank(by, w)
    mean = float(w @ y)
    factor = _factor(mean, which, bounds, y)
    design = np.column_stack([np.ones(y.size), x])
    root = np.sqrt(w)
    coefficients, _, found_rank, _ = np.linalg.lstsq(design * root[:, np.newaxis], y * root, rcond=None)
    if found_rank < design.shape[1]:
        raise InputError("factors", "one is constant, or a combination of the others")
    means = w @ x
    covariance = 2 * (w * (rank - 0.5)) @ (x - means)
    contribution = coefficients[1:] * covariance * factor
    index = 2 * float(w @ ((y - mean) * (rank - 0.5))) * factor
    with np.errstate(divide="ignore", invalid="ignore"):
        own_index = covariance / means
        share = contribution / index
    return Decomposition(
        contribution=contribution,
        share=share,
        elasticity=coefficients[1:] * means / mean,
        factor_index=own_index,
        coefficient=coefficients[1:],
        names=tuple(names),
        index=index,
        residual=index - float(contribution.sum()),
        kind=which,
        n=int(y.size),
        method=f"regression decomposition of the {which.value} concentration index",
        citation="Wagstaff, van Doorslaer & Watanabe (2003), J Econometrics 112:207-223",
        warnings=_left_out(kept),
    )


def fractional_rank(by: Floats, weights: Floats) -> Floats:
    """Where each person stands between 0 and 1; people with the same value share the middle place."""
    _, place = np.unique(by, return_inverse=True)
    together = np.bincount(place, weights=weights)
    upto = np.cumsum(together)
    return np.asarray((upto - together / 2)[place])


def _people(
    outcome: ArrayLike, rank_by: ArrayLike, weights: ArrayLike | None
) -> tuple[Floats, Floats, Floats, NDArray[np.bool_]]:
    """Outcome, rank variable and weights (adding up to 1) of people with all numbers, and who they are."""
    y, by = numbers(outcome, column="outcome"), numbers(rank_by, column="rank_by")
    w = np.ones(y.shape) if weights is None else amounts(weights, column="weights")
    if y.ndim != 1 or by.shape != y.shape or w.shape != y.shape:
        raise InputError("rank_by", "outcome, rank_by and weights need the same shape (n,)")
    kept = ~np.isnan(y + by + w)
    if not w[kept].sum() > 0:
        raise InputError("outcome", "nobody has all numbers and a weight above 0")
    return y[kept], by[kept], w[kept] / w[kept].sum(), kept


def _factor(mean: float, kind: ConcentrationKind, bounds: tuple[float, float] | None, y: Floats) -> float:
    """What twice the covariance of outcome and rank is multiplied by."""
    if kind is ConcentrationKind.GENERALISED:
        return 1.0
    if kind is ConcentrationKind.RELATIVE:
        if not mean > 0:
            raise InputError("outcome", "needs a mean above 0 for a relative index")
        return 1 / mean
    if bounds is None or not bounds[0] < bounds[1]:
        raise InputError("bounds", f"the {kind.value} index needs the lowest and highest value that could be")
    low, high = bounds
    refuse((y < low) | (y > high), "outcome", "lies outside the bounds")
    if kind is ConcentrationKind.ERREYGERS:
        return 4 / (high - low)
    if not low < mean < high:
        raise InputError("outcome", "needs a mean inside the bounds for Wagstaff's index")
    return (high - low) / ((high - mean) * (mean - low))


def _standard_error(y: Floats, rank: Floats, w: Floats, how: ErrorKind) -> float:
    """Of the relative index, from the regression on rank, by the delta method (the mean is estimated too)."""
    if y.size <= 2 or np.ptp(rank) == 0 or w @ y == 0:
        return float("nan")
    design = np.column_stack([np.ones(y.size), rank])
    root = np.sqrt(w)
    bread = np.linalg.inv(design.T @ (design * w[:, np.newaxis]))
    start, slope = bread @ (design.T @ (w * y))
    residual = y - start - slope * rank
    if how is ErrorKind.CLASSICAL:
        covariance = bread * float(w @ residual**2) / (y.size - 2)
    else:
        scores = design * (w * residual)[:, np.newaxis]
        if how is ErrorKind.HC3:
            leverage = np.einsum(
                "np,pq,nq->n", design * root[:, np.newaxis], bread, design * root[:, np.newaxis]
            )
            scores /= (1 - leverage)[:, np.newaxis]
        grown = y.size / (y.size - 2) if how is ErrorKind.HC1 else 1.0
        covariance = grown * bread @ (scores.T @ scores) @ bread
    rank_variance = (w @ rank**2 - (w @ rank) ** 2) / (1 - w @ w)
    gradient = np.array([-slope, start]) * 8 * rank_variance / (2 * start + slope) ** 2
    return float(np.sqrt(gradient @ covariance @ gradient))


def _left_out(kept: NDArray[np.bool_]) -> tuple[Caution, ...]:
    lost = int((~kept).sum())
    return (Caution("left_out", f"{lost} people with a missing number are left out"),) if lost else ()
