"""Gaps between groups: difference, ratio, and measures that use every group."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from goldenthread.methods.frames import frame
from goldenthread.methods.inputs import (
    Caution,
    Floats,
    InputError,
    amounts,
    populations,
    share_between,
    units,
)
from goldenthread.methods.normal import quantile

MEASURES = (
    "difference",
    "ratio",
    "between_group_variance",
    "theil",
    "mean_log_deviation",
    "attributable_fraction",
)


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """Six measures of the gap in each area, shape (areas,), and their standard errors (NaN if none given).

    ``difference`` and ``ratio`` compare the best-off group with the worst-off so that a gap to the
    worse off is above 0 (or 1) for favourable and adverse indicators alike. ``attributable_fraction``
    is how much better, relative to now, the average would be if every group did as well as the
    best-off: above 0 for favourable indicators, below 0 for adverse ones.
    """

    difference: Floats
    ratio: Floats
    between_group_variance: Floats
    theil: Floats
    mean_log_deviation: Floats
    attributable_fraction: Floats
    difference_error: Floats
    log_ratio_error: Floats
    between_group_variance_error: Floats
    theil_error: Floats
    mean_log_deviation_error: Floats
    average: Floats
    n: int
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    def limits(self, measure: str, *, confidence: float = 0.95) -> tuple[Floats, Floats]:
        """The lower and upper limit of a measure that has a standard error."""
        reach = quantile((1 + share_between(confidence, column="confidence")) / 2)
        value = getattr(self, measure)
        if measure == "ratio":
            return value * np.exp(-reach * self.log_ratio_error), value * np.exp(reach * self.log_ratio_error)
        error = getattr(self, f"{measure}_error")
        return value - reach * error, value + reach * error

    def to_frame(self) -> Any:
        """One row an area."""
        return frame(
            {
                "area": np.arange(self.difference.size),
                "average": self.average,
                **{measure: getattr(self, measure) for measure in MEASURES},
            }
        )


def gap(
    values: ArrayLike,
    population: ArrayLike,
    *,
    standard_error: ArrayLike | None = None,
    ordered: bool = True,
    favourable: bool = True,
) -> Gap:
    """Measure the gap between groups in several ways at once, absolute and relative.

    No single measure tells the story: a difference and a ratio can move in opposite ways. Difference
    and ratio use two groups only; the others use all, each by its size.

    Parameters
    ----------
    values, population : array_like, shape (..., groups)
        The indicator and the people in each group.
    standard_error : array_like, optional
        Of each value.
    ordered : bool
        Groups run from least to most advantaged, and the ends are compared. If not, such as for ethnic
        groups, the best value is compared with the worst.
    favourable : bool
        Whether a high value is good.

    Raises
    ------
    InputError
        If shapes do not fit, a value is negative, or there are fewer than two groups.

    References
    ----------
    Schlotheuber & Hosseinpoor (2022), Int J Environ Res Public Health 19:3697; errors: Ahn and others
    (2018), JCO Clin Cancer Inform 2:1-19. Values: R package healthequal 1.0.1 (it gives Theil and mean
    log deviation times 1,000, the fraction times 100, and puts 0.000001 in place of 0; here a zero
    gives no mean log deviation).

    Examples
    --------
    >>> found = gap([[75.6, 91.0, 96.0, 97.0, 99.2]], [[2072, 2112, 1983, 2052, 1885]])
    >>> found.difference.round(1), found.ratio.round(3), found.attributable_fraction.round(3)
    (array([23.6]), array([1.312]), array([0.083]))
    """
    value, people = np.broadcast_arrays(amounts(values, column="values"), populations(population))
    if value.ndim == 0 or value.shape[-1] < 2:
        raise InputError("values", "needs two or more groups on its last axis")
    error = np.full(value.shape, np.nan)
    if standard_error is not None:
        error = np.broadcast_to(amounts(standard_error, column="standard_error"), value.shape)
    shape = value.shape[:-1]
    value, people, error = (array.reshape(-1, array.shape[-1]) for array in (value, people, error))
    missing = np.isnan(value + people).any(axis=1)
    best, worst = _ends(np.nan_to_num(value), ordered=ordered, favourable=favourable)
    places = np.arange(len(value))
    good, bad = value[places, best], value[places, worst]
    high, low = (good, bad) if favourable else (bad, good)
    high_error, low_error = error[places, best], error[places, worst]
    share = people / people.sum(axis=1, keepdims=True)
    average = (share * value).sum(axis=1)
    spread = value - average[:, np.newaxis]
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = value / average[:, np.newaxis]
        logs = np.log(relative)
        entropy = np.where(relative == 0, 0.0, relative * logs)
        theil = (share * entropy).sum(axis=1)
        log_deviation = np.where(np.isfinite(logs).all(axis=1), -(share * logs).sum(axis=1), np.nan)
        fraction = (good - average) / average
        scaled = share * error / average[:, np.newaxis]
        pull = 1 + logs - (share * relative * (1 + logs)).sum(axis=1, keepdims=True)
        found = {
            "difference": high - low,
            "ratio": np.where(low > 0, high / low, np.nan),
            "between_group_variance": (share * spread**2).sum(axis=1),
            "theil": theil,
            "mean_log_deviation": log_deviation,
            "attributable_fraction": np.maximum(fraction, 0.0) if favourable else np.minimum(fraction, 0.0),
            "difference_error": np.hypot(high_error, low_error),
            "log_ratio_error": np.hypot(high_error / good, low_error / bad),
            "between_group_variance_error": _variance_error(share, error, spread),
            "theil_error": np.sqrt((pull**2 * scaled**2).sum(axis=1)),
            "mean_log_deviation_error": np.sqrt((scaled**2 * (1 - 1 / relative) ** 2).sum(axis=1)),
            "average": average,
        }
    kept = {name: np.where(missing, np.nan, array).reshape(shape) for name, array in found.items()}
    return Gap(
        **kept,
        n=int(np.count_nonzero(~missing)),
        method="gaps between groups, " + ("ordered" if ordered else "not ordered"),
        citation="Schlotheuber & Hosseinpoor (2022), Int J Environ Res Public Health 19:3697",
        warnings=_cautions(missing, ~missing & (value == 0).any(axis=1)),
    )


def _ends(value: Floats, *, ordered: bool, favourable: bool) -> tuple[np.ndarray, np.ndarray]:
    """Which group is best off and which worst in each area."""
    if ordered:
        return np.full(len(value), value.shape[1] - 1), np.zeros(len(value), dtype=np.int64)
    highest, lowest = value.argmax(axis=1), value.argmin(axis=1)
    return (highest, lowest) if favourable else (lowest, highest)


def _variance_error(share: Floats, error: Floats, spread: Floats) -> Floats:
    """The standard error of a between-group variance."""
    squared = share**2 * error**2
    fourth = (squared.sum(axis=1) ** 2) - (squared**2).sum(axis=1)
    own = (share**2 * (1 - share) ** 2 * error**4).sum(axis=1)
    return np.asarray(np.sqrt(4 * (squared * spread**2).sum(axis=1) + 2 * (fourth + own)))


def _cautions(missing: np.ndarray, zeros: np.ndarray) -> tuple[Caution, ...]:
    found = []
    if missing.any():
        found.append(Caution("missing", "a group is missing: no gap is given", units(missing)))
    if zeros.any():
        found.append(
            Caution("zero", "a group has 0: ratios and logarithms to it are not given", units(zeros))
        )
    return tuple(found)
