"""How often, how many, how long: rates with their intervals, groups by rank, and funnels."""

from goldenthread.methods.rates.funnels import Funnel, FunnelKind, Overdispersion, funnel
from goldenthread.methods.rates.groups import QuantileGroups, quantile_groups
from goldenthread.methods.rates.life import ABRIDGED_AGES, LifeExpectancy, life_expectancy
from goldenthread.methods.rates.simple import Estimates, crude_rate, mean, proportion
from goldenthread.methods.rates.standardised import (
    EUROPEAN_STANDARD_2013,
    IndirectRates,
    StandardisedRates,
    directly_standardised_rate,
    indirectly_standardised_rate,
)

__all__ = [
    "ABRIDGED_AGES",
    "EUROPEAN_STANDARD_2013",
    "Estimates",
    "Funnel",
    "FunnelKind",
    "IndirectRates",
    "LifeExpectancy",
    "Overdispersion",
    "QuantileGroups",
    "StandardisedRates",
    "crude_rate",
    "directly_standardised_rate",
    "funnel",
    "indirectly_standardised_rate",
    "life_expectancy",
    "mean",
    "proportion",
    "quantile_groups",
]
