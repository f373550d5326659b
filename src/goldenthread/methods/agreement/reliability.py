"""Agreement between several raters of the same units: Krippendorff's alpha."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenthread.methods.frames import frame
from goldenthread.methods.inputs import Caution, Floats, InputError, counts, numbers, share_between


class Measurement(StrEnum):
    """What differences between values mean."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True, eq=False)
class Reliability:
    """Krippendorff's alpha: 1 perfect, 0 what chance gives, below 0 worse than chance.

    ``lower`` and ``upper`` are bootstrap percentiles over units, NaN when none was asked for; ``draws``
    holds every bootstrap value, shape (draws,), NaN where a draw had no variation.
    """

    alpha: float
    lower: float
    upper: float
    draws: Floats
    measurement: Measurement
    pairable: int
    n: int
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    def to_frame(self) -> Any:
        """One row."""
        return frame(
            {
                "alpha": np.array([self.alpha]),
                "lower": np.array([self.lower]),
                "upper": np.array([self.upper]),
                "units": np.array([self.n]),
                "pairable": np.array([self.pairable]),
            }
        )


def krippendorff_alpha(
    ratings: ArrayLike | None = None,
    *,
    frequencies: ArrayLike | None = None,
    values: ArrayLike | None = None,
    measurement: Measurement | str = Measurement.ORDINAL,
    draws: int = 0,
    rng: np.random.Generator | None = None,
    confidence: float = 0.95,
) -> Reliability:
    """Measure how far raters agree on the same units, beyond what chance gives; gaps are allowed.

    Give either ``ratings`` or, where raters are anonymous, ``frequencies``. A unit with fewer than two
    ratings cannot show agreement and is left out, as Krippendorff does.

    Parameters
    ----------
    ratings : array_like, shape (raters, units)
        NaN where a rater did not rate a unit.
    frequencies : array_like of int, shape (units, k)
        How many raters gave each unit each of the k values.
    values : array_like, shape (k,)
        What the k columns of ``frequencies`` stand for; 0..k-1 by default.
    measurement : Measurement
        nominal, ordinal, interval or ratio.
    draws : int
        Bootstrap draws of units (with replacement) for an interval; needs ``rng``.

    Raises
    ------
    InputError
        If neither or both forms are given, shapes do not fit, or a ratio value is negative.

    References
    ----------
    Krippendorff (2011), Computing Krippendorff's alpha-reliability; bootstrap over units: Zapf and
    others (2016), BMC Med Res Meth 16:93. Values: Krippendorff (2011), section C.

    Examples
    --------
    >>> first, second = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    >>> round(krippendorff_alpha([first, second], measurement="nominal").alpha, 3)
    0.095
    """
    scale = Measurement(measurement)
    share_between(confidence, column="confidence")
    if (ratings is None) == (frequencies is None):
        raise InputError("ratings", "give either ratings or frequencies")
    if draws and rng is None:
        raise InputError("rng", "is needed for bootstrap draws")
    tally = _of_ratings(ratings) if ratings is not None else _of_frequencies(frequencies, values)
    if scale is Measurement.RATIO and (tally.points < 0).any():
        raise InputError("values", "ratio measurement needs values from zero")
    tally = _pairable(tally)
    alpha = _alpha(tally, np.ones(tally.unit_count), scale)
    drawn = np.array([_alpha(tally, weights, scale) for weights in _resampled(tally.unit_count, draws, rng)])
    usable = drawn[~np.isnan(drawn)]
    lower, upper = (
        np.quantile(usable, [(1 - confidence) / 2, (1 + confidence) / 2]) if usable.size else (np.nan, np.nan)
    )
    return Reliability(
        alpha=alpha,
        lower=float(lower),
        upper=float(upper),
        draws=drawn,
        measurement=scale,
        pairable=int(tally.count.sum()),
        n=tally.unit_count,
        method=f"Krippendorff's alpha, {scale.value}",
        citation="Krippendorff (2011), Computing Krippendorff's alpha-reliability; Zapf and others (2016)",
        warnings=_cautions(tally, alpha, drawn),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Tally:
    """How often each value was given to each unit, as a list of the pairs that occur; sorted by unit."""

    unit: NDArray[np.int64]
    code: NDArray[np.int64]
    count: Floats
    points: Floats
    unit_count: int


def _of_ratings(ratings: ArrayLike | None) -> _Tally:
    table = numbers(ratings if ratings is not None else [], column="ratings")
    if table.ndim != 2:
        raise InputError("ratings", "needs shape (raters, units)")
    by_unit = table.T
    given = ~np.isnan(by_unit)
    points, code = np.unique(by_unit[given], return_inverse=True)
    unit = np.nonzero(given)[0]
    key, count = np.unique(unit * max(points.size, 1) + code, return_counts=True)
    unit, code = np.divmod(key, max(points.size, 1))
    return _Tally(
        unit=unit, code=code, count=count.astype(np.float64), points=points, unit_count=by_unit.shape[0]
    )


def _of_frequencies(frequencies: ArrayLike | None, values: ArrayLike | None) -> _Tally:
    table = np.nan_to_num(counts(frequencies if frequencies is not None else [], column="frequencies"))
    if table.ndim != 2:
        raise InputError("frequencies", "needs shape (units, k)")
    points = (
        np.arange(table.shape[1], dtype=np.float64) if values is None else numbers(values, column="values")
    )
    if points.shape != table.shape[1:] or np.isnan(points).any() or (np.diff(points) <= 0).any():
        raise InputError("values", "needs one rising value for each column of frequencies")
    unit, code = np.nonzero(table)
    return _Tally(unit=unit, code=code, count=table[unit, code], points=points, unit_count=table.shape[0])


def _pairable(tally: _Tally) -> _Tally:
    """Only the units that two or more raters rated, renumbered."""
    per_unit = np.bincount(tally.unit, weights=tally.count, minlength=tally.unit_count)
    kept = per_unit >= 2
    chosen = kept[tally.unit]
    renumbered = np.cumsum(kept) - 1
    return _Tally(
        unit=renumbered[tally.unit[chosen]],
        code=tally.code[chosen],
        count=tally.count[chosen],
        points=tally.points,
        unit_count=int(kept.sum()),
    )


def _alpha(tally: _Tally, weights: Floats, scale: Measurement) -> float:
    """Alpha when each unit counts ``weights`` times."""
    per_unit = np.bincount(tally.unit, weights=tally.count, minlength=tally.unit_count)
    margin = np.bincount(tally.code, weights=tally.count * weights[tally.unit], minlength=tally.points.size)
    total = margin.sum()
    within, between = _disagreement(tally, margin, scale)
    expected = between / (total - 1) if total > 1 else 0.0
    if not expected > 0:
        return float("nan")
    return float(1 - (weights * within / (per_unit - 1)).sum() / expected)


def _disagreement(tally: _Tally, margin: Floats, scale: Measurement) -> tuple[Floats, float]:
    """Squared differences over all ordered pairs: within each unit, and within all values together."""
    if scale is Measurement.NOMINAL:
        per_unit = _per_unit(tally, tally.count)
        return per_unit**2 - _per_unit(tally, tally.count**2), float(margin.sum() ** 2 - (margin**2).sum())
    if scale is Measurement.RATIO:
        return _ratio_within(tally), _ratio_between(tally.points, margin)
    # The ordinal difference of two values is the difference of their mid-ranks among all values.
    scores = tally.points if scale is Measurement.INTERVAL else np.cumsum(margin) - margin / 2
    per_unit = _per_unit(tally, tally.count)
    mean = _per_unit(tally, tally.count * scores[tally.code]) / per_unit
    within = _per_unit(tally, tally.count * (scores[tally.code] - mean[tally.unit]) ** 2)
    centre = margin @ scores / max(margin.sum(), 1)
    return 2 * per_unit * within, float(2 * margin.sum() * (margin @ (scores - centre) ** 2))


def _per_unit(tally: _Tally, entries: Floats) -> Floats:
    return np.bincount(tally.unit, weights=entries, minlength=tally.unit_count)


def _ratio_difference(one: Floats, other: Floats) -> Floats:
    return ((one - other) / (one + other)) ** 2


def _ratio_within(tally: _Tally) -> Floats:
    """Pairs of different values within a unit: each entry with the one, two, three... places further on."""
    found = np.zeros(tally.unit_count)
    value = tally.points[tally.code]
    for step in range(1, int(np.bincount(tally.unit).max(initial=0))):
        same = np.flatnonzero(tally.unit[:-step] == tally.unit[step:])
        pairs = (
            2
            * tally.count[same]
            * tally.count[same + step]
            * _ratio_difference(value[same], value[same + step])
        )
        found += np.bincount(tally.unit[same], weights=pairs, minlength=tally.unit_count)
    return found


def _ratio_between(points: Floats, margin: Floats) -> float:
    return float(
        sum(
            2 * margin[place] * (margin[place + 1 :] @ _ratio_difference(points[place], points[place + 1 :]))
            for place in range(points.size - 1)
        )
    )


def _resampled(unit_count: int, draws: int, rng: np.random.Generator | None) -> Iterator[Floats]:
    """How often each unit is drawn, once for every draw."""
    if rng is None or unit_count == 0:
        return
    for _ in range(draws):
        yield np.bincount(rng.integers(unit_count, size=unit_count), minlength=unit_count).astype(np.float64)


def _cautions(tally: _Tally, alpha: float, drawn: Floats) -> tuple[Caution, ...]:
    found = []
    if tally.unit_count == 0:
        found.append(Caution("no_pairs", "no unit has two or more ratings"))
    elif np.isnan(alpha):
        found.append(
            Caution("no_variation", "every rating is the same, so that chance cannot be told from agreement")
        )
    failed = int(np.isnan(drawn).sum())
    if failed:
        found.append(
            Caution("failed_draws", f"{failed} of {drawn.size} draws had no variation and give no alpha")
        )
    return tuple(found)
