"""Rates that allow for the age (or other) mix of a population."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenthread.methods.confidence import Confidence, levels
from goldenthread.methods.frames import frame, index_columns
from goldenthread.methods.inputs import Caution, Floats, InputError, amounts, populations, refuse, units
from goldenthread.methods.rates.intervals import byar_limit, count_limit, is_exact
from goldenthread.methods.rates.simple import missing_caution

FEWEST_EVENTS = 10
#: European Standard Population 2013, 19 bands: 0-4, 5-9 ... 85-89, 90 and over
EUROPEAN_STANDARD_2013 = (
    5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000,
    7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000,
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class StandardisedRates:
    """A standardised rate for each unit with its limits, all in the shape of the units.

    With several confidence levels, ``lower`` and ``upper`` have one more axis, one place a level.
    ``variance`` is that of the rate (times the multiplier squared); NaN where a unit has no rate.
    """

    value: Floats
    lower: Floats
    upper: Floats
    variance: Floats
    events: Floats
    population: Floats
    confidence: tuple[float, ...]
    multiplier: float
    n: int
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    def to_frame(self) -> Any:
        """One row a unit."""
        return _frame(
            self.value,
            self.lower,
            self.upper,
            self.confidence,
            {"events": self.events, "population": self.population},
        )


@dataclass(frozen=True, slots=True, eq=False)
class IndirectRates:
    """An indirectly standardised rate for each unit with its limits, all in the shape of the units.

    ``ratio`` is observed over expected (with its limits), ``value`` that ratio times the reference rate.
    ``how`` names each unit's interval.
    """

    value: Floats
    lower: Floats
    upper: Floats
    ratio: Floats
    ratio_lower: Floats
    ratio_upper: Floats
    observed: Floats
    expected: Floats
    reference_rate: float
    how: NDArray[np.str_]
    confidence: tuple[float, ...]
    multiplier: float
    n: int
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    def to_frame(self) -> Any:
        """One row a unit."""
        further = {"ratio": self.ratio, "observed": self.observed, "expected": self.expected}
        return _frame(self.value, self.lower, self.upper, self.confidence, further)


def _frame(
    value: Floats, lower: Floats, upper: Floats, confidence: tuple[float, ...], further: dict[str, Floats]
) -> Any:
    names = tuple(f"axis_{axis}" for axis in range(value.ndim))
    asked = levels(confidence[0] if lower.ndim == value.ndim else confidence)
    return frame(
        {
            **index_columns(value.shape, names),
            "value": value,
            **asked.columns("lower", lower),
            **asked.columns("upper", upper),
            **further,
        }
    )


def directly_standardised_rate(
    events: ArrayLike,
    population: ArrayLike,
    *,
    standard: ArrayLike = EUROPEAN_STANDARD_2013,
    frequency: Sequence[int] | None = None,
    confidence: Confidence = 0.95,
    multiplier: float = 100_000,
) -> StandardisedRates:
    """Estimate the rate that each unit would have, had it the ages of a standard population.

    Use it to compare areas whose ages differ. Under ten events in all it is too unstable: no rate is given.

    Parameters
    ----------
    events : array_like, shape (..., bands)
        Events by age band. With ``frequency``: shape (..., bands, f), how many *people* had each number
        of events; then the variance allows for people who come back.
    population : array_like, shape (..., bands)
    standard : array_like, shape (bands,)
        The standard population; the European one of 2013 in 19 bands by default.
    frequency : sequence of int, optional
        The numbers of events that the last axis of ``events`` stands for, such as (1, 2, 3).
    confidence : float or sequence of float
        Coverage of the interval; several levels at once add a last axis to the limits.
    multiplier : float
        The rate is for so many people.

    Raises
    ------
    InputError
        If bands do not fit, a count is negative or a population is not above 0; names the unit.

    References
    ----------
    Dobson and others (1991), Stat Med 10:457-462, with Byar's limits; repeat events: Morris and others
    (2018), as in R package PHEindicatormethods 2.1.0. There a missing count is taken for zero; here the
    unit has no rate.

    Examples
    --------
    >>> rate = directly_standardised_rate([[20, 30], [2, 3]], [[1000, 500], [900, 800]], standard=[60, 40])
    >>> rate.value, rate.lower.round(1)
    (array([3600.,   nan]), array([2663.2,    nan]))
    """
    asked = levels(confidence)
    people, weights = populations(population), populations(standard, column="standard")
    counted, squares = _events_and_squares(amounts(events, column="events"), frequency)
    if weights.shape != people.shape[-1:] or counted.shape[-1:] != weights.shape:
        raise InputError("standard", "needs one number for each band of events and population")
    counted, squares, people = np.broadcast_arrays(counted, squares, people)
    total = np.asarray(counted.sum(axis=-1))
    each = weights / weights.sum() / people
    value = np.asarray((counted * each).sum(axis=-1))
    variance = np.asarray((squares * each**2).sum(axis=-1))
    few = total < FEWEST_EVENTS
    value, variance = np.where(few, np.nan, value), np.where(few, np.nan, variance)
    with np.errstate(divide="ignore", invalid="ignore"):
        step = np.sqrt(variance / total)
    cautions = missing_caution(np.where(few, 0.0, value))
    if few.any():
        cautions += (
            Caution("too_few_events", f"fewer than {FEWEST_EVENTS} events: no rate is given", units(few)),
        )
    return StandardisedRates(
        value=value * multiplier,
        lower=asked.limits(lambda tail: value + step * (byar_limit(total, tail, -1) - total)) * multiplier,
        upper=asked.limits(lambda tail: value + step * (byar_limit(total, tail, 1) - total)) * multiplier,
        variance=variance * multiplier**2,
        events=total,
        population=np.asarray(people.sum(axis=-1)),
        confidence=asked.values,
        multiplier=float(multiplier),
        n=int(np.count_nonzero(~np.isnan(value))),
        method="directly standardised rate, Dobson's interval" + (", repeat events" if frequency else ""),
        citation="Dobson and others (1991), Stat Med 10:457-462",
        warnings=cautions,
    )


def _events_and_squares(counted: Floats, frequency: Sequence[int] | None) -> tuple[Floats, Floats]:
    """Events of each band, and the sum over people of their squared numbers of events (its variance)."""
    if frequency is None:
        return counted, counted
    times = amounts(frequency, column="frequency")
    if times.shape != counted.shape[-1:]:
        raise InputError("frequency", "needs one number for each place on the last axis of events")
    return np.asarray(counted @ times), np.asarray(counted @ times**2)


def indirectly_standardised_rate(
    events: ArrayLike,
    population: ArrayLike,
    *,
    reference_events: ArrayLike,
    reference_population: ArrayLike,
    confidence: Confidence = 0.95,
    multiplier: float = 100_000,
) -> IndirectRates:
    """Compare each unit's events with those that a reference population's rates would lead one to expect.

    Use it where events by age are few. Two areas with different ages are each comparable with the
    reference, not with each other.

    Parameters
    ----------
    events : array_like, shape (..., bands) or (...)
        Events by age band; only their sum is used.
    population : array_like, shape (..., bands)
        People at risk by band; a band with nobody is allowed.
    reference_events, reference_population : array_like, shape (bands,)
    confidence : float or sequence of float
        Coverage of the interval; several levels at once add a last axis to the limits.
    multiplier : float
        The rate is for so many people.

    Raises
    ------
    InputError
        If bands do not fit or a number is out of range; names the unit.

    References
    ----------
    Breslow & Day (1987), Statistical methods in cancer research II; exact below ten events. Values: R
    package PHEindicatormethods 2.1.0 (a missing count is zero there, missing here).

    Examples
    --------
    >>> found = indirectly_standardised_rate(
    ...     [[8, 12]], [[1000, 500]], reference_events=[50, 100], reference_population=[10_000, 5_000]
    ... )
    >>> found.expected, found.ratio.round(4), found.value.round(1)
    (array([15.]), array([1.3333]), array([1333.3]))
    """
    asked = levels(confidence)
    counted, people = amounts(events, column="events"), amounts(population, column="population")
    there, at_risk = (
        amounts(reference_events, column="reference_events"),
        populations(reference_population, column="reference_population"),
    )
    if people.ndim == 0 or there.shape != people.shape[-1:] or at_risk.shape != there.shape:
        raise InputError("reference_events", "needs one number for each band of population")
    refuse(np.isnan(there) | np.isnan(at_risk), "reference_events", "is missing")
    observed = counted if counted.shape == people.shape[:-1] else np.asarray(counted.sum(axis=-1))
    expected = np.asarray((people * (there / at_risk)).sum(axis=-1))
    if observed.shape != expected.shape:
        raise InputError("events", f"has shape {counted.shape}, population {people.shape}")
    reference_rate = float(there.sum() / at_risk.sum() * multiplier)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(expected > 0, observed / expected, np.nan)
        lower = asked.limits(
            lambda tail: np.where(expected > 0, count_limit(observed, tail, -1) / expected, np.nan)
        )
        upper = asked.limits(
            lambda tail: np.where(expected > 0, count_limit(observed, tail, 1) / expected, np.nan)
        )
    return IndirectRates(
        value=ratio * reference_rate,
        lower=lower * reference_rate,
        upper=upper * reference_rate,
        ratio=ratio,
        ratio_lower=lower,
        ratio_upper=upper,
        observed=observed,
        expected=expected,
        reference_rate=reference_rate,
        how=np.where(is_exact(observed), "exact", "Byar"),
        confidence=asked.values,
        multiplier=float(multiplier),
        n=int(np.count_nonzero(~np.isnan(ratio))),
        method="indirectly standardised rate, exact Poisson interval below 10 events, Byar's from 10",
        citation="Breslow & Day (1987), Statistical methods in cancer research II",
        warnings=missing_caution(ratio),
    )
