"""Control charts for single values over time (XmR)."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenthread.methods.control_charts.rules import SIGNALS, ChartRules, chart_rules_named
from goldenthread.methods.control_charts.signals import signs_of
from goldenthread.methods.frames import frame, index_columns
from goldenthread.methods.inputs import Caution, Floats, InputError, numbers, units

LIMIT = 2.66  # mean moving ranges from the mean to a limit: 3 / 1.128
SCREEN = 3.267  # mean moving ranges to the limit of a moving range
FEWEST_POINTS = 12


class Improvement(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


class Variation(StrEnum):
    """What a point, or the latest point of a chart, says."""

    COMMON_CAUSE = "common cause"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    HIGH = "special cause, high"  # where neither way is better
    LOW = "special cause, low"
    MISSING = "missing"


class Assurance(StrEnum):
    """Whether the process, if it goes on like this, meets its target."""

    HIT = "hit"
    MISS = "miss"
    INCONSISTENT = "inconsistent"
    NO_TARGET = "no target"


@dataclass(frozen=True, slots=True, eq=False)
class XmrChart:
    """A chart of each series; arrays have shape (series, points) unless stated.

    ``signs`` (series, points, 4) says for every rule of ``SIGNALS`` whether a point is a signal upwards
    (1), downwards (-1) or none (0); ``label`` is the first that holds. ``variation`` and ``assurance``,
    shape (series,), read the latest point that is not missing.
    """

    values: Floats
    mean: Floats
    lower: Floats
    upper: Floats
    moving_range: Floats
    screened: NDArray[np.bool_]
    period: NDArray[np.int64]
    signs: NDArray[np.int8]
    label: NDArray[np.str_]
    point: NDArray[np.str_]
    variation: NDArray[np.str_]
    assurance: NDArray[np.str_]
    target: Floats
    rules: ChartRules
    improvement: Improvement
    n: int
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    def sentences(self) -> list[str]:
        """One plain sentence a series."""
        return [_sentence(str(v), str(a)) for v, a in zip(self.variation, self.assurance, strict=True)]

    def to_frame(self) -> Any:
        """One row a point."""
        return frame(
            {
                **index_columns(self.values.shape, ("series", "point_number")),
                "value": self.values,
                "mean": self.mean,
                "lower": self.lower,
                "upper": self.upper,
                "target": self.target,
                "label": self.label,
                "point": self.point,
            }
        )


def xmr(
    values: ArrayLike,
    *,
    rules: str | ChartRules = "making_data_count",
    shift_points: int | None = None,
    trend_points: int | None = None,
    screen: bool | None = None,
    rebase: ArrayLike | None = None,
    baseline: int | None = None,
    target: ArrayLike | None = None,
    improvement: Improvement | str = Improvement.NEUTRAL,
) -> XmrChart:
    """Tell change from noise in measurements over time, for thousands of series at once.

    Use it instead of red-amber-green or "up on last month". Most ups and downs are noise; a signal asks for a
    reason. A signal says that something changed, not what.

    Parameters
    ----------
    values : array_like, shape (points,) or (series, points)
        In order of time. NaN is a gap: it takes no part and ends every run.
    rules : str or ChartRules
        making_data_count or nhsrplotthedots, or a set of your own.
    shift_points, trend_points : int, optional
        How many points make a shift or a trend, if not as many as the rules say.
    screen : bool, optional
        Whether outlying moving ranges are left out of the limits, if not as the rules say.
    rebase : array_like of bool, same shape as values, optional
        True at points where a new period starts, with its own mean and limits.
    baseline : int, optional
        Compute each period's mean and limits from its first so many points.
    target : array_like, optional
        One target, one a series, shape (series, 1), or one a point.
    improvement : Improvement
        Which way is better: increase, decrease or neutral.

    Raises
    ------
    InputError
        If shapes do not fit, or a number of points is too small.

    References
    ----------
    Wheeler (2000), Understanding variation; NHS England, Making Data Count; R package NHSRplotthedots
    0.2.2. There, a missing point can signal and a constant series has no limits when screening; here
    neither.

    Examples
    --------
    >>> chart = xmr([12, 14, 13, 15, 12, 13, 14, 12, 13, 24], improvement="decrease", target=20)
    >>> chart.mean[0, 0].round(2), chart.upper[0, 0].round(2), chart.label[0, -1]
    (np.float64(14.2), np.float64(21.29), np.str_('outside the limits'))
    >>> chart.sentences()
    ['The latest point is a signal of concern. The target is met at some times and missed at others.']
    """
    chosen, better = _chosen(rules, shift_points, trend_points, screen), Improvement(improvement)
    series = np.atleast_2d(numbers(values, column="values"))
    if series.ndim != 2:
        raise InputError("values", "needs shape (points,) or (series, points)")
    if baseline is not None and baseline < 2:
        raise InputError("baseline", "needs two or more points")
    period = _periods(rebase, series.shape)
    aim = _target(target, series.shape)
    fixed = np.where(_number_in_period(period) < (baseline or np.inf), series, np.nan)
    mean = _mean_of_periods(fixed, period)
    moving = np.full(series.shape, np.nan)
    moving[:, 1:] = np.where(period[:, 1:] == period[:, :-1], np.abs(np.diff(fixed, axis=1)), np.nan)
    spread = _mean_of_periods(moving, period)
    screened = np.zeros(series.shape, dtype=np.bool_)
    if chosen.screen:
        with np.errstate(invalid="ignore"):
            screened = moving > SCREEN * spread
        spread = _mean_of_periods(np.where(screened, np.nan, moving), period)
    lower, upper = mean - LIMIT * spread, mean + LIMIT * spread
    signs = signs_of(series, mean, spread, LIMIT, period, chosen)
    label, direction = _labels(signs)
    point = _points(direction, np.isnan(series), better)
    latest = np.where(np.isnan(series), -1, np.arange(series.shape[1])).max(axis=1, initial=-1)
    return XmrChart(
        values=series,
        mean=mean,
        lower=lower,
        upper=upper,
        moving_range=moving,
        screened=screened,
        period=period,
        signs=signs,
        label=label,
        point=point,
        variation=_at(point, latest, Variation.MISSING.value),
        assurance=_assurance(aim, lower, upper, latest, better),
        target=aim,
        rules=chosen,
        improvement=better,
        n=int(np.count_nonzero(~np.isnan(series))),
        method=f"XmR chart, rules {chosen.name}",
        citation=f"Wheeler (2000), Understanding variation; {chosen.citation}",
        warnings=_cautions(fixed, period, latest),
    )


def _chosen(
    rules: str | ChartRules, shift_points: int | None, trend_points: int | None, screen: bool | None
) -> ChartRules:
    """The rules with what was asked for instead."""
    chosen = chart_rules_named(rules)
    chosen = replace(
        chosen,
        shift_points=chosen.shift_points if shift_points is None else shift_points,
        trend_points=chosen.trend_points if trend_points is None else trend_points,
        screen=chosen.screen if screen is None else screen,
    )
    if chosen.shift_points < 2:
        raise InputError("shift_points", "needs two or more points")
    if chosen.trend_points < 3:
        raise InputError("trend_points", "needs three or more points")
    return chosen


def _periods(rebase: ArrayLike | None, shape: tuple[int, ...]) -> NDArray[np.int64]:
    """The number of the period that each point belongs to."""
    if rebase is None:
        return np.zeros(shape, dtype=np.int64)
    starts = np.asarray(rebase, dtype=np.bool_)
    if starts.shape != shape and starts.shape != shape[1:]:
        raise InputError("rebase", f"has shape {starts.shape}, values {shape}")
    starts = np.broadcast_to(starts, shape).copy()
    starts[:, :1] = False  # the first point starts the first period anyway
    return np.cumsum(starts, axis=1)


def _target(target: ArrayLike | None, shape: tuple[int, ...]) -> Floats:
    given = np.nan if target is None else numbers(target, column="target")
    try:
        return np.array(np.broadcast_to(given, shape))
    except ValueError as error:
        raise InputError("target", f"has shape {np.shape(given)}, values {shape}") from error


def _number_in_period(period: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many points of its period come before each point."""
    places = np.broadcast_to(np.arange(period.shape[1]), period.shape)
    starts = np.ones(period.shape, dtype=np.bool_)
    starts[:, 1:] = period[:, 1:] != period[:, :-1]
    return np.asarray(places - np.maximum.accumulate(np.where(starts, places, 0), axis=1))


