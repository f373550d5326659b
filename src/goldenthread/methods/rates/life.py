"""How long people can expect to live, from deaths and population by age."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from goldenthread.methods.confidence import Confidence, levels
from goldenthread.methods.frames import frame, index_columns
from goldenthread.methods.inputs import Bools, Caution, Floats, InputError, amounts, numbers, units
from goldenthread.methods.normal import quantile

#: The first age of each band of an abridged life table: 0, 1-4, 5-9 ... 85-89, 90 and over
ABRIDGED_AGES = (0, 1, *range(5, 95, 5))
FEWEST_PERSON_YEARS = 5000
_FIRST_YEAR_LIVED = 0.1  # of the year of birth, by those who die in it (Chiang's a for age 0)


@dataclass(frozen=True, slots=True, eq=False)
class LifeExpectancy:
    """Years still to live at the start of each age band, shape (..., bands); NaN where a unit has none.

    With several confidence levels, ``lower`` and ``upper`` have one more axis, one place a level.
    """

    value: Floats
    lower: Floats
    upper: Floats
    standard_error: Floats
    ages: tuple[int, ...]
    confidence: tuple[float, ...]
    n: int
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    def to_frame(self) -> Any:
        """One row a unit and age band."""
        names = (*(f"axis_{axis}" for axis in range(self.value.ndim - 1)), "band")
        asked = levels(self.confidence[0] if self.lower.ndim == self.value.ndim else self.confidence)
        return frame(
            {
                **index_columns(self.value.shape, names),
                "age": np.broadcast_to(self.ages, self.value.shape),
                "value": self.value,
                **asked.columns("lower", self.lower),
                **asked.columns("upper", self.upper),
                "standard_error": self.standard_error,
            }
        )


def life_expectancy(
    deaths: ArrayLike,
    population: ArrayLike,
    *,
    ages: Sequence[int] = ABRIDGED_AGES,
    confidence: Confidence = 0.95,
) -> LifeExpectancy:
    """Estimate how many more years people live at each age, were today's death rates to last.

    Nothing is given for a unit with 5,000 person-years or fewer, an age band without people, more deaths than
    people in a band, or no death in the last band.

    Parameters
    ----------
    deaths, population : array_like, shape (..., bands)
        By age band; the last band is open.
    ages : sequence of int, shape (bands,)
        The first age of each band, from 0.
    confidence : float or sequence of float
        Coverage of the interval; several levels at once add a last axis to the limits.

    Raises
    ------
    InputError
        If a number is negative, bands do not fit, or ages do not rise from 0.

    References
    ----------
    Chiang (1968), method II; last band's variance: Silcocks, Jenner & Reza (2001), J Epidemiol Community
    Health 55:38-43. Values: R package PHEindicatormethods 2.1.0, its first example.

    Examples
    --------
    >>> people = [7060, 35059, 46974, 48489, 43219, 38561, 46009, 57208, 61435, 55601,
    ...           50209, 56416, 46411, 39820, 37978, 37039, 33288, 23306, 11936, 11936]
    >>> died = [17, 9, 4, 8, 20, 15, 24, 33, 50, 71, 100, 163, 263, 304, 536, 872, 1390, 1605, 1936, 1937]
    >>> found = life_expectancy(died, people)
    >>> print(found.value[0].round(4), found.lower[0].round(4), found.upper[0].round(4))
    80.1696 79.8827 80.4565
    """
    asked = levels(confidence)
    died, people = np.broadcast_arrays(
        amounts(deaths, column="deaths"), amounts(population, column="population")
    )
    starts = numbers(ages, column="ages")
    if died.ndim == 0 or starts.shape != died.shape[-1:] or starts.size < 2:
        raise InputError("ages", "needs one first age for each of two or more bands")
    if starts[0] != 0 or (np.diff(starts) <= 0).any():
        raise InputError("ages", "must rise from 0")
    reasons = _reasons_for_none(died, people)
    excluded = np.logical_or.reduce([marks for _, _, marks in reasons])
    with np.errstate(divide="ignore", invalid="ignore"):
        value, error = _table(died, people, np.diff(starts))
    value, error = (np.where(excluded[..., np.newaxis], np.nan, array) for array in (value, error))
    return LifeExpectancy(
        value=value,
        lower=asked.limits(lambda tail: value - quantile(1 - tail) * error),
        upper=asked.limits(lambda tail: value + quantile(1 - tail) * error),
        standard_error=error,
        ages=tuple(int(age) for age in starts),
        confidence=asked.values,
        n=int(np.count_nonzero(~excluded)),
        method="abridged life table, Chiang II, with Silcocks' variance of the last band",
        citation="Chiang (1968); Silcocks, Jenner & Reza (2001), J Epidemiol Community Health 55:38-43",
        warnings=tuple(Caution(code, words, units(marks)) for code, words, marks in reasons if marks.any()),
    )


def _reasons_for_none(died: Floats, people: Floats) -> list[tuple[str, str, Bools]]:
    """Why a unit gets no life expectancy, each reason with the units that it holds for."""
    return [
        ("missing", "a number is missing", np.asarray(np.isnan(died + people).any(axis=-1))),
        ("nobody", "an age band has no people", np.asarray((people == 0).any(axis=-1))),
        ("more_deaths", "an age band has more deaths than people", np.asarray((died > people).any(axis=-1))),
        ("too_small", "5,000 person-years or fewer", np.asarray(people.sum(axis=-1) <= FEWEST_PERSON_YEARS)),
        ("no_last_death", "no death in the last age band", np.asarray(died[..., -1] == 0)),
    ]


def _table(died: Floats, people: Floats, widths: Floats) -> tuple[Floats, Floats]:
    """The life table of every unit: years still to live, and their standard error."""
    rate = died / people
    lived = np.where(np.arange(widths.size) == 0, _FIRST_YEAR_LIVED, 0.5)
    closed = rate[..., :-1]
    dying = closed * widths / (1 + closed * widths * (1 - lived))
    dying = np.where(died[..., :-1] <= people[..., :-1] / widths / lived, dying, 1.0)
    alive = np.concatenate([np.ones_like(rate[..., :1]), np.cumprod(1 - dying, axis=-1)], axis=-1)
    lost = alive[..., :-1] - alive[..., 1:]
    years = np.concatenate(
        [widths * (alive[..., 1:] + lived * lost), alive[..., -1:] / rate[..., -1:]], axis=-1
    )
    left = np.where(alive == 0, 0.0, _sum_from_here(years) / alive)
    spread = np.where(lost == 0, 0.0, dying**2 * (1 - dying) / died[..., :-1])
    weighted = spread * (alive[..., :-1] * ((1 - lived) * widths + left[..., 1:])) ** 2
    last = alive[..., -1:] ** 2 / (died[..., -1:] * rate[..., -1:] ** 2)
    error = np.sqrt(_sum_from_here(np.concatenate([weighted, last], axis=-1))) / alive
    return np.asarray(left), np.asarray(error)


def _sum_from_here(parts: Floats) -> Floats:
    return np.asarray(np.cumsum(parts[..., ::-1], axis=-1)[..., ::-1])
