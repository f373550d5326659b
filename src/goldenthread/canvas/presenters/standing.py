"""Levels in words and short labels."""

from goldenthread.canvas.presenters.words import level_range
from goldenthread.canvas.rules.levels import FactorLevel, SettledPractice
from goldenthread.canvas.terms import LEVEL_NAMES, Level


def level_words(low: int, high: int) -> str:
    """A level, or a range of levels, in words."""
    if low == high:
        return LEVEL_NAMES[Level(low)]
    return f"{LEVEL_NAMES[Level(low)]} to {LEVEL_NAMES[Level(high)].lower()}"


def factor_label(level: FactorLevel | None) -> str:
    """Where a factor stands, as a short label."""
    if level is None:
        return "Not asked"
    if level.low is None or level.high is None:
        return f"Not settled ({level.settled_count} of {level.asked_count})"
    return level_range(level.low, level.high)


def factor_words(level: FactorLevel | None) -> str:
    """Where a factor stands, in words; empty when it has no level."""
    if level is None or level.low is None or level.high is None:
        return ""
    return level_words(level.low, level.high)


def practice_label(practice: SettledPractice | None) -> str:
    """Where a practice stands, as a short label."""
    if practice is None:
        return "Not asked"
    if practice.lowest is None or practice.highest is None:
        return "Not settled"
    return level_range(practice.lowest, practice.highest)


def practice_words(practice: SettledPractice | None) -> str:
    """Where a practice stands, in words; empty when it has no level."""
    if practice is None or practice.lowest is None or practice.highest is None:
        return ""
    return level_words(practice.lowest, practice.highest)
