"""The first number of the board report."""

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.canvas.rules.board_report import InPlace, in_place


class TestInPlace:
    def test_counts_only_what_evidence_carries(self) -> None:
        found = in_place([(2, 2), (4, 2), (2, 1), (1, 4), (None, 4)])

        assert found == InPlace(5, evidenced_count=2, claimed_count=1, lower_count=1, unsettled_count=1)

    @given(st.lists(st.tuples(st.none() | st.integers(0, 4), st.integers(1, 4))))
    def test_counts_every_practice_once(self, practices: list[tuple[int | None, int]]) -> None:
        found = in_place(practices)

        parts = found.evidenced_count, found.claimed_count, found.lower_count, found.unsettled_count
        assert sum(parts) == found.asked_count == len(practices)
