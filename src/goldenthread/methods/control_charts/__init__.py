"""Tell change from noise in measurements over time."""

from goldenthread.methods.control_charts.charts import Assurance, Improvement, Variation, XmrChart, xmr
from goldenthread.methods.control_charts.rules import (
    CHART_RULES,
    MAKING_DATA_COUNT,
    NHSRPLOTTHEDOTS,
    SIGNALS,
    ChartRules,
    Signal,
    UnknownRules,
    chart_rules_named,
)

__all__ = [
    "CHART_RULES",
    "MAKING_DATA_COUNT",
    "NHSRPLOTTHEDOTS",
    "SIGNALS",
    "Assurance",
    "ChartRules",
    "Improvement",
    "Signal",
    "UnknownRules",
    "Variation",
    "XmrChart",
    "chart_rules_named",
    "xmr",
]
