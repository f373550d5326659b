"""Check what comes in, and say which unit of which column is wrong."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class InputError(ValueError):
    """A value that a method cannot use: names the column, the unit (its place) and the reason."""

    def __init__(self, column: str, reason: str, *, unit: tuple[int, ...] | None = None) -> None:
        self.column, self.reason, self.unit = column, reason, unit
        place = "" if unit is None else f", unit {unit[0] if len(unit) == 1 else unit}"
        super().__init__(f"{column}{place}: {reason}")


@dataclass(frozen=True, slots=True)
class Caution:
    """What a reader of a result must know, as data: a code, plain words, and the units it is about."""

    code: str
    words: str
    units: tuple[int, ...] = ()


def refuse(wrong: NDArray[np.bool_] | np.bool_, column: str, reason: str) -> None:
    """Raise an error that names the first unit where ``wrong`` is true."""
    places = np.argwhere(np.atleast_1d(wrong))
    if places.size:
        raise InputError(column, reason, unit=tuple(int(place) for place in places[0]))


def numbers(values: ArrayLike, *, column: str) -> Floats:
    """Read finite numbers; NaN (and None) means missing."""
    try:
        array = np.array(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InputError(column, "is not an array of numbers") from error
    refuse(np.isinf(array), column, "is infinite")
    return array


def counts(values: ArrayLike, *, column: str) -> Floats:
    """Read counts of people: whole numbers from zero; NaN means missing."""
    array = numbers(values, column=column)
    refuse(array < 0, column, "is negative")
    refuse(np.isfinite(array) & (array != np.floor(array)), column, "is not a whole number")
    return array


def share_between(value: float, *, column: str) -> float:
    """Read one number that must lie strictly between 0 and 1, such as a confidence level."""
    if not 0 < value < 1:
        raise InputError(column, "must lie between 0 and 1")
    return float(value)


def amounts(values: ArrayLike, *, column: str) -> Floats:
    """Read numbers from zero, whole or not; NaN means missing."""
    array = numbers(values, column=column)
    refuse(array < 0, column, "is negative")
    return array


def populations(values: ArrayLike, *, column: str = "population") -> Floats:
    """Read numbers of people at risk, above zero; NaN means missing."""
    array = numbers(values, column=column)
    refuse(array <= 0, column, "must be more than 0")
    return array


def units(where: Bools) -> tuple[int, ...]:
    """The places where this is true, for a caution."""
    return tuple(int(unit) for unit in np.flatnonzero(where))
