"""The gap between two groups' answers on an ordered scale, with its uncertainty."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenthread.methods.frames import frame, index_columns
from goldenthread.methods.inputs import Caution, Floats, InputError, counts, share_between
from goldenthread.methods.normal import quantile

_HALVINGS = 60  # halving an interval of length 1 this often leaves less than the last bit


class GapReading(StrEnum):
    """What a gap can be said to show."""

    FIRST_HIGHER = "first group higher"
    SECOND_HIGHER = "second group higher"
    NO_CLEAR_GAP = "no clear gap"
    TOO_FEW = "too few answers to say"


@dataclass(frozen=True, slots=True, eq=False)
class OrdinalGap:
    """How two groups' answers differ; arrays have the shape of the items, NaN where a group is empty.

    ``gap`` is the chance that someone of the first group answers above someone of the second, minus the
    chance of the reverse: 1 all above, 0 no tendency, -1 all below. ``share_difference`` (items, k) is the
    first group's share on each level minus the second's, with its own limits.
    """

    gap: Floats
    lower: Floats
    upper: Floats
    share_difference: Floats
    share_lower: Floats
    share_upper: Floats
    first_answers: Floats
    second_answers: Floats
    reading: NDArray[np.str_]
    confidence: float
    n: int
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    def to_frame(self) -> Any:
        """One row an item."""
        names = tuple(f"axis_{axis}" for axis in range(self.gap.ndim))
        return frame(
            {
                **index_columns(self.gap.shape, names),
                "gap": self.gap,
                "lower": self.lower,
                "upper": self.upper,
                "first_answers": self.first_answers,
                "second_answers": self.second_answers,
                "reading": self.reading,
            }
        )


def gap_between_groups(
    first: ArrayLike, second: ArrayLike, *, confidence: float = 0.95, fewest: int = 5
) -> OrdinalGap:
    """Compare two groups' answers on an ordered scale, for many items at once.

    Use it to ask whether leaders rate a practice higher than staff do. No average is taken and no
    distance between levels assumed. The interval holds for small groups: it never shrinks to a point
    because everyone in a group of four said the same.

    Parameters
    ----------
    first, second : array_like of int, shape (..., k)
        How many of each group answered on each of the k ordered levels.
    confidence : float
        Coverage of each interval.
    fewest : int
        With fewer answers than this in either group the reading is "too few answers to say".

    Raises
    ------
    InputError
        If a count is negative or not whole, or the two scales differ in length.

    References
    ----------
    Newcombe (2006), Stat Med 25:559-573, method 5 (gap); Newcombe (1998), Stat Med 17:873-890,
    method 10 (shares). Values: Newcombe (1998), table II.

    Examples
    --------
    >>> found = gap_between_groups([[0, 0, 1, 4, 5]], [[6, 5, 3, 1, 0]])
    >>> found.gap.round(2), found.reading
    (array([0.94]), array(['first group higher'], dtype='<U22'))
    """
    share_between(confidence, column="confidence")
    one, other = counts(first, column="first"), counts(second, column="second")
    if one.ndim == 0 or other.ndim == 0 or one.shape[-1] != other.shape[-1]:
        raise InputError("second", "needs as many levels as first on its last axis")
    one, other = np.broadcast_arrays(one, other)
    n_one, n_other = one.sum(axis=-1), other.sum(axis=-1)
    score = quantile((1 + confidence) / 2)
    above = (one * (np.cumsum(other, axis=-1) - other)).sum(axis=-1)
    level = (one * other).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        chance = (above + level / 2) / (n_one * n_other)
        shares = _wilson(one, n_one[..., np.newaxis], score), _wilson(other, n_other[..., np.newaxis], score)
    lower, upper = (
        _chance_limit(chance, n_one, n_other, score, -1),
        _chance_limit(chance, n_one, n_other, score, 1),
    )
    (p, p_low, p_high), (q, q_low, q_high) = shares
    gap, gap_lower, gap_upper = 2 * chance - 1, 2 * lower - 1, 2 * upper - 1
    too_few = ~((n_one >= fewest) & (n_other >= fewest)) | np.isnan(gap)
    return OrdinalGap(
        gap=np.asarray(gap),
        lower=np.asarray(gap_lower),
        upper=np.asarray(gap_upper),
        share_difference=np.asarray(p - q),
        share_lower=np.asarray(p - q - np.sqrt((p - p_low) ** 2 + (q_high - q) ** 2)),
        share_upper=np.asarray(p - q + np.sqrt((p_high - p) ** 2 + (q - q_low) ** 2)),
        first_answers=np.asarray(n_one),
        second_answers=np.asarray(n_other),
        reading=_readings(gap_lower, gap_upper, too_few),
        confidence=confidence,
        n=int(np.count_nonzero(~np.isnan(gap))),
        method="probability of a higher answer, minus that of a lower one",
        citation="Newcombe (2006), Stat Med 25:559-573, method 5; (1998), Stat Med 17:873-890, method 10",
        warnings=_cautions(np.asarray(too_few), confidence),
    )


def _wilson(events: Floats, population: Floats, score: float) -> tuple[Floats, Floats, Floats]:
    share = events / population
    denominator = 1 + score**2 / population
    centre = (share + score**2 / (2 * population)) / denominator
    reach = score * np.sqrt(share * (1 - share) / population + score**2 / (4 * population**2)) / denominator
    return (
        share,
        np.where(events == 0, 0.0, centre - reach),
        np.where(events == population, 1.0, centre + reach),
    )


def _chance_limit(chance: Floats, n_one: Floats, n_other: Floats, score: float, side: int) -> Floats:
    """The chance furthest from the one seen, on one side, that a score test would not reject."""
    inner = np.array(chance)
    outer = np.where(np.isnan(chance), np.nan, 1.0 if side > 0 else 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        half = (n_one + n_other) / 2 - 1
        for _ in range(_HALVINGS):
            middle = (inner + outer) / 2
            spread = 1 + half * ((1 - middle) / (2 - middle) + middle / (1 + middle))
            kept = np.abs(middle - chance) <= score * np.sqrt(
                middle * (1 - middle) * spread / (n_one * n_other)
            )
            inner, outer = np.where(kept, middle, inner), np.where(kept, outer, middle)
    return np.asarray((inner + outer) / 2)


def _readings(lower: Floats, upper: Floats, too_few: NDArray[np.bool_]) -> NDArray[np.str_]:
    readings = np.where(lower > 0, GapReading.FIRST_HIGHER.value, GapReading.NO_CLEAR_GAP.value)
    readings = np.where(upper < 0, GapReading.SECOND_HIGHER.value, readings)
    return np.asarray(np.where(too_few, GapReading.TOO_FEW.value, readings))


def _cautions(too_few: NDArray[np.bool_], confidence: float) -> tuple[Caution, ...]:
    found = []
    if too_few.any():
        places = tuple(int(place) for place in np.flatnonzero(too_few))
        found.append(Caution("too_few", "too few answers in one of the groups", places))
    if too_few.size > 1:
        missing = (1 - confidence) * too_few.size
        words = f"of {too_few.size} intervals about {missing:.1f} miss the truth by chance"
        found.append(Caution("many_comparisons", words))
    return tuple(found)
