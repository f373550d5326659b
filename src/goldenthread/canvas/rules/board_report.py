"""The two numbers of the board report, and what follows from them."""

from collections.abc import Iterable
from dataclasses import dataclass

from goldenthread.canvas.terms import Level

IN_PLACE = int(Level.IN_PARTS)

FIRST_NUMBER = (
    "Practices that were settled at level 2 (in place in parts) or higher, and whose evidence on the "
    "register carries at least level 2 by the evidence rule, out of all practices that the round asked "
    "about. A range counts at its lower end. A practice that was not settled counts as not in place."
)
SECOND_NUMBER = (
    "For each voice, the people who answered the question that most of that voice answered, added up over "
    "the voices that can be shown. A voice with too few people is left out, and the number says so."
)


@dataclass(frozen=True, slots=True)
class InPlace:
    """How many of the practices that were asked about are in place, and how sure that is."""

    asked_count: int
    evidenced_count: int  # in place at least in parts, and evidence carries that
    claimed_count: int  # settled in place, but evidence does not carry it
    lower_count: int  # settled at not started or exploring
    unsettled_count: int


def in_place(practices: Iterable[tuple[int | None, int]]) -> InPlace:
    """Count practices by their lowest settled level and the level that evidence carries.

    >>> in_place([(3, 2), (2, 1), (1, 4), (None, 2)])
    InPlace(asked_count=4, evidenced_count=1, claimed_count=1, lower_count=1, unsettled_count=1)
    """
    evidenced = claimed = lower = unsettled = 0
    for settled, carried in practices:
        if settled is None:
            unsettled += 1
        elif settled < IN_PLACE:
            lower += 1
        elif carried < IN_PLACE:
            claimed += 1
        else:
            evidenced += 1
    return InPlace(evidenced + claimed + lower + unsettled, evidenced, claimed, lower, unsettled)
