"""Agreement between two raters: weighted kappa."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from goldenthread.methods.frames import frame, index_columns
from goldenthread.methods.inputs import Caution, Floats, InputError, counts, numbers, share_between
from goldenthread.methods.normal import quantile


class KappaWeights(StrEnum):
    """How much of an agreement it is when two ratings differ."""

    UNWEIGHTED = "unweighted"  # none
    LINEAR = "linear"  # falls with the distance
    QUADRATIC = "quadratic"  # falls with the squared distance


@dataclass(frozen=True, slots=True, eq=False)
class Kappa:
    """Cohen's kappa with large-sample standard errors; every array has the shape of the pairs of raters.

    ``standard_error`` is for the interval, ``null_standard_error`` for a test against no agreement.
    """

    kappa: Floats
    lower: Floats
    upper: Floats
    standard_error: Floats
    null_standard_error: Floats
    observed: Floats
    expected: Floats
    n: Floats
    confidence: float
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    def to_frame(self) -> Any:
        """One row a pair of raters."""
        names = tuple(f"axis_{axis}" for axis in range(self.kappa.ndim))
        return frame(
            {
                **index_columns(self.kappa.shape, names),
                "kappa": self.kappa,
                "lower": self.lower,
                "upper": self.upper,
                "standard_error": self.standard_error,
                "n": self.n,
            }
        )


def weighted_kappa(
    table: ArrayLike,
    *,
    weights: KappaWeights | str | ArrayLike = KappaWeights.QUADRATIC,
    confidence: float = 0.95,
) -> Kappa:
    """Measure how far two raters agree on an ordered scale, beyond chance; for many pairs at once.

    Parameters
    ----------
    table : array_like of int, shape (..., k, k)
        How many units the first rater put in each row and the second in each column.
    weights : KappaWeights or array_like of shape (k, k)
        How near agreement each pair is. An array holds *disagreement*: 0 on the diagonal.
    confidence : float
        Coverage of the interval.

    Raises
    ------
    InputError
        If the table is not square, a count is wrong, or weights do not fit.

    References
    ----------
    Cohen (1968), Psychol Bull 70:213-220; Fleiss, Cohen & Everitt (1969), Psychol Bull 72:323-327.
    Values: Cohen (1968), table 1, as in R package psych 2.4.

    Examples
    --------
    >>> found = weighted_kappa([[88, 14, 18], [10, 40, 10], [2, 6, 12]], weights="unweighted")
    >>> print(found.kappa.round(3), found.standard_error.round(3))
    0.492 0.051
    """
    share_between(confidence, column="confidence")
    cells = counts(table, column="table")
    if cells.ndim < 2 or cells.shape[-1] != cells.shape[-2] or cells.shape[-1] < 2:
        raise InputError("table", "needs shape (..., k, k) with k of 2 or more")
    agreed = _agreement_weights(weights, cells.shape[-1])
    n = np.asarray(cells.sum(axis=(-2, -1)))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = cells / n[..., np.newaxis, np.newaxis]
        rows, columns = share.sum(axis=-1), share.sum(axis=-2)
        observed = (agreed * share).sum(axis=(-2, -1))
        by_chance = rows[..., :, np.newaxis] * columns[..., np.newaxis, :]
        expected = (agreed * by_chance).sum(axis=(-2, -1))
        kappa = (observed - expected) / (1 - expected)
        means = (columns @ agreed.T)[..., :, np.newaxis] + (rows @ agreed)[..., np.newaxis, :]
        rest, missed = (
            (1 - expected)[..., np.newaxis, np.newaxis],
            (1 - observed)[..., np.newaxis, np.newaxis],
        )
        spread = (share * (agreed * rest - means * missed) ** 2).sum(axis=(-2, -1))
        middle = (observed * expected - 2 * expected + observed) ** 2
        error = np.sqrt(np.maximum(spread - middle, 0) / n) / (1 - expected) ** 2
        null_spread = (by_chance * (agreed - means) ** 2).sum(axis=(-2, -1)) - expected**2
        null_error = np.sqrt(np.maximum(null_spread, 0) / n) / (1 - expected)
    reach = quantile((1 + confidence) / 2) * error
    undefined = np.flatnonzero(np.isnan(kappa))
    cautions: tuple[Caution, ...] = ()
    if undefined.size:
        words = "nobody was rated, or chance alone gives full agreement"
        cautions = (Caution("undefined", words, tuple(map(int, undefined))),)
    return Kappa(
        kappa=np.asarray(kappa),
        lower=np.asarray(np.maximum(kappa - reach, -1.0)),
        upper=np.asarray(np.minimum(kappa + reach, 1.0)),
        standard_error=np.asarray(error),
        null_standard_error=np.asarray(null_error),
        observed=np.asarray(observed),
        expected=np.asarray(expected),
        n=n,
        confidence=confidence,
        method="weighted kappa, large-sample interval",
        citation="Cohen (1968); Fleiss, Cohen & Everitt (1969), Psychol Bull 72:323-327",
        warnings=cautions,
    )


def _agreement_weights(weights: KappaWeights | str | ArrayLike, size: int) -> Floats:
    """Weights from 1 (the same) to 0 (as different as can be)."""
    if isinstance(weights, str):
        distance = np.abs(np.subtract.outer(np.arange(size), np.arange(size))) / (size - 1)
        kind = KappaWeights(weights)
        if kind is KappaWeights.UNWEIGHTED:
            return np.eye(size)
        return np.asarray(1 - distance if kind is KappaWeights.LINEAR else 1 - distance**2)
    disagreement = numbers(weights, column="weights")
    if disagreement.shape != (size, size) or not disagreement.max() > 0 or (np.diag(disagreement) != 0).any():
        raise InputError(
            "weights", f"needs shape ({size}, {size}), 0 on the diagonal and a positive number elsewhere"
        )
    return np.asarray(1 - disagreement / disagreement.max())
