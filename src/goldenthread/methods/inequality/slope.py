"""The slope index of inequality: the gap from the worst-off to the best-off end of a population."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from goldenthread.methods.confidence import Confidence, Levels, levels
from goldenthread.methods.frames import frame
from goldenthread.methods.inputs import (
    Caution,
    Floats,
    InputError,
    amounts,
    numbers,
    populations,
    refuse,
    units,
)
from goldenthread.methods.normal import quantile

FEWEST_GROUPS = 3
_NUMBERS_AT_ONCE = 2**19  # simulated together; how many changes no number, since areas are drawn in order
_SCORE_OF_95_PERCENT = quantile(0.975)


class IndicatorKind(StrEnum):
    """What the values are, and so on which scale their error is symmetric."""

    CONTINUOUS = "continuous"  # as they are
    RATE = "rate"  # on the log scale
    PROPORTION = "proportion"  # on the logit scale


@dataclass(frozen=True, slots=True, eq=False)
class SlopeIndex:
    """The slope and relative index of each area; all have shape (areas,), NaN where an area has none.

    With several confidence levels, limits have one more axis, one place a level. ``slope`` is the
    fitted value at the advantaged end minus that at the other, ``relative`` their ratio.
    ``log_relative_error`` is the standard error of the ratio's logarithm.
    """

    slope: Floats
    lower: Floats
    upper: Floats
    standard_error: Floats
    relative: Floats
    relative_lower: Floats
    relative_upper: Floats
    log_relative_error: Floats
    kind: IndicatorKind
    confidence: tuple[float, ...]
    n: int
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    def to_frame(self) -> Any:
        """One row an area."""
        asked = levels(self.confidence[0] if self.lower.ndim == self.slope.ndim else self.confidence)
        return frame(
            {
                "area": np.arange(self.slope.size),
                "slope": self.slope,
                **asked.columns("lower", self.lower),
                **asked.columns("upper", self.upper),
                "relative": self.relative,
                **asked.columns("relative_lower", self.relative_lower),
                **asked.columns("relative_upper", self.relative_upper),
            }
        )


def slope_index(
    values: ArrayLike,
    population: ArrayLike,
    *,
    kind: IndicatorKind | str = IndicatorKind.CONTINUOUS,
    standard_error: ArrayLike | None = None,
    limits: tuple[ArrayLike, ArrayLike] | None = None,
    confidence: Confidence = 0.95,
    multiplier: float = 1,
    draws: int = 100_000,
    rng: np.random.Generator | None = None,
) -> SlopeIndex:
    """Measure the gap across a whole population, ordered from the least to the most advantaged group.

    Use it for "how much longer do people at the best-off end of our area live?". It uses every group, not
    just the two ends, and allows for groups of different size.

    Parameters
    ----------
    values, population : array_like, shape (..., groups)
        The indicator and the people in each group (three or more), ordered from least to most advantaged.
    kind : IndicatorKind
        continuous; rate or proportion are simulated on the log or logit scale, where their error is
        symmetric.
    standard_error : array_like, optional
        Of each value, on the scale of ``kind`` (for a rate: of its logarithm).
    limits : (lower, upper), optional
        The values' 95 % limits; standard errors are derived from them on the scale of ``kind``.
    confidence : float or sequence of float
        Coverage of the interval; several levels at once add a last axis to the limits.
    multiplier : float
        Slopes are multiplied by this. A negative one turns the ratio round, for indicators where low is good.
    draws, rng :
        For rates and proportions: how many simulations, and the generator that they come from.

    Raises
    ------
    InputError
        If shapes do not fit, a value is outside its scale, neither or both kinds of error are given, or
        ``rng`` is missing where it is needed.

    References
    ----------
    Low & Low (2004), J Public Health 26:388-395, as on Fingertips and in R package PHEindicatormethods
    2.1.0, which simulates all limits. For continuous values they are exact here: normal for the slope,
    Fieller's for the ratio.

    Examples
    --------
    >>> years = [75.9, 78.3, 83.8, 83.6, 80.5, 81.1, 81.7, 84.2, 80.6, 86.3]
    >>> people = [7291, 7997, 6105, 7666, 5790, 6934, 5918, 5974, 7147, 7534]
    >>> error = [1.64, 1.58, 1.51, 1.78, 1.7, 1.56, 1.37, 1.4, 2.43, 1.57]
    >>> found = slope_index([years], [people], standard_error=[error])
    >>> found.slope.round(3), found.lower.round(3), found.upper.round(3), found.relative.round(3)
    (array([7.]), array([3.153]), array([10.847]), array([1.09]))
    """
    scale = IndicatorKind(kind)
    asked = levels(confidence)
    value, people = np.broadcast_arrays(numbers(values, column="values"), populations(population))
    if value.ndim == 0 or value.shape[-1] < FEWEST_GROUPS:
        raise InputError("values", f"needs {FEWEST_GROUPS} or more groups on its last axis")
    if multiplier == 0:
        raise InputError("multiplier", "must not be 0")
    error = _errors(value, standard_error, limits, scale)
    if scale is not IndicatorKind.CONTINUOUS and rng is None:
        raise InputError("rng", "is needed to simulate limits of rates and proportions")
    shape = value.shape[:-1]
    value, people, error = (array.reshape(-1, array.shape[-1]) for array in (value, people, error))
    complete = ~np.isnan(value + people + error).any(axis=-1)
    slope_weights, start_weights = _fit_weights(people)
    slope, start = (slope_weights * value).sum(axis=-1), (start_weights * value).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        if rng is None or scale is IndicatorKind.CONTINUOUS:
            spread = _exact(slope_weights, start_weights, slope, start, error, asked)
        else:
            spread = _simulated(slope_weights, start_weights, value, error, scale, asked, draws, rng)
        ratio = np.where(complete & (start > 0) & (start + slope > 0), (start + slope) / start, np.nan)
    found = _Turned.of(np.where(complete, slope, np.nan), ratio, spread, multiplier, asked)
    return SlopeIndex(
        slope=found.slope.reshape(shape),
        lower=found.lower.reshape(shape + found.lower.shape[1:]),
        upper=found.upper.reshape(shape + found.upper.shape[1:]),
        standard_error=found.error.reshape(shape),
        relative=found.ratio.reshape(shape),
        relative_lower=found.ratio_lower.reshape(shape + found.lower.shape[1:]),
        relative_upper=found.ratio_upper.reshape(shape + found.lower.shape[1:]),
        log_relative_error=np.where(np.isnan(found.ratio), np.nan, spread.log_error).reshape(shape),
        kind=scale,
        confidence=asked.values,
        n=int(complete.sum()),
        method="slope index of inequality, limits "
        + ("exact" if scale is IndicatorKind.CONTINUOUS else f"of {draws} draws"),
        citation="Low & Low (2004), J Public Health 26:388-395",
        warnings=_cautions(~complete, complete & np.isnan(ratio)),
    )


def _errors(
    value: Floats,
    standard_error: ArrayLike | None,
    limits: tuple[ArrayLike, ArrayLike] | None,
    scale: IndicatorKind,
) -> Floats:
    """The standard error of each value, on the scale of its kind."""
    if (standard_error is None) == (limits is None):
        raise InputError("standard_error", "give either standard errors or limits")
    _within_scale(value, scale, "values")
    if standard_error is not None:
        return np.broadcast_to(amounts(standard_error, column="standard_error"), value.shape)
    assert limits is not None  # noqa: S101  (one of the two was given)
    lower, upper = (np.broadcast_to(numbers(limit, column="limits"), value.shape) for limit in limits)
    refuse(lower > upper, "limits", "lower is above upper")
    _within_scale(lower, scale, "limits")
    _within_scale(upper, scale, "limits")
    return np.asarray((_onto(upper, scale) - _onto(lower, scale)) / (2 * _SCORE_OF_95_PERCENT))


def _within_scale(values: Floats, scale: IndicatorKind, column: str) -> None:
    if scale is IndicatorKind.RATE:
        refuse(values <= 0, column, "a rate must be above 0: its logarithm is used")
    if scale is IndicatorKind.PROPORTION:
        refuse(
            (values <= 0) | (values >= 1), column, "a proportion must lie between 0 and 1: its logit is used"
        )


def _onto(values: Floats, scale: IndicatorKind) -> Floats:
    """Put values on the scale where their error is symmetric."""
    if scale is IndicatorKind.RATE:
        return np.asarray(np.log(values))
    if scale is IndicatorKind.PROPORTION:
        return np.asarray(np.log(values / (1 - values)))
    return values


def _back_from(values: Floats, scale: IndicatorKind) -> Floats:
    """Undo ``_onto``, in place."""
    if scale is IndicatorKind.PROPORTION:
        np.negative(values, out=values)
        np.exp(values, out=values)
        values += 1
        return np.reciprocal(values, out=values)
    return np.exp(values, out=values)


def _fit_weights(people: Floats) -> tuple[Floats, Floats]:
    """The weights with which each group's value enters the slope, and the fitted value at the start."""
    share = people / people.sum(axis=-1, keepdims=True)
    middle = np.cumsum(share, axis=-1) - share / 2
    mean = (share * middle).sum(axis=-1, keepdims=True)
    centred = middle - mean
    slope = share * centred / (share * centred**2).sum(axis=-1, keepdims=True)
    return slope, share - slope * mean


