"""Protect counts of people that add up to a total which is shown too."""

from collections.abc import Mapping
from dataclasses import dataclass

from goldenthread.core.disclosure.groups import FLOOR, SafeCounts, refuse_low


@dataclass(frozen=True, slots=True)
class SafeTotals:
    """Counts and their sum as they may leave a page together.

    ``total`` is None where it is itself under the floor, or would give a hidden count away.
    """

    groups: Mapping[str, SafeCounts]  # one cell: how many people
    total: int | None


def protect_counts(counts: Mapping[str, int], *, floor: int = FLOOR) -> SafeTotals:
    """Hide every count under the floor, and one more where taking the others from the total gives it away.

    Use it for people split into groups that share nobody, such as by channel, beside how many there
    are in all. Nobody is shown as nought: there is nobody to expose.

    Examples
    --------
    >>> safe = protect_counts({"web": 30, "paper": 3, "phone": 9})
    >>> safe.groups["web"].total, safe.groups["paper"].total, safe.groups["phone"].total, safe.total
    (30, None, None, 42)
    """
    refuse_low(floor)
    total = sum(counts.values())
    hidden = [group for group, count in counts.items() if 0 < count < floor]
    others = sorted(
        (group for group, count in counts.items() if count >= floor), key=lambda group: counts[group]
    )
    while hidden and _given_away([counts[group] for group in hidden]) and others:
        hidden.append(others.pop(0))
    reason = f"Fewer than {floor} people, or so few that the rest would give them away."
    groups = {
        group: SafeCounts((None,), None, hidden=True, reason=reason)
        if group in hidden
        else SafeCounts((count,), count, hidden=False, reason="")
        for group, count in counts.items()
    }
    given_away = bool(hidden) and _given_away([counts[group] for group in hidden])
    return SafeTotals(groups, None if 0 < total < floor or given_away else total)


def _given_away(hidden: list[int]) -> bool:
    """Whether the sum of hidden counts, each at least one, leaves no doubt about any of them."""
    return len(hidden) == 1 or sum(hidden) == len(hidden)