def _mean_of_periods(values: Floats, period: NDArray[np.int64]) -> Floats:
    """The mean of each period's values, at every point of the period."""
    keys = period + np.arange(len(period))[:, np.newaxis] * (period.max(initial=0) + 1)
    given = ~np.isnan(values)
    size = int(keys.max(initial=0)) + 1
    totals = np.bincount(keys[given], weights=values[given], minlength=size)
    counted = np.bincount(keys[given], minlength=size)
    with np.errstate(divide="ignore", invalid="ignore"):
        means = totals / counted
    return np.asarray(means[keys])


def _labels(signs: NDArray[np.int8]) -> tuple[NDArray[np.str_], NDArray[np.int8]]:
    """The first rule that makes a point a signal, in words, and the way it points."""
    any_signal = (signs != 0).any(axis=-1)
    first = (signs != 0).argmax(axis=-1)
    words = np.array([signal.value for signal in SIGNALS] + [""])
    label = words[np.where(any_signal, first, len(SIGNALS))]
    direction = np.take_along_axis(signs, first[..., np.newaxis], axis=-1)[..., 0]
    return label, direction


def _points(direction: NDArray[np.int8], missing: NDArray[np.bool_], better: Improvement) -> NDArray[np.str_]:
    """What each point says, given which way is better."""
    up, down = {
        Improvement.INCREASE: (Variation.IMPROVEMENT, Variation.CONCERN),
        Improvement.DECREASE: (Variation.CONCERN, Variation.IMPROVEMENT),
        Improvement.NEUTRAL: (Variation.HIGH, Variation.LOW),
    }[better]
    words = np.array([down.value, Variation.COMMON_CAUSE.value, up.value, Variation.MISSING.value])
    return np.asarray(words[np.where(missing, 3, direction + 1)])


