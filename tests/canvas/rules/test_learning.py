"""Who can learn from whom."""

import pytest

from goldenthread.canvas.rules.learning import can_learn_from
from goldenthread.canvas.rules.levels import FactorLevel


def level(low: int | None, high: int | None = None) -> FactorLevel:
    return FactorLevel(1, low, high if high is not None else low, None, "", 1, 1, False)


class TestCanLearnFrom:
    @pytest.mark.parametrize(
        ("learner", "other", "expected"),
        [
            (level(1), level(2), True),
            (level(1, 2), level(2), False),
            (level(2), level(2), False),
            (level(3), level(2), False),
            (None, level(2), True),
            (None, level(1), False),
            (level(None), level(3), True),
            (level(1), level(None), False),
            (level(1), None, False),
        ],
    )
    def test_wants_the_whole_range_to_lie_above(
        self, learner: FactorLevel | None, other: FactorLevel | None, expected: bool
    ) -> None:
        assert can_learn_from(learner, other) is expected
