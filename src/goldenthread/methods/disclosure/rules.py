"""Rules of disclosure control as data: which counts are hidden and how the others are rounded."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from goldenthread.methods.inputs import Bools, Floats, InputError


class UnknownRule(KeyError):
    """No rule has this name. args[0] is the name, args[1] the names that exist."""


@dataclass(frozen=True, slots=True)
class DisclosureRule:
    """One rule: counts below ``floor`` are hidden, the others are rounded to ``base``.

    ``zero_shown`` says whether an exact zero may be shown. ``midpoint`` rounds to the middle of each
    band of ``base`` and hides nothing. ``leftover`` also hides a share when the people *not* counted
    are fewer than the floor: needed wherever numbers are shown unrounded, because one subtraction
    gives them away.
    """

    name: str
    floor: int
    base: int
    zero_shown: bool
    midpoint: bool
    leftover: bool
    citation: str

    @property
    def lowest_hidden(self) -> int:
        """The smallest count that is hidden."""
        return 1 if self.zero_shown else 0

    def is_small(self, counts: ArrayLike) -> Bools:
        """Whether each count is one that the rule protects."""
        values = np.asarray(counts, dtype=np.float64)
        return (values >= self.lowest_hidden) & (values < self.floor)

    def rounded(self, counts: ArrayLike) -> Floats:
        """Each count as the rule would show it, were none hidden."""
        values = np.asarray(counts, dtype=np.float64)
        if self.midpoint:
            return np.asarray(np.ceil(values / self.base) * self.base - (self.base // 2) * (values != 0))
        return np.asarray(np.floor(values / self.base + 0.5) * self.base)

    def bounds_of_shown(self, shown: ArrayLike) -> tuple[Floats, Floats]:
        """The lowest and highest count that could stand behind each shown number."""
        values = np.asarray(shown, dtype=np.float64)
        if self.midpoint:
            lower, upper = values - (self.base - self.base // 2 - 1), values + self.base // 2
            return np.where(values == 0, 0.0, lower), np.where(values == 0, 0.0, upper)
        lower, upper = values - self.base // 2, values + (self.base - 1) // 2
        least = np.where((values == 0) & self.zero_shown, 0.0, float(self.floor))
        upper = np.where((values == 0) & self.zero_shown, 0.0, upper)
        return np.maximum(lower, least), upper


def own(
    floor: int, *, base: int = 1, zero_shown: bool = True, name: str = "own", citation: str = "a local rule"
) -> DisclosureRule:
    """Make a rule of one's own: hide counts below ``floor``, round the others to ``base``.

    Examples
    --------
    >>> own(5).is_small([0, 1, 4, 5])
    array([False,  True,  True, False])
    """
    if floor < 1:
        raise InputError("floor", "must be 1 or more")
    if base < 1:
        raise InputError("base", "must be 1 or more")
    return DisclosureRule(
        name=name,
        floor=floor,
        base=base,
        zero_shown=zero_shown,
        midpoint=False,
        leftover=base == 1,
        citation=citation,
    )


NHS_HES = DisclosureRule(
    name="nhs_hes",
    floor=8,
    base=5,
    zero_shown=True,
    midpoint=False,
    leftover=False,
    citation="NHS Digital (2018), Disclosure control methodology for HES and ECDS: 1–7 hidden, others to 5",
)
OPENSAFELY = DisclosureRule(
    name="opensafely",
    floor=8,
    base=5,
    zero_shown=False,
    midpoint=False,
    leftover=False,
    citation="OpenSAFELY, Applying statistical disclosure control: 7 or fewer redacted, rest to nearest 5",
)
MIDPOINT6 = DisclosureRule(
    name="midpoint6",
    floor=7,
    base=6,
    zero_shown=True,
    midpoint=True,
    leftover=False,
    citation="OpenSAFELY, Midpoint 6 rounding: 1 to 6 shown as 3, 7 to 12 as 9, zero as zero",
)
THRESHOLD_10 = DisclosureRule(
    name="threshold_10",
    floor=10,
    base=1,
    zero_shown=True,
    midpoint=False,
    leftover=True,
    citation="Griffiths and others (2019), Handbook on statistical disclosure control for outputs: below 10",
)

RULES: Mapping[str, DisclosureRule] = MappingProxyType(
    {rule.name: rule for rule in (NHS_HES, OPENSAFELY, MIDPOINT6, THRESHOLD_10)}
)


def rule_named(rule: str | DisclosureRule) -> DisclosureRule:
    """Find a rule by name; a rule is given back as it is.

    Raises
    ------
    UnknownRule
        If no rule has this name; says which there are.

    Examples
    --------
    >>> rule_named("nhs_hes").floor
    8
    """
    if isinstance(rule, DisclosureRule):
        return rule
    if rule not in RULES:
        raise UnknownRule(rule, tuple(RULES))
    return RULES[rule]
