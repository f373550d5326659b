"""Many canvases side by side."""

from goldenthread.canvas.rules import across as rules
from goldenthread.canvas.rules.levels import FactorLevel, SettledPractice


def level(low: int | None, high: int | None = None) -> FactorLevel:
    return FactorLevel(1, low, high if high is not None else low, None, "", 1, 1, False)


class TestClaimedFactors:
    def test_names_factors_that_go_further_than_their_evidence(self) -> None:
        practices = [
            SettledPractice("1.1", "One", 1, 2, 3),
            SettledPractice("2.1", "Two", 2, 1, 1),
            SettledPractice("3.1", "Three", 3, 3, 3),
            SettledPractice("4.1", "Four", 4),
        ]

        assert rules.claimed_factors(practices, {"1.1": 2, "3.1": 2}) == {3}

    def test_lets_the_first_two_levels_stand_without_evidence(self) -> None:
        assert not rules.claimed_factors([SettledPractice("1.1", "One", 1, 1, 1)], {})
        assert rules.claimed_factors([SettledPractice("1.1", "One", 1, 2, 2)], {}) == {1}


class TestSpread:
    def test_counts_every_scope_once(self) -> None:
        found = rules.spread(1, [level(0), level(2), level(2, 4), level(None), None])

        assert found.counts == (1, 0, 2, 0, 0)
        assert (found.settled_count, found.unsettled_count, found.not_asked_count) == (3, 1, 1)

    def test_of_nobody_is_noughts(self) -> None:
        assert rules.spread(1, []).counts == (0, 0, 0, 0, 0)
