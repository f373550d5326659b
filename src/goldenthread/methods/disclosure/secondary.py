"""Secondary suppression: hide further cells of a table until no small count can be pinned down."""

import numpy as np
from numpy.typing import NDArray

from goldenthread.methods.disclosure.inference import Demand, Knowledge, unproven
from goldenthread.methods.disclosure.layout import (
    AxisLayout,
    incidence,
    leaf_places,
    relations,
    separate_parts,
)
from goldenthread.methods.disclosure.rules import DisclosureRule
from goldenthread.methods.inputs import Bools, Floats


def known_alone(table: Floats, hidden: Bools, rule: DisclosureRule) -> tuple[Floats, Floats]:
    """What each published number says by itself to a reader who knows the rule and how it was applied."""
    lower, upper = rule.bounds_of_shown(np.where(hidden, np.nan, rule.rounded(table)))
    lowest = 0.0 if (hidden & (table == 0)).any() else float(rule.lowest_hidden)
    highest = np.inf if (hidden & ~rule.is_small(table)).any() else rule.floor - 1.0
    return np.where(hidden, lowest, lower), np.where(hidden, highest, upper)


def with_secondary(
    table: Floats, must_hide: Bools, axes: tuple[AxisLayout, ...], rule: DisclosureRule
) -> tuple[Bools, tuple[int, ...]]:
    """Which places of the published table to hide: those that must be, and the cheapest it takes.

    Also the places (in ``ravel`` order) that stay too plain although nothing is left to hide.
    """
    if not (must_hide | rule.is_small(table)).any():
        return must_hide, ()
    hidden, too_plain = _Suppression(table, must_hide, axes, rule).run()
    return hidden.reshape(table.shape), too_plain


class _Suppression:
    """One table while places are being hidden. Places are numbered in ``ravel`` order."""

    def __init__(
        self, table: Floats, must_hide: Bools, axes: tuple[AxisLayout, ...], rule: DisclosureRule
    ) -> None:
        self.values, self.hidden, self.rule = table.ravel(), must_hide.ravel().copy(), rule
        self.small = rule.is_small(self.values)
        self.sensitive = self.small | self.hidden
        self.parts = separate_parts(axes)
        self.sums = incidence(axes)
        self.leaves = leaf_places(axes)
        self.lines = relations(axes)
        self.lines_of: list[list[int]] = [[] for _ in self.values]
        for number, line in enumerate(self.lines):
            for place in line:
                self.lines_of[place].append(number)
        self.hidden_in = np.array(
            [np.count_nonzero(self.hidden[line]) for line in self.lines], dtype=np.int64
        )

    def run(self) -> tuple[Bools, tuple[int, ...]]:
        """Hide until nothing is exposed, or nothing is left to hide beside what is."""
        while True:
            if self.rule.base == 1:
                self.leave_no_place_alone()
            exposed = self.exposed()
            if sum(self.hide_beside(place) for place in exposed) == 0:
                return self.hidden, tuple(exposed)

    def leave_no_place_alone(self) -> None:
        """Where a sum has one hidden part and all else is shown exactly, subtraction gives it away."""
        while (alone := np.flatnonzero(self.hidden_in == 1)).size:
            self.hide_cheapest(self.lines[alone[0]])

    def hide_beside(self, place: int) -> bool:
        """Hide one more place in a sum with this one; failing that, anywhere in the same table."""
        beside = np.concatenate(
            [self.lines[number] for number in self.lines_of[place]] or [np.empty(0, dtype=np.int64)]
        )
        return self.hide_cheapest(beside) or self.hide_cheapest(
            np.flatnonzero(self.parts == self.parts[place])
        )

    def hide_cheapest(self, places: NDArray[np.int64]) -> bool:
        """Hide the cheapest shown place: no zero; then where fewest sums are spoilt; then the smallest."""
        candidates = places[~self.hidden[places]].tolist()
        if not candidates:
            return False
        place = min(candidates, key=self.cost)
        self.hidden[place] = True
        self.hidden_in[self.lines_of[place]] += 1
        return True

    def cost(self, place: int) -> tuple[bool, int, float, int]:
        """What it costs the reader to lose this place."""
        spoilt = sum(self.hidden_in[number] == 0 for number in self.lines_of[place])
        return bool(self.values[place] == 0), spoilt, float(self.values[place]), place

    def exposed(self) -> list[int]:
        """Places that a reader can pin down, the smallest of each separate table."""
        lower, upper = known_alone(self.values, self.hidden, self.rule)
        atoms = self.values[self.leaves].size
        knowledge = Knowledge(
            sums=self.sums,
            lower=lower,
            upper=upper,
            atom_lower=np.zeros(atoms),
            atom_upper=np.full(atoms, np.inf),
            whole=True,
        )
        failed = np.flatnonzero(unproven(knowledge, self.demand(lower), truth=self.values, parts=self.parts))
        ordered = failed[np.argsort(self.values[failed], kind="stable")]
        _, first = np.unique(self.parts[ordered], return_index=True)
        return [int(place) for place in ordered[first]]

    def demand(self, lower: Floats) -> Demand:
        """A small count stays as vague as the rule leaves it; any other hidden place is just not known."""
        exact = self.rule.base == 1
        as_vague_as_rule = self.small if exact else np.zeros_like(self.small)
        least = np.maximum(self.rule.lowest_hidden, self.sums @ lower[self.leaves])
        most = np.maximum(self.rule.floor - 1.0, least + 1)
        return Demand(
            watched=self.hidden if exact else self.sensitive,
            low=np.where(as_vague_as_rule, least, self.values - 1),
            high=np.where(as_vague_as_rule, most, self.values + 1),
            either=~as_vague_as_rule,
        )