def _at(points: NDArray[np.str_], latest: NDArray[np.int64], otherwise: str) -> NDArray[np.str_]:
    """What stands at the latest point of each series."""
    if points.shape[1] == 0:
        return np.full(len(points), otherwise)
    return np.asarray(np.where(latest >= 0, points[np.arange(len(points)), latest], otherwise))


def _assurance(
    aim: Floats, lower: Floats, upper: Floats, latest: NDArray[np.int64], better: Improvement
) -> NDArray[np.str_]:
    """Whether the limits at the latest point lie on one side of the target."""
    high, low = Assurance.MISS.value, Assurance.HIT.value
    if better is Improvement.DECREASE:
        high, low = low, high
    with np.errstate(invalid="ignore"):
        words = np.where(aim > upper, high, np.where(aim < lower, low, Assurance.INCONSISTENT.value))
    none = np.isnan(aim) | np.isnan(upper) | (better is Improvement.NEUTRAL)
    return _at(np.where(none, Assurance.NO_TARGET.value, words), latest, Assurance.NO_TARGET.value)


def _sentence(variation: str, assurance: str) -> str:
    seen = {
        Variation.COMMON_CAUSE: "The latest point is no more than the usual ups and downs.",
        Variation.IMPROVEMENT: "The latest point is a signal of improvement.",
        Variation.CONCERN: "The latest point is a signal of concern.",
        Variation.HIGH: "The latest point is a signal of something high or rising.",
        Variation.LOW: "The latest point is a signal of something low or falling.",
        Variation.MISSING: "There is no point.",
    }[Variation(variation)]
    told = {
        Assurance.HIT: " As things go, the target is met every time.",
        Assurance.MISS: " As things go, the target is missed every time.",
        Assurance.INCONSISTENT: " The target is met at some times and missed at others.",
        Assurance.NO_TARGET: "",
    }[Assurance(assurance)]
    return seen + told


def _cautions(fixed: Floats, period: NDArray[np.int64], latest: NDArray[np.int64]) -> tuple[Caution, ...]:
    found = []
    if (latest < 0).any():
        found.append(Caution("no_points", "these series have no points", units(latest < 0)))
    keys = period + np.arange(len(period))[:, np.newaxis] * (period.max(initial=0) + 1)
    sizes = np.bincount(keys[~np.isnan(fixed)], minlength=int(keys.max(initial=0)) + 1)
    short = (sizes[keys] < FEWEST_POINTS).any(axis=1)
    if short.any():
        words = f"limits from fewer than {FEWEST_POINTS} points: expect them to move as points are added"
        found.append(Caution("few_points", words, units(short)))
    return tuple(found)
