"""The one place where counts of people's answers become fit to leave a page."""

from goldenthread.core.disclosure.groups import FLOOR, SafeCounts, SafeDistributions, protect_by_group

__all__ = ["FLOOR", "SafeCounts", "SafeDistributions", "protect_by_group"]
