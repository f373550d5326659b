"""Sort areas into tenths, fifths and other equal groups."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenthread.methods.frames import frame
from goldenthread.methods.inputs import Caution, Floats, InputError, numbers, units


@dataclass(frozen=True, slots=True, eq=False)
class QuantileGroups:
    """The group of each unit, from 1 to ``group_count``; NaN where its value is missing. Shape (n,)."""

    group: Floats
    group_count: int
    n: int
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    def to_frame(self) -> Any:
        """One row a unit."""
        return frame({"unit": np.arange(self.group.size), "group": self.group})


def quantile_groups(
    values: ArrayLike, *, group_count: int = 10, highest_first: bool = True, within: ArrayLike | None = None
) -> QuantileGroups:
    """Sort units into equal groups by rank, the way public health tools in England do.

    Use it for deprivation tenths: with scores where high means deprived, group 1 is the most deprived.
    Units with the same value always share a group, so that groups may differ in size.

    Parameters
    ----------
    values : array_like, shape (n,)
        NaN gets no group.
    group_count : int
    highest_first : bool
        Whether group 1 holds the highest values.
    within : array_like, shape (n,), optional
        Sort separately within each of these, such as the region of each area.

    Raises
    ------
    InputError
        If shapes do not fit or ``group_count`` is below 1.

    References
    ----------
    Public Health England, Technical guide: assigning deprivation quintiles (ranks with ties at the lowest). R
    package PHEindicatormethods 2.1.0 does the same in floating point, and errs where a rank falls exactly on
    an edge that binary fractions cannot hold; here the rule is computed in whole numbers.

    Examples
    --------
    >>> quantile_groups([9, 8, 7, 6, 5, 5, 3, 2, 1, 0], group_count=5).group
    array([1., 1., 2., 2., 3., 3., 4., 4., 5., 5.])
    """
    array = numbers(values, column="values")
    if array.ndim != 1:
        raise InputError("values", "needs shape (n,)")
    if group_count < 1:
        raise InputError("group_count", "must be 1 or more")
    labels = np.zeros(array.size, dtype=np.int64) if within is None else np.asarray(within)
    if labels.shape != array.shape:
        raise InputError("within", f"has shape {labels.shape}, values {array.shape}")
    group = np.full(array.shape, np.nan)
    _, place = np.unique(labels, return_inverse=True)
    given = np.flatnonzero(~np.isnan(array))
    order = given[np.lexsort([-array[given] if highest_first else array[given], place[given]])]
    starts = np.searchsorted(place[order], np.arange(place.max(initial=-1) + 2))
    for start, end in pairwise(starts):
        members = order[start:end]
        if members.size:
            group[members] = _groups_of_sorted(array[members], group_count)
    missing = np.isnan(array)
    return QuantileGroups(
        group=group,
        group_count=group_count,
        n=int(given.size),
        method=f"{group_count} equal groups by rank, ties at the lowest rank",
        citation="Public Health England, Technical guide: assigning deprivation quintiles",
        warnings=(Caution("missing", "no value, so no group", units(missing)),) if missing.any() else (),
    )


def _groups_of_sorted(values: Floats, group_count: int) -> NDArray[np.int64]:
    """The group of each of some sorted values."""
    size = values.size
    first = np.concatenate([[True], values[1:] != values[:-1]])
    rank = np.maximum.accumulate(np.where(first, np.arange(1, size + 1), 0))
    above = -((rank - size - 1) * group_count // size)  # ceiling of (n + 1 - rank) * groups / n
    return np.asarray(group_count + 1 - above, dtype=np.int64)
