"""The one place where counts of people's answers become fit to leave a page."""

from goldenthread.core.disclosure.groups import FLOOR, SafeCounts, SafeDistributions, protect_by_group
from goldenthread.core.disclosure.totals import SafeTotals, protect_counts

__all__ = ["FLOOR", "SafeCounts", "SafeDistributions", "SafeTotals", "protect_by_group", "protect_counts"]
