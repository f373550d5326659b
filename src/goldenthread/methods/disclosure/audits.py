"""Attack what is published: the lowest and highest value that a reader could infer for every number."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenthread.methods.disclosure.inference import Knowledge, intervals
from goldenthread.methods.disclosure.layout import incidence, separate_parts
from goldenthread.methods.disclosure.numbers import SafeCounts
from goldenthread.methods.disclosure.tables import SafeTable
from goldenthread.methods.frames import frame
from goldenthread.methods.inputs import Bools, Caution, Floats, InputError


@dataclass(frozen=True, slots=True, eq=False)
class Audit:
    """What a reader could infer. One array a publication, each in that publication's shape.

    ``exposed`` marks numbers that were hidden or blurred and can nevertheless be worked out exactly.
    ``change_lower`` and ``change_upper`` are what a reader can tell about the change from each publication
    to the next (empty unless ``change`` was given); ``change_exposed`` marks changes of a small,
    non-zero number of people that can be told exactly.
    """

    lower: tuple[Floats, ...]
    upper: tuple[Floats, ...]
    exposed: tuple[Bools, ...]
    change_lower: tuple[Floats, ...]
    change_upper: tuple[Floats, ...]
    change_exposed: tuple[Bools, ...]
    n: int
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    @property
    def safe(self) -> bool:
        """Whether nothing hidden, and no small change, can be worked out exactly."""
        return not any(marks.any() for marks in (*self.exposed, *self.change_exposed))

    def to_frame(self) -> Any:
        """One row a published number: publication, place (in ``ravel`` order), interval, exposed."""
        sizes = [array.size for array in self.lower]
        return frame(
            {
                "publication": np.repeat(np.arange(len(sizes)), sizes),
                "place": np.concatenate([np.arange(size) for size in sizes]),
                "lower": np.concatenate([array.ravel() for array in self.lower]),
                "upper": np.concatenate([array.ravel() for array in self.upper]),
                "exposed": np.concatenate([array.ravel() for array in self.exposed]),
            }
        )


def audit(
    *publications: SafeTable | SafeCounts,
    members: Sequence[ArrayLike] | None = None,
    change: tuple[int, int] | None = None,
) -> Audit:
    """Find, for every published number, the lowest and highest count that could stand behind it.

    The reader is assumed to know every shown number, the rule, how it was applied, and that counts
    are whole and not negative. "Safe" then means an interval, not a hope.

    Parameters
    ----------
    *publications : SafeTable or SafeCounts
        What is published together: several tables, or the same table on several dates.
    members : sequence of array_like, optional
        How the publications hang together: for each, an array of shape (leaves, atoms) that says
        which of the common smallest groups (atoms) each leaf counts. Without it, a single
        publication is taken by itself and several must be the same table on several dates.
    change : (lowest, highest), optional
        The publications are dates in order, and from one to the next each atom changes by a number
        of people between these two, such as (0, 1): one joins, nobody leaves.

    Raises
    ------
    InputError
        If the publications do not fit together.
    ContradictoryTables
        If no counts could stand behind what is published.

    References
    ----------
    Hundepool and others (2012), Statistical Disclosure Control, Wiley, section 4.3 (disclosure auditing).

    Examples
    --------
    >>> table = suppress([[20, 3], [30, 40]], rule="threshold_10")
    >>> told = audit(table)
    >>> float(told.lower[0][0, 1]), float(told.upper[0][0, 1]), told.safe
    (1.0, 22.0, True)
    """
    if not publications:
        raise InputError("publications", "give at least one")
    if len(publications) > 1 and members is None and change is None:
        raise InputError("members", "say how several publications hang together, or give change")
    if members is not None and len(members) != len(publications):
        raise InputError("members", "give one array for each publication")
    if change is not None and change[0] > change[1]:
        raise InputError("change", "the lowest change is above the highest")
    sums = [_sums_of_atoms(publication, members, place) for place, publication in enumerate(publications)]
    if len({matrix.shape[1] for matrix in sums}) != 1:
        raise InputError("members", "publications count different atoms")
    told = [_told(publication) for publication in publications]
    lower = np.concatenate([low for low, _ in told])
    upper = np.concatenate([high for _, high in told])
    knowledge = _knowledge(sums, lower, upper, change)
    unsure = np.flatnonzero(lower != upper)
    parts = _parts(publications, members)
    published = knowledge.sums[: lower.size]
    lower[unsure], upper[unsure] = intervals(knowledge, published[unsure], parts=parts[unsure])
    exposed = np.zeros(lower.size, dtype=np.bool_)
    exposed[unsure] = lower[unsure] == upper[unsure]
    changes = (
        [] if change is None else _changes(publications, knowledge, [matrix.shape[0] for matrix in sums])
    )
    shapes = [publication.shown.shape for publication in publications]
    return Audit(
        lower=_apart(lower, shapes),
        upper=_apart(upper, shapes),
        exposed=_apart(exposed, shapes),
        change_lower=tuple(low for low, _, _ in changes),
        change_upper=tuple(high for _, high, _ in changes),
        change_exposed=tuple(marks for _, _, marks in changes),
        n=int(lower.size),
        method="interval of every published number by integer programming",
        citation="Hundepool and others (2012), Statistical Disclosure Control, section 4.3",
        warnings=_cautions(exposed),
    )


def _sums_of_atoms(
    publication: SafeTable | SafeCounts, members: Sequence[ArrayLike] | None, place: int
) -> Any:
    """Which atoms each published number counts: sparse, (published numbers, atoms)."""
    from scipy import sparse

    own = (
        incidence(publication.axes)
        if isinstance(publication, SafeTable)
        else sparse.eye_array(publication.shown.size)
    )
    own = sparse.csr_array(own)
    if members is None:
        return own
    given = np.asarray(members[place], dtype=np.float64)
    if given.ndim != 2 or given.shape[0] != own.shape[1]:
        raise InputError("members", f"needs {own.shape[1]} rows, one for each leaf", unit=(place,))
    return sparse.csr_array(own @ sparse.csr_array(given))


def _told(publication: SafeTable | SafeCounts) -> tuple[Floats, Floats]:
    """What each number says by itself; a missing number says nothing."""
    if isinstance(publication, SafeTable):
        lower, upper = publication.alone_lower, publication.alone_upper
    else:
        lower, upper = publication.lower, publication.upper
    silent = np.isnan(lower)
    return np.where(silent, 0.0, lower).ravel(), np.where(silent, np.inf, upper).ravel()


def _knowledge(sums: list[Any], lower: Floats, upper: Floats, change: tuple[int, int] | None) -> Knowledge:
    """Put all publications together: about the same atoms, or about atoms that change from date to date."""
    from scipy import sparse

    if change is None:
        together = sparse.csr_array(sparse.vstack(sums))
    else:
        atoms, dates = sums[0].shape[1], len(sums)
        ahead = sparse.eye_array(atoms * (dates - 1), atoms * dates, k=atoms)
        steps = ahead - sparse.eye_array(*ahead.shape)
        together = sparse.csr_array(sparse.vstack([sparse.block_diag(sums), steps]))
        lower = np.concatenate([lower, np.full(steps.shape[0], float(change[0]))])
        upper = np.concatenate([upper, np.full(steps.shape[0], float(change[1]))])
    atoms = together.shape[1]
    return Knowledge(
        sums=together,
        lower=lower,
        upper=upper,
        atom_lower=np.zeros(atoms),
        atom_upper=np.full(atoms, np.inf),
        whole=True,
    )


def _parts(
    publications: Sequence[SafeTable | SafeCounts], members: Sequence[ArrayLike] | None
) -> NDArray[np.int64]:
    """Which published numbers can be asked about at the same time."""
    first = publications[0]
    if len(publications) == 1 and members is None and isinstance(first, SafeTable):
        return separate_parts(first.axes)
    return np.zeros(sum(publication.shown.size for publication in publications), dtype=np.int64)


def _changes(
    publications: Sequence[SafeTable | SafeCounts], knowledge: Knowledge, sizes: list[int]
) -> list[tuple[Floats, Floats, Bools]]:
    """What can be told about each number's change from every date to the next."""
    starts = np.cumsum([0, *sizes])
    found = []
    for date, (before, after) in enumerate(pairwise(publications)):
        if before.shown.shape != after.shown.shape:
            raise InputError(
                "publications", "differ in shape, so that no change can be told", unit=(date + 1,)
            )
        targets = (
            knowledge.sums[starts[date + 1] : starts[date + 2]]
            - knowledge.sums[starts[date] : starts[date + 1]]
        )
        lower, upper = intervals(knowledge, targets, parts=np.zeros(targets.shape[0], dtype=np.int64))
        small = (np.abs(lower) > 0) & (np.abs(lower) < after.rule.floor)
        marks = (lower == upper) & small
        shape = after.shown.shape
        found.append((lower.reshape(shape), upper.reshape(shape), marks.reshape(shape)))
    return found


def _apart[Number: (np.float64, np.bool_)](
    together: NDArray[Number], shapes: list[tuple[int, ...]]
) -> tuple[NDArray[Number], ...]:
    ends = np.cumsum([math.prod(shape) for shape in shapes])[:-1]
    return tuple(array.reshape(shape) for array, shape in zip(np.split(together, ends), shapes, strict=True))


def _cautions(exposed: Bools) -> tuple[Caution, ...]:
    if not exposed.any():
        return ()
    places = tuple(int(place) for place in np.flatnonzero(exposed))
    return (Caution("exposed", "these numbers can be worked out exactly from what is shown", places),)
