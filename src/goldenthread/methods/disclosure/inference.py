"""What a reader can work out: the lowest and highest value of a sum, by integer programming."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldenthread.methods.inputs import Bools, Floats

_INFEASIBLE = 2
_ROOM = 1000.0  # added to the largest value that any bounded sum can take


class ContradictoryTables(ValueError):
    """No counts could stand behind the published numbers: a total disagrees with its parts."""


class SolverFailed(RuntimeError):
    """The optimiser gave up. args[0] is what it said."""


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """What is published, as bounds on sums of unknown counts ("atoms", which are never negative).

    ``sums`` is a sparse matrix (published numbers, atoms); ``lower`` and ``upper`` bound each sum.
    ``atom_lower`` and ``atom_upper`` bound each atom; ``whole`` says that atoms are whole numbers.
    """

    sums: Any
    lower: Floats
    upper: Floats
    atom_lower: Floats
    atom_upper: Floats
    whole: bool

    @property
    def ceiling(self) -> float:
        """A value that no bounded sum reaches; a sum that reaches it has no upper bound."""
        known = np.concatenate([np.abs(self.lower), np.abs(self.upper)])
        return float(2 * known[np.isfinite(known)].sum() + _ROOM)


def extreme(knowledge: Knowledge, objective: Floats, *, highest: bool) -> Floats:
    """Atoms that obey everything known and make ``objective`` (one weight an atom) lowest or highest."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    ceiling = knowledge.ceiling
    found = milp(
        -objective if highest else objective,
        integrality=np.full(objective.size, int(knowledge.whole)),
        bounds=Bounds(np.maximum(knowledge.atom_lower, -ceiling), np.minimum(knowledge.atom_upper, ceiling)),
        constraints=LinearConstraint(knowledge.sums, knowledge.lower, knowledge.upper),
        options={"mip_rel_gap": 0.0},
    )
    if found.status == _INFEASIBLE:
        raise ContradictoryTables
    if found.x is None:
        raise SolverFailed(found.message)
    return np.round(found.x) if knowledge.whole else np.asarray(found.x)


def intervals(knowledge: Knowledge, targets: Any, *, parts: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """The lowest and highest value of every target sum.

    ``parts`` numbers the separate systems that the targets belong to: targets of different parts
    share no atom, so that one program answers for one target of each.
    """
    lower, upper = np.empty(targets.shape[0]), np.empty(targets.shape[0])
    for turn in turns(parts):
        objective = np.asarray(targets[turn].sum(axis=0)).ravel()
        for highest, bound in ((False, lower), (True, upper)):
            bound[turn] = (targets @ extreme(knowledge, objective, highest=highest))[turn]
    ceiling = knowledge.ceiling
    lower[lower <= -ceiling], upper[upper >= ceiling] = -np.inf, np.inf
    return lower, upper


def turns(parts: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Split places 0..n-1 into turns, each with at most one place of every part."""
    order = np.argsort(parts, kind="stable")
    sorted_parts = parts[order]
    first = np.searchsorted(sorted_parts, sorted_parts, side="left")
    turn = np.arange(parts.size) - first
    return [order[turn == step] for step in range(int(turn.max(initial=-1)) + 1)]


@dataclass(frozen=True, slots=True, eq=False)
class Demand:
    """How vague each published number must stay.

    A watched number must be able to reach ``low`` (or less) and ``high`` (or more) as far as a reader
    can tell; where ``either`` is true, one of the two is enough.
    """

    watched: Bools
    low: Floats
    high: Floats
    either: Bools


def unproven(knowledge: Knowledge, demand: Demand, *, truth: Floats, parts: NDArray[np.int64]) -> Bools:
    """Which watched sums a reader can pin down more closely than they may.

    Each solution of a program serves as a witness for every sum, so that few programs are solved.
    """
    seen_low, seen_high = truth.copy(), truth.copy()

    def short_of_high() -> Bools:
        return demand.watched & (seen_high < demand.high)

    def short_of_low() -> Bools:
        return demand.watched & (seen_low > demand.low) & (~demand.either | short_of_high())

    for highest, short in ((True, short_of_high), (False, short_of_low)):
        asked = np.zeros(truth.size, dtype=np.bool_)
        while (waiting := np.flatnonzero(short() & ~asked)).size:
            turn = waiting[turns(parts[waiting])[0]]
            objective = np.asarray(knowledge.sums[turn].sum(axis=0)).ravel()
            values = knowledge.sums @ extreme(knowledge, objective, highest=highest)
            np.minimum(seen_low, values, out=seen_low)
            np.maximum(seen_high, values, out=seen_high)
            asked[turn] = True
    return short_of_low() | (short_of_high() & ~demand.either)
