"""Rules for control charts as data: when a point is more than chance."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Signal(StrEnum):
    """Why a point is more than chance. The order is that in which a point's one label is chosen."""

    OUTSIDE = "outside the limits"
    TREND = "part of a trend"
    TWO_OF_THREE = "two of three near or beyond a limit"
    SHIFT = "part of a shift"


SIGNALS = tuple(Signal)


class UnknownRules(KeyError):
    """No set of rules has this name. args[0] is the name, args[1] the names that exist."""


@dataclass(frozen=True, slots=True)
class ChartRules:
    """One set of rules.

    ``shift_points`` in a row on one side of the mean, or ``trend_points`` each higher (or lower) than the one
    before, are a signal. ``beyond_counts``: whether a point beyond a limit counts as one of the "two of
    three" further than two sigma from the mean. ``screen``: whether moving ranges above their own limit
    (3.267 times their mean) are left out of the limits.
    """

    name: str
    shift_points: int
    trend_points: int
    beyond_counts: bool
    screen: bool
    citation: str


MAKING_DATA_COUNT = ChartRules(
    name="making_data_count",
    shift_points=7,
    trend_points=7,
    beyond_counts=True,
    screen=False,
    citation="NHS England, Making Data Count: Excel tool with the two-sigma rule of late 2023",
)
NHSRPLOTTHEDOTS = ChartRules(
    name="nhsrplotthedots",
    shift_points=7,
    trend_points=7,
    beyond_counts=False,
    screen=True,
    citation="R package NHSRplotthedots 0.2.2; screening: Nelson (1982), J Qual Tech 14:172-173",
)
CHART_RULES: Mapping[str, ChartRules] = MappingProxyType(
    {rules.name: rules for rules in (MAKING_DATA_COUNT, NHSRPLOTTHEDOTS)}
)


def chart_rules_named(rules: str | ChartRules) -> ChartRules:
    """Find a set of rules by name; a set is given back as it is.

    Raises
    ------
    UnknownRules
        If no set has this name; says which there are.

    Examples
    --------
    >>> chart_rules_named("making_data_count").shift_points
    7
    """
    if isinstance(rules, ChartRules):
        return rules
    if rules not in CHART_RULES:
        raise UnknownRules(rules, tuple(CHART_RULES))
    return CHART_RULES[rules]
