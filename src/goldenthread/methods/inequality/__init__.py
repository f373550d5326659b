"""How large a gap is, what it is made of, and whether it is widening."""

from goldenthread.methods.inequality.concentration import (
    ConcentrationIndex,
    ConcentrationKind,
    Decomposition,
    ErrorKind,
    concentration_index,
    decompose,
)
from goldenthread.methods.inequality.gaps import Gap, gap
from goldenthread.methods.inequality.over_time import GapChange, GapReading, GapTrend, change, trend
from goldenthread.methods.inequality.slope import IndicatorKind, SlopeIndex, slope_index
from goldenthread.methods.meta_regression import Heterogeneity

__all__ = [
    "ConcentrationIndex",
    "ConcentrationKind",
    "Decomposition",
    "ErrorKind",
    "Gap",
    "GapChange",
    "GapReading",
    "GapTrend",
    "Heterogeneity",
    "IndicatorKind",
    "SlopeIndex",
    "change",
    "concentration_index",
    "decompose",
    "gap",
    "slope_index",
    "trend",
]