@dataclass(frozen=True, slots=True, eq=False)
class _Spread:
    """Standard errors and limits before the multiplier; limits (areas,) or (areas, levels)."""

    error: Floats
    lower: Floats
    upper: Floats
    ratio_lower: Floats
    ratio_upper: Floats
    log_error: Floats


def _exact(
    slope_weights: Floats, start_weights: Floats, slope: Floats, start: Floats, error: Floats, asked: Levels
) -> _Spread:
    """Limits of sums of independent normal values: the slope's exactly, the ratio's by Fieller's theorem."""
    variance = error**2
    slope_error = np.sqrt((slope_weights**2 * variance).sum(axis=-1))
    end_weights = start_weights + slope_weights
    end = start + slope
    start_variance = (start_weights**2 * variance).sum(axis=-1)
    end_variance = (end_weights**2 * variance).sum(axis=-1)
    shared = (start_weights * end_weights * variance).sum(axis=-1)

    def fieller(tail: float, side: int) -> Floats:
        score = quantile(1 - tail) ** 2
        a = start**2 - score * start_variance
        b = start * end - score * shared
        c = end**2 - score * end_variance
        root = np.sqrt(np.maximum(b**2 - a * c, 0.0))
        return np.asarray(np.where((a > 0) & (start > 0), (b + side * root) / a, np.nan))

    return _Spread(
        error=slope_error,
        lower=asked.limits(lambda tail: slope - quantile(1 - tail) * slope_error),
        upper=asked.limits(lambda tail: slope + quantile(1 - tail) * slope_error),
        ratio_lower=asked.limits(lambda tail: fieller(tail, -1)),
        ratio_upper=asked.limits(lambda tail: fieller(tail, 1)),
        log_error=np.sqrt(
            np.maximum(start_variance / start**2 + end_variance / end**2 - 2 * shared / (start * end), 0)
        ),
    )


