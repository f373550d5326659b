"""Funnel plots: which units differ from the average by more than chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenthread.methods.confidence import levels
from goldenthread.methods.frames import frame
from goldenthread.methods.inputs import Caution, Floats, InputError, amounts, populations, refuse, units
from goldenthread.methods.normal import quantile
from goldenthread.methods.rates.intervals import count_limit, exact_limit

WARNING_AND_ALARM = (0.95, 0.998)


class FunnelKind(StrEnum):
    """What is plotted."""

    PROPORTION = "proportion"
    RATE = "rate"
    RATIO = "ratio"  # observed over expected


class Overdispersion(StrEnum):
    """How to widen the limits when units differ more than chance alone explains."""

    NONE = "none"
    MULTIPLICATIVE = "multiplicative"  # by the square root of phi
    ADDITIVE = "additive"  # by a variance tau squared between units


@dataclass(frozen=True, slots=True, eq=False)
class Funnel:
    """Each unit against the target; arrays have shape (n,), limits (n, levels), from narrow to wide.

    ``position`` is where a unit stands on the horizontal axis: its population (proportion) or its events
    (rate, ratio). ``signal`` is 0 inside the narrowest limits, else the number of limits passed, negative
    below the target. ``z`` counts standard errors from the target; ``phi`` is the mean of the squared
    winsorised z.
    """

    value: Floats
    position: Floats
    lower: Floats
    upper: Floats
    signal: NDArray[np.int64]
    z: Floats
    target: float
    phi: float
    tau_squared: float
    confidence: tuple[float, ...]
    multiplier: float
    n: int
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    def to_frame(self) -> Any:
        """One row a unit."""
        asked = levels(self.confidence)
        return frame(
            {
                "unit": np.arange(self.value.size),
                "value": self.value,
                "position": self.position,
                **asked.columns("lower", self.lower),
                **asked.columns("upper", self.upper),
                "z": self.z,
                "signal": self.signal,
            }
        )


def funnel(
    events: ArrayLike,
    population: ArrayLike,
    *,
    kind: FunnelKind | str = FunnelKind.PROPORTION,
    target: float | None = None,
    confidence: Sequence[float] = WARNING_AND_ALARM,
    overdispersion: Overdispersion | str = Overdispersion.NONE,
    winsorise: float = 0.1,
    multiplier: float = 1,
) -> Funnel:
    """Compare each unit with the average of all, allowing for its size.

    Use it instead of a league table: most units inside the limits differ by chance alone.

    Parameters
    ----------
    events, population : array_like, shape (n,)
        For a ratio, ``population`` holds the expected events. For a directly standardised rate, give
        events / rate as the population.
    kind : FunnelKind
        proportion, rate or ratio.
    target : float, optional
        The value to compare with, before the multiplier; the average of all (for a ratio: 1) by default.
    confidence : sequence of float
        Coverage of the limits: 95 % and 99.8 % by default.
    overdispersion : Overdispersion
        none; multiplicative (phi) or additive (tau squared) where units differ more than chance explains.
    winsorise : float
        This share of the z scores is drawn in at each end before phi is computed.
    multiplier : float
        Values and limits are for so many people.

    Raises
    ------
    InputError
        If shapes do not fit, a number is out of range or there are more events than people in a proportion.

    References
    ----------
    Spiegelhalter (2005), Stat Med 24:1185-1202; overdispersion: Spiegelhalter and others (2012), JRSS A
    175:1-47. Limits and signals without overdispersion as in R package PHEindicatormethods 2.1.0: Wilson
    limits inverted for proportions; for rates and ratios, drawn by events with exact Poisson limits, and
    signals by Byar's limits from ten events. With overdispersion the limits are normal ones.

    Examples
    --------
    >>> found = funnel([10232, 12321, 15123, 13213], [15232, 16123, 17932, 18475])
    >>> found.signal
    array([-2,  2,  2, -2])
    """
    kind, widen = FunnelKind(kind), Overdispersion(overdispersion)
    asked = levels(tuple(confidence))
    if list(asked.values) != sorted(asked.values):
        raise InputError("confidence", "must rise from the narrowest limits to the widest")
    if not 0 <= winsorise < 0.5:
        raise InputError("winsorise", "must lie from 0 to below 0.5")
    counted, people = amounts(events, column="events"), populations(population)
    if counted.ndim != 1 or counted.shape != people.shape:
        raise InputError("events", "needs shape (n,), the same as population")
    if kind is FunnelKind.PROPORTION:
        refuse(counted > people, "events", "is larger than its population")
    given = ~np.isnan(counted + people)
    aim = _target(counted[given], people[given], kind, target)
    spread = np.sqrt((aim * (1 - aim) if kind is FunnelKind.PROPORTION else aim) / people)
    value = counted / people
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (value - aim) / spread
    phi, tau_squared = _dispersion(z[given], spread[given], winsorise)
    if widen is Overdispersion.NONE:
        lower, upper, signal = _chance_limits(counted, people, aim, kind, asked.tails)
    else:
        factor = max(1.0, phi) if widen is Overdispersion.MULTIPLICATIVE else 1.0
        extra = tau_squared if widen is Overdispersion.ADDITIVE else 0.0
        lower, upper = _normal_limits(aim, np.sqrt(spread**2 * factor + extra), kind, asked.tails)
        signal = (value[:, np.newaxis] > upper).sum(axis=-1) - (value[:, np.newaxis] < lower).sum(axis=-1)
    return Funnel(
        value=value * multiplier,
        position=people if kind is FunnelKind.PROPORTION else counted,
        lower=lower * multiplier,
        upper=upper * multiplier,
        signal=np.asarray(signal, dtype=np.int64),
        z=np.asarray(z),
        target=aim * multiplier,
        phi=phi,
        tau_squared=tau_squared,
        confidence=asked.values,
        multiplier=float(multiplier),
        n=int(given.sum()),
        method=f"funnel of {kind.value}s, overdispersion {widen.value}",
        citation="Spiegelhalter (2005), Stat Med 24:1185-1202; (2012), JRSS A 175:1-47",
        warnings=_cautions(~given, phi, widen),
    )


def _target(counted: Floats, people: Floats, kind: FunnelKind, target: float | None) -> float:
    """What units are compared with."""
    if target is None:
        if kind is FunnelKind.RATIO:
            return 1.0
        if counted.size == 0:
            raise InputError("events", "no unit has both events and population")
        return float(counted.sum() / people.sum())
    if not target > 0 or (kind is FunnelKind.PROPORTION and not target < 1):
        raise InputError("target", "must be above 0, and below 1 for a proportion")
    return float(target)


def _dispersion(z: Floats, spread: Floats, winsorise: float) -> tuple[float, float]:
    """How much more units differ than chance explains: as a factor, and as a variance between them."""
    low, high = np.quantile(z, [winsorise, 1 - winsorise]) if z.size else (np.nan, np.nan)
    phi = float(np.mean(np.clip(z, low, high) ** 2)) if z.size else float("nan")
    weight = 1 / spread**2
    room = weight.sum() - (weight**2).sum() / weight.sum() if z.size else 0.0
    excess = z.size * phi - (z.size - 1)
    return phi, float(excess / room) if room > 0 and excess > 0 else 0.0


def _chance_limits(
    counted: Floats, people: Floats, aim: float, kind: FunnelKind, tails: tuple[float, ...]
) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Limits for chance alone, and how many of them each unit passes."""
    if kind is FunnelKind.PROPORTION:
        lower, upper = _normal_limits(aim, np.sqrt(aim * (1 - aim) / people), kind, tails)
        value = (counted / people)[:, np.newaxis]
        return lower, upper, (value > upper).sum(axis=-1) - (value < lower).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = np.stack([counted / exact_limit(counted, tail, 1) for tail in tails], axis=-1) * aim
        upper = np.stack([counted / exact_limit(counted, tail, -1) for tail in tails], axis=-1) * aim
    high = np.stack([count_limit(counted, tail, -1) / people > aim for tail in tails], axis=-1)
    low = np.stack([count_limit(counted, tail, 1) / people < aim for tail in tails], axis=-1)
    return lower, upper, high.sum(axis=-1) - low.sum(axis=-1)


def _normal_limits(
    aim: float, spread: Floats, kind: FunnelKind, tails: tuple[float, ...]
) -> tuple[Floats, Floats]:
    """The target and so many standard errors, kept inside what is possible."""
    reach = np.stack([quantile(1 - tail) * spread for tail in tails], axis=-1)
    most = 1.0 if kind is FunnelKind.PROPORTION else np.inf
    return np.maximum(aim - reach, 0.0), np.minimum(aim + reach, most)


def _cautions(missing: NDArray[np.bool_], phi: float, widen: Overdispersion) -> tuple[Caution, ...]:
    found = []
    if missing.any():
        found.append(
            Caution("missing", "these units have no value: a number they need is missing", units(missing))
        )
    count = missing.size - int(missing.sum())
    if widen is Overdispersion.NONE and count and phi > 1 + 2 * np.sqrt(2 / count):
        words = (
            f"units differ {phi:.1f} times as much as chance explains: look for causes, or widen the limits"
        )
        found.append(Caution("overdispersed", words))
    return tuple(found)
