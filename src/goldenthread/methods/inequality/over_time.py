"""Is a gap widening? Two periods compared, and a trend over several."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenthread.methods.frames import frame
from goldenthread.methods.inequality.slope import SlopeIndex
from goldenthread.methods.inputs import (
    Bools,
    Caution,
    Floats,
    InputError,
    amounts,
    numbers,
    share_between,
    units,
)
from goldenthread.methods.meta_regression import Heterogeneity, meta_regression
from goldenthread.methods.normal import quantile, tail_probability


class GapReading(StrEnum):
    """What can be said about a gap over time."""

    WIDENING = "widening"
    NARROWING = "narrowing"
    NO_CLEAR_CHANGE = "no clear change"
    CANNOT_SAY = "cannot say"


@dataclass(frozen=True, slots=True, eq=False)
class GapChange:
    """How a gap changed between two periods; arrays have shape (areas,).

    ``change`` is the second slope minus the first, ``relative_change`` the second relative index
    divided by the first. Readings compare the size of the gap, whichever way it runs.
    """

    change: Floats
    lower: Floats
    upper: Floats
    relative_change: Floats
    relative_lower: Floats
    relative_upper: Floats
    absolute_reading: NDArray[np.str_]
    relative_reading: NDArray[np.str_]
    confidence: float
    n: int
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    def sentences(self) -> list[str]:
        """One plain sentence an area, on both gaps together."""
        return [
            _sentence(str(absolute), str(relative))
            for absolute, relative in zip(self.absolute_reading, self.relative_reading, strict=True)
        ]

    def to_frame(self) -> Any:
        """One row an area."""
        return frame(
            {
                "area": np.arange(self.change.size),
                "change": self.change,
                "lower": self.lower,
                "upper": self.upper,
                "absolute_reading": self.absolute_reading,
                "relative_change": self.relative_change,
                "relative_lower": self.relative_lower,
                "relative_upper": self.relative_upper,
                "relative_reading": self.relative_reading,
            }
        )


@dataclass(frozen=True, slots=True, eq=False)
class GapTrend:
    """How a gap moves per unit of time; arrays have shape (areas,).

    ``intercept`` is the fitted gap at time 0, ``tau_squared`` the variance between periods that their
    errors do not explain.
    """

    slope: Floats
    lower: Floats
    upper: Floats
    standard_error: Floats
    p_value: Floats
    intercept: Floats
    tau_squared: Floats
    reading: NDArray[np.str_]
    confidence: float
    n: int
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    def to_frame(self) -> Any:
        """One row an area."""
        return frame(
            {
                "area": np.arange(self.slope.size),
                "slope": self.slope,
                "lower": self.lower,
                "upper": self.upper,
                "p_value": self.p_value,
                "reading": self.reading,
            }
        )


def change(first: SlopeIndex, second: SlopeIndex, *, confidence: float = 0.95) -> GapChange:
    """Compare the gap of two periods, absolute and relative together.

    A fall in the absolute gap beside a rise in the relative one is common when something gets rarer for
    all; look at both. The two periods must be independent samples: overlapping years make the interval
    too wide.

    Parameters
    ----------
    first, second : SlopeIndex
        The same areas in two periods.
    confidence : float
        Coverage of the interval; a change is clear when the interval misses no change.

    Raises
    ------
    InputError
        If the two do not hold the same number of areas.

    References
    ----------
    Altman & Bland (2003), BMJ 326:219 (interaction revisited), on the slope and on the log relative index.

    Examples
    --------
    >>> people, error = [[100] * 5], [[0.2] * 5]
    >>> before = slope_index([[70, 71, 72, 73, 74]], people, standard_error=error)
    >>> after = slope_index([[70, 72, 74, 76, 78]], people, standard_error=error)
    >>> change(before, after).sentences()
    ['The gap is widening, in absolute and in relative terms.']
    """
    share_between(confidence, column="confidence")
    if first.slope.shape != second.slope.shape or first.slope.ndim != 1:
        raise InputError("second", f"has shape {second.slope.shape}, first {first.slope.shape}")
    score = quantile((1 + confidence) / 2)
    moved = second.slope - first.slope
    reach = score * np.hypot(first.standard_error, second.standard_error)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_first, log_second = np.log(first.relative), np.log(second.relative)
    log_moved = log_second - log_first
    log_reach = score * np.hypot(first.log_relative_error, second.log_relative_error)
    return GapChange(
        change=moved,
        lower=moved - reach,
        upper=moved + reach,
        relative_change=np.exp(log_moved),
        relative_lower=np.exp(log_moved - log_reach),
        relative_upper=np.exp(log_moved + log_reach),
        absolute_reading=_readings(moved, reach, np.abs(second.slope) > np.abs(first.slope)),
        relative_reading=_readings(log_moved, log_reach, np.abs(log_second) > np.abs(log_first)),
        confidence=confidence,
        n=int(np.count_nonzero(~np.isnan(moved))),
        method="difference of slope indices and ratio of relative indices, periods independent",
        citation="Altman & Bland (2003), BMJ 326:219",
        warnings=_missing(np.isnan(moved)),
    )


def trend(
    estimates: ArrayLike,
    standard_errors: ArrayLike,
    times: ArrayLike,
    *,
    heterogeneity: Heterogeneity | str = Heterogeneity.DERSIMONIAN_LAIRD,
    confidence: float = 0.95,
) -> GapTrend:
    """Ask whether a gap widens or narrows over several periods.

    Give slope indices with their standard errors, or *logarithms* of relative indices with theirs, so
    that 0 means no gap. Years that jump about more than their errors explain make the interval wider.

    Parameters
    ----------
    estimates, standard_errors : array_like, shape (areas, periods) or (periods,)
        NaN periods are left out.
    times : array_like, shape (periods,)
        When each period was, such as its year.
    heterogeneity : Heterogeneity
        dersimonian_laird, reml or fixed (none).
    confidence : float
        Coverage of the interval.

    Raises
    ------
    InputError
        If shapes do not fit, there are fewer than two different times, or a standard error is not above 0.

    References
    ----------
    Berkey and others (1995), Stat Med 14:395-411; DerSimonian & Laird (1986). Values: R package metafor
    4.6 on its BCG vaccine data.

    Examples
    --------
    >>> found = trend([4.0, 4.6, 5.1, 5.3, 6.0], [0.3] * 5, [2019, 2020, 2021, 2022, 2023])
    >>> found.slope.round(2), found.reading
    (array([0.47]), array(['widening'], dtype='<U15'))
    """
    kind = Heterogeneity(heterogeneity)
    share_between(confidence, column="confidence")
    table = np.atleast_2d(numbers(estimates, column="estimates"))
    errors = np.atleast_2d(amounts(standard_errors, column="standard_errors"))
    moments = numbers(times, column="times")
    if table.shape != errors.shape or moments.shape != table.shape[1:] or table.ndim != 2:
        raise InputError("estimates", "needs shape (areas, periods), as standard_errors, with one time each")
    if np.isnan(moments).any() or np.unique(moments).size < 2:
        raise InputError("times", "needs two or more different times, none missing")
    if (errors == 0).any():
        raise InputError("standard_errors", "must be above 0")
    middle = float(moments.mean())  # centred, so that the fit does not lose digits to large years
    design = np.column_stack([np.ones(moments.size), moments - middle])
    fitted = meta_regression(table, errors**2, design, heterogeneity=kind)
    slope, error = fitted.coefficients[:, 1], np.sqrt(fitted.covariance[:, 1, 1])
    level = fitted.coefficients[:, 0]
    reach = quantile((1 + confidence) / 2) * error
    return GapTrend(
        slope=slope,
        lower=slope - reach,
        upper=slope + reach,
        standard_error=error,
        p_value=2 * tail_probability(np.abs(slope / error)),
        intercept=level - slope * middle,
        tau_squared=fitted.tau_squared,
        reading=_readings(slope, reach, np.sign(slope) == np.sign(level)),
        confidence=confidence,
        n=int(np.count_nonzero(~np.isnan(slope))),
        method=f"meta-regression on time, variance between periods by {kind.value}",
        citation="Berkey and others (1995), Stat Med 14:395-411",
        warnings=_missing(np.isnan(slope)) + _few_periods(table),
    )


def _readings(moved: Floats, reach: Floats, larger: Bools) -> NDArray[np.str_]:
    clear = np.abs(moved) > reach
    words = np.where(larger, GapReading.WIDENING.value, GapReading.NARROWING.value)
    words = np.where(clear, words, GapReading.NO_CLEAR_CHANGE.value)
    return np.asarray(np.where(np.isnan(moved), GapReading.CANNOT_SAY.value, words))


def _sentence(absolute: str, relative: str) -> str:
    if absolute == relative:
        words = {
            GapReading.NO_CLEAR_CHANGE: "The gap shows no clear change, in absolute or in relative terms.",
            GapReading.CANNOT_SAY: "A number is missing, so that no change of the gap can be told.",
        }
        return words.get(GapReading(absolute), f"The gap is {absolute}, in absolute and in relative terms.")
    tells = {GapReading.NO_CLEAR_CHANGE: "shows no clear change", GapReading.CANNOT_SAY: "cannot be told"}
    told = [tells.get(GapReading(reading), f"is {reading}") for reading in (absolute, relative)]
    return f"The absolute gap {told[0]}; the relative gap {told[1]}."


def _missing(missing: Bools) -> tuple[Caution, ...]:
    if not missing.any():
        return ()
    return (Caution("missing", "too little is known about these areas", units(missing)),)


def _few_periods(table: Floats) -> tuple[Caution, ...]:
    few = (~np.isnan(table)).sum(axis=1) < 4
    if not few.any():
        return ()
    words = "fewer than four periods: a trend is hardly more than a difference"
    return (Caution("few_periods", words, units(few)),)
