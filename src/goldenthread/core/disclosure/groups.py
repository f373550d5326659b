"""Protect what groups of people answered, group by group and together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FLOOR = 5  # the fewest people that a shown group has, unless a round asks for more
_LEAST_FLOOR = 5


class FloorTooLow(ValueError):
    """A floor under the least that we allow. args[0] is the floor asked for."""


@dataclass(frozen=True, slots=True)
class SafeCounts:
    """One group's answers as they may leave a page.

    Hidden: every cell is None, and so is the total. Nobody asked or nobody answered: noughts.
    """

    shown: tuple[int | None, ...]
    total: int | None
    hidden: bool
    reason: str  # for the reader; empty when nothing is hidden

    @property
    def counts(self) -> tuple[int, ...]:
        """The cells of a shown group, for computing with. Noughts for a hidden one: ask ``hidden`` first."""
        return tuple(cell or 0 for cell in self.shown)


@dataclass(frozen=True, slots=True)
class SafeDistributions:
    """The answers of several groups to one question, fit to be published side by side.

    ``together`` counts the shown groups only, so that taking the shown groups from it leaves
    nothing. ``total`` is everybody who answered, and is None as soon as one group is hidden.
    """

    groups: Mapping[str, SafeCounts]
    together: SafeCounts
    total: int | None
    hidden_groups: tuple[str, ...]


def protect_by_group(counts: Mapping[str, Sequence[int]], *, floor: int = FLOOR) -> SafeDistributions:
    """Hide every group of fewer people than the floor, and whatever would give it away.

    Give every cell that will be shown beside the others, "don't know" and "skipped" too: a group's
    size is the sum of its cells. Use it for any set of groups that share no people: voices on one
    canvas, or one voice on several canvases.

    Parameters
    ----------
    counts : mapping of str to sequence of int
        For each group, how many people gave each answer; every group has the same answers.
    floor : int
        The fewest people that a shown group has; 5 or more.

    Examples
    --------
    >>> safe = protect_by_group({"staff": [3, 4, 0, 0, 1], "partners": [0, 0, 2, 1, 0]})
    >>> safe.groups["staff"].shown, safe.groups["partners"].hidden, safe.total
    ((3, 4, 0, 0, 1), True, None)
    """
    refuse_low(floor)
    widths = {len(cells) for cells in counts.values()}
    if len(widths) > 1:
        raise ValueError(f"groups have different numbers of answers: {sorted(widths)}")
    sizes = {group: sum(cells) for group, cells in counts.items()}
    hidden = tuple(group for group, size in sizes.items() if 0 < size < floor)
    groups = {
        group: _hidden(len(cells), floor)
        if group in hidden
        else SafeCounts(tuple(cells), sizes[group], hidden=False, reason="")
        for group, cells in counts.items()
    }
    together = _together([counts[group] for group in counts if group not in hidden], widths, hidden)
    return SafeDistributions(groups, together, None if hidden else sum(sizes.values()), hidden)


def refuse_low(floor: int) -> None:
    """Refuse a floor under the least that we allow.

    Raises
    ------
    FloorTooLow
        If it is; says which floor was asked for.
    """
    if floor < _LEAST_FLOOR:
        raise FloorTooLow(floor)


def _hidden(width: int, floor: int) -> SafeCounts:
    reason = f"Fewer than {floor} people answered, so their answers are not shown."
    return SafeCounts((None,) * width, None, hidden=True, reason=reason)


def _together(shown: list[Sequence[int]], widths: set[int], hidden: tuple[str, ...]) -> SafeCounts:
    width = widths.pop() if widths else 0
    cells = tuple(sum(answers[place] for answers in shown) for place in range(width))
    reason = "Groups that are too small to show are not counted here." if hidden else ""
    return SafeCounts(cells, sum(cells), hidden=False, reason=reason)
