"""Hide small counts in a table with totals, so that nothing hidden comes back by subtraction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from goldenthread.methods.disclosure.layout import AxisLayout, layouts, published
from goldenthread.methods.disclosure.rules import DisclosureRule, rule_named
from goldenthread.methods.disclosure.secondary import known_alone, with_secondary
from goldenthread.methods.frames import frame
from goldenthread.methods.inputs import Bools, Caution, Floats, InputError, counts, refuse


@dataclass(frozen=True, slots=True, eq=False)
class SafeTable:
    """A table as it may leave a page, with its groups and totals behind the leaves of each axis.

    ``shown`` and ``hidden`` have the shape of the table with its sums; ``shown`` is NaN where hidden.
    ``names`` has one tuple of names an axis. ``alone_lower`` and ``alone_upper`` are what each number
    says by itself; ask ``audit`` what they say together. ``primary`` tells which cells are small: it is
    for the officer who checks the table and must not be published.
    """

    shown: Floats
    hidden: Bools
    primary: Bools
    alone_lower: Floats
    alone_upper: Floats
    names: tuple[tuple[str, ...], ...]
    axes: tuple[AxisLayout, ...]
    rule: DisclosureRule
    n: int
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    def to_frame(self) -> Any:
        """One row a published number; only what may be published."""
        places = np.indices(self.shown.shape).reshape(self.shown.ndim, -1)
        named = {f"axis_{axis}": np.array(names)[places[axis]] for axis, names in enumerate(self.names)}
        return frame({**named, "shown": self.shown, "hidden": self.hidden})


def suppress(
    leaves: ArrayLike,
    *,
    rule: str | DisclosureRule,
    totals: Sequence[int] | None = None,
    groups: Mapping[int, Sequence[ArrayLike]] | None = None,
    hide: ArrayLike | None = None,
) -> SafeTable:
    """Hide the small counts of a table and as many others as it takes to keep them hidden.

    Primary suppression hides what the rule calls small, in leaves, groups and totals alike. Secondary
    suppression then hides further cells until a reader who knows the rule and all shown numbers
    can learn about a small count no more than the rule itself says, and cannot pin down any hidden
    cell (for rules that round: cannot pin down any small count). Small, non-zero leaves go first.

    Parameters
    ----------
    leaves : array_like of int, any shape
        The counts without their totals. Every count is needed: NaN is refused.
    rule : str or DisclosureRule
        A name in ``RULES`` or a rule made by ``own``.
    totals : sequence of int, optional
        Axes whose totals are published; all by default. Axes with neither totals nor groups hold
        separate tables, which are protected together quickly.
    groups : mapping of axis to sequence of array_like, optional
        For an axis with a hierarchy: for each level, from fine to coarse, the group of every leaf.
    hide : array_like of bool, optional
        Leaves to hide in any case, such as every answer of a group with too few people.

    Raises
    ------
    InputError
        If a count is missing, negative or not whole, or groups cut through each other.

    References
    ----------
    Hundepool and others (2012), Statistical Disclosure Control, Wiley, chapter 4.

    Examples
    --------
    >>> safe = suppress([[20, 3], [30, 40]], rule="threshold_10")
    >>> safe.shown
    array([[nan, nan, 23.],
           [nan, nan, 70.],
           [50., 43., 93.]])
    """
    applied = rule_named(rule)
    values = counts(leaves, column="leaves")
    refuse(np.isnan(values), "leaves", "is missing: a table with totals needs every count")
    shape = values.shape
    chosen = range(len(shape)) if totals is None else totals
    if any(axis not in range(len(shape)) for axis in (*chosen, *(groups or {}))):
        raise InputError("totals", f"names an axis that a table of {len(shape)} axes does not have")
    forced = np.zeros(shape, dtype=np.bool_) if hide is None else np.asarray(hide, dtype=np.bool_)
    if forced.shape != shape:
        raise InputError("hide", f"has shape {forced.shape}, the table {shape}")
    axes = layouts(shape, totals=chosen, groups=groups or {})
    table = published(values, axes)
    small = applied.is_small(table)
    must_hide = np.zeros(table.shape, dtype=np.bool_)
    must_hide[tuple(slice(0, count) for count in shape)] = forced
    if not applied.midpoint:
        must_hide |= small
    hidden, too_plain = with_secondary(table, must_hide, axes, applied)
    shown = np.where(hidden, np.nan, applied.rounded(table))
    lower, upper = known_alone(table, hidden, applied)
    secondary = int(np.count_nonzero(hidden & ~must_hide))
    return SafeTable(
        shown=shown,
        hidden=hidden,
        primary=must_hide | small,
        alone_lower=lower,
        alone_upper=upper,
        names=tuple(layout.names for layout in axes),
        axes=axes,
        rule=applied,
        n=int(values.sum()),
        method=f"primary and secondary suppression, rule {applied.name}",
        citation=f"{applied.citation}; Hundepool and others (2012), Statistical Disclosure Control, ch. 4",
        warnings=_cautions(secondary, too_plain),
    )


def _cautions(secondary: int, too_plain: tuple[int, ...]) -> tuple[Caution, ...]:
    found = []
    if secondary:
        found.append(Caution("secondary", f"{secondary} further numbers are hidden to protect small ones"))
    if too_plain:
        words = (
            "all is hidden and these small counts can still be told too closely: publish less of the table"
        )
        found.append(Caution("too_plain", words, too_plain))
    return tuple(found)
