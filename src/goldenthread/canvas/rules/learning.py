"""Who can learn from whom, on one factor. Never who is better."""

from goldenthread.canvas.rules.levels import FactorLevel
from goldenthread.canvas.terms import Level

FURTHER_ON = int(Level.IN_PARTS)


def can_learn_from(learner: FactorLevel | None, other: FactorLevel | None) -> bool:
    """Whether another system's work on a factor may help a learner.

    It may when the whole of its range lies above the learner's. Without a learner, or where the
    learner's level is not settled, it may when the factor is in place there at least in parts.
    """
    if other is None or other.low is None:
        return False
    if learner is None or learner.high is None:
        return other.low >= FURTHER_ON
    return other.low > learner.high
