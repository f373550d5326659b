"""Shares, crude rates and means, each with its interval."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenthread.methods.confidence import Confidence, levels
from goldenthread.methods.frames import frame, index_columns
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
from goldenthread.methods.rates.intervals import count_limit, is_exact, wilson_limit


@dataclass(frozen=True, slots=True, eq=False)
class Estimates:
    """A number for each unit with its limits, all in the shape of the units.

    With several confidence levels, ``lower`` and ``upper`` have one more axis, one place a level. ``how``
    names each unit's interval, such as Byar or exact. NaN where a unit is missing.
    """

    value: Floats
    lower: Floats
    upper: Floats
    how: NDArray[np.str_]
    confidence: tuple[float, ...]
    multiplier: float
    n: int
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    def to_frame(self) -> Any:
        """One row a unit."""
        names = tuple(f"axis_{axis}" for axis in range(self.value.ndim))
        asked = levels(self.confidence[0] if self.lower.ndim == self.value.ndim else self.confidence)
        return frame(
            {
                **index_columns(self.value.shape, names),
                "value": self.value,
                **asked.columns("lower", self.lower),
                **asked.columns("upper", self.upper),
                "how": self.how,
            }
        )


def missing_caution(value: Floats) -> tuple[Caution, ...]:
    """Say which units have no value because something that they need is missing."""
    missing = np.isnan(value)
    return (
        (Caution("missing", "these units have no value: a number they need is missing", units(missing)),)
        if missing.any()
        else ()
    )


def proportion(
    events: ArrayLike, population: ArrayLike, *, confidence: Confidence = 0.95, multiplier: float = 1
) -> Estimates:
    """Estimate the share of each population that an event has reached.

    Use it for "how many out of how many". The interval stays inside 0 to 1, even for small areas.

    Parameters
    ----------
    events, population : array_like, any shapes that broadcast
        How many people the event reached, and how many it could have reached.
    confidence : float or sequence of float
        Coverage of the interval; several levels at once add a last axis to the limits.
    multiplier : float
        1 for shares, 100 for percentages.

    Raises
    ------
    InputError
        If an event count is negative or larger than its population, or a population is not above 0.

    References
    ----------
    Wilson (1927), JASA 22:209-212. Values: Newcombe (1998), Stat Med 17:857-872, table I, and R package
    PHEindicatormethods 2.1.0.

    Examples
    --------
    >>> offline = proportion([81, 0], [263, 20])
    >>> offline.lower.round(4), offline.upper.round(4)
    (array([0.2553, 0.    ]), array([0.3662, 0.1611]))
    """
    asked = levels(confidence)
    counted, people = np.broadcast_arrays(amounts(events, column="events"), populations(population))
    refuse(counted > people, "events", "is larger than its population")
    value = counted / people
    return Estimates(
        value=value * multiplier,
        lower=asked.limits(lambda tail: wilson_limit(counted, people, tail, -1)) * multiplier,
        upper=asked.limits(lambda tail: wilson_limit(counted, people, tail, 1)) * multiplier,
        how=np.full(value.shape, "Wilson"),
        confidence=asked.values,
        multiplier=float(multiplier),
        n=int(np.count_nonzero(~np.isnan(value))),
        method="proportion with Wilson score interval",
        citation="Wilson (1927), JASA 22:209-212",
        warnings=missing_caution(value),
    )


def crude_rate(
    events: ArrayLike, population: ArrayLike, *, confidence: Confidence = 0.95, multiplier: float = 100_000
) -> Estimates:
    """Estimate how often an event happens for so many people (or person-years).

    Use it where one person may have the event more than once, or where the population is a time at risk.

    Parameters
    ----------
    events, population : array_like, any shapes that broadcast
    confidence : float or sequence of float
        Coverage of the interval; several levels at once add a last axis to the limits.
    multiplier : float
        The rate is for so many people.

    Raises
    ------
    InputError
        If an event count is negative or a population is not above 0; names the unit.

    References
    ----------
    Breslow & Day (1987), Statistical methods in cancer research II (Byar, from ten events); Armitage &
    Berry (2002), Statistical methods in medical research (exact, below ten). Values: R package
    PHEindicatormethods 2.1.0.

    Examples
    --------
    >>> rate = crude_rate([65, 3], [20_000, 1_000], multiplier=1000)
    >>> rate.value, rate.lower.round(3), rate.upper.round(3), rate.how
    (array([3.25, 3.  ]), array([2.508, 0.619]), array([4.142, 8.767]), array(['Byar', 'exact'], dtype='<U5'))
    """
    asked = levels(confidence)
    counted, people = np.broadcast_arrays(amounts(events, column="events"), populations(population))
    value = counted / people
    scale = multiplier / people
    return Estimates(
        value=value * multiplier,
        lower=asked.limits(lambda tail: count_limit(counted, tail, -1) * scale),
        upper=asked.limits(lambda tail: count_limit(counted, tail, 1) * scale),
        how=np.where(is_exact(counted), "exact", "Byar"),
        confidence=asked.values,
        multiplier=float(multiplier),
        n=int(np.count_nonzero(~np.isnan(value))),
        method="crude rate, exact Poisson interval below 10 events, Byar's from 10",
        citation="Breslow & Day (1987); Armitage & Berry (2002)",
        warnings=missing_caution(value),
    )


def mean(values: ArrayLike, *, confidence: Confidence = 0.95) -> Estimates:
    """Estimate the mean of each row of values, with Student's interval.

    Parameters
    ----------
    values : array_like, shape (..., k)
        k values of each unit; NaN is missing and left out, so that rows may differ in length.
    confidence : float or sequence of float
        Coverage of the interval; several levels at once add a last axis to the limits.

    References
    ----------
    Student (1908), Biometrika 6:1-25. Values: R package PHEindicatormethods 2.1.0.

    Examples
    --------
    >>> found = mean([30, 40, 50, 60])
    >>> print(found.value, found.lower.round(3), found.upper.round(3))
    45.0 24.457 65.543
    """
    asked = levels(confidence)
    table = numbers(values, column="values")
    if table.ndim == 0:
        raise InputError("values", "needs at least one axis")
    given = ~np.isnan(table)
    size = np.asarray(given.sum(axis=-1))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.asarray(np.where(given, table, 0.0).sum(axis=-1) / size)
        squares = np.where(given, table - value[..., np.newaxis], 0.0) ** 2
        error = np.sqrt(squares.sum(axis=-1) / (size - 1) / size)
    return Estimates(
        value=value,
        lower=asked.limits(lambda tail: value - _student(size, tail) * error),
        upper=asked.limits(lambda tail: value + _student(size, tail) * error),
        how=np.full(value.shape, "Student"),
        confidence=asked.values,
        multiplier=1.0,
        n=int(given.sum()),
        method="mean with Student's t interval",
        citation="Student (1908), Biometrika 6:1-25",
        warnings=missing_caution(value),
    )


def _student(size: NDArray[np.int64], tail: float) -> Floats:
    from scipy.special import stdtrit

    return np.asarray(stdtrit(np.where(size > 1, size - 1.0, np.nan), 1 - tail))