def _simulated(
    slope_weights: Floats,
    start_weights: Floats,
    value: Floats,
    error: Floats,
    scale: IndicatorKind,
    asked: Levels,
    draws: int,
    rng: np.random.Generator,
) -> _Spread:
    """Limits from values drawn on the scale where their error is symmetric."""
    middle = _onto(value, scale)
    tails = np.array([[tail, 1 - tail] for tail in asked.tails]).ravel()
    area_count = len(value)
    error_of, log_error_of = np.empty(area_count), np.empty(area_count)
    slope_limits, ratio_limits = np.empty((2, area_count, tails.size))
    for few in _some_at_a_time(area_count, draws * middle.shape[1]):
        drawn = rng.standard_normal((len(middle[few]), draws, middle.shape[1]))
        drawn *= error[few, np.newaxis]
        drawn += middle[few, np.newaxis]
        _back_from(drawn, scale)
        slope = np.matmul(drawn, slope_weights[few, :, np.newaxis])[..., 0]
        start = np.matmul(drawn, start_weights[few, :, np.newaxis])[..., 0]
        ratio = (start + slope) / start
        error_of[few], log_error_of[few] = slope.std(axis=1), _spread_of_logs(ratio)
        slope_limits[few] = np.quantile(slope, tails, axis=1).T
        ratio_limits[few] = np.quantile(ratio, tails, axis=1).T
    lower, upper, ratio_lower, ratio_upper = (
        found[:, side::2][:, 0] if asked.single else found[:, side::2]
        for found in (slope_limits, ratio_limits)
        for side in (0, 1)
    )
    return _Spread(
        error=error_of,
        lower=lower,
        upper=upper,
        ratio_lower=ratio_lower,
        ratio_upper=ratio_upper,
        log_error=log_error_of,
    )


def _some_at_a_time(area_count: int, numbers_each: int) -> Iterator[slice]:
    together = max(1, _NUMBERS_AT_ONCE // numbers_each)
    for start in range(0, area_count, together):
        yield slice(start, start + together)


def _spread_of_logs(ratio: Floats) -> Floats:
    """The standard deviation of the logarithm of drawn ratios; NaN where a draw is not above 0."""
    return np.asarray(np.log(np.where(ratio > 0, ratio, np.nan)).std(axis=1))


@dataclass(frozen=True, slots=True, eq=False)
class _Turned:
    """Everything after the multiplier, which turns limits and ratios round when it is negative."""

    slope: Floats
    error: Floats
    lower: Floats
    upper: Floats
    ratio: Floats
    ratio_lower: Floats
    ratio_upper: Floats

    @classmethod
    def of(cls, slope: Floats, ratio: Floats, spread: _Spread, multiplier: float, asked: Levels) -> "_Turned":
        none = np.isnan(slope) if asked.single else np.isnan(slope)[:, np.newaxis]
        no_ratio = np.isnan(ratio) if asked.single else np.isnan(ratio)[:, np.newaxis]
        lower, upper = np.where(none, np.nan, spread.lower), np.where(none, np.nan, spread.upper)
        ratio_lower = np.where(no_ratio, np.nan, spread.ratio_lower)
        ratio_upper = np.where(no_ratio, np.nan, spread.ratio_upper)
        error = np.where(np.isnan(slope), np.nan, spread.error)
        if multiplier > 0:
            ends = (lower, upper, ratio, ratio_lower, ratio_upper)
        else:
            ends = (upper, lower, 1 / ratio, 1 / ratio_upper, 1 / ratio_lower)
        return cls(
            slope * multiplier, error * abs(multiplier), ends[0] * multiplier, ends[1] * multiplier, *ends[2:]
        )


def _cautions(incomplete: np.ndarray, no_ratio: np.ndarray) -> tuple[Caution, ...]:
    found = []
    if incomplete.any():
        found.append(Caution("missing", "a group is missing: no index is given", units(incomplete)))
    if no_ratio.any():
        words = "the fitted line does not stay above 0: no relative index is given"
        found.append(Caution("no_relative_index", words, units(no_ratio)))
    return tuple(found)
