"""What evidence can carry."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.canvas.rules.evidence import (
    CarryingItem,
    EvidenceState,
    level_carried,
    missing_for_next,
    state_on,
    why_not_keep,
)
from goldenthread.canvas.terms import EvidenceKind, EvidenceRefusal, EvidenceStrength
from making.evidence import evidence_details

TODAY = date(2026, 6, 1)
ITEMS = st.lists(
    st.builds(
        CarryingItem,
        kind=st.sampled_from(EvidenceKind),
        strength=st.sampled_from(EvidenceStrength),
        dated=st.dates(date(2024, 1, 1), date(2026, 12, 31)),
        expires_date=st.none() | st.dates(date(2024, 1, 1), date(2027, 12, 31)),
        is_withdrawn=st.booleans(),
    ),
    max_size=5,
)


def item(strength: str, kind: str = "strategy", *, expires: date | None = None) -> CarryingItem:
    return CarryingItem(kind, strength, date(2026, 1, 1), expires)


class TestLevelCarried:
    @pytest.mark.parametrize(
        ("items", "level"),
        [
            ([], 1),
            ([item("stated"), item("stated")], 1),
            ([item("documented")], 2),
            ([item("evaluated")], 2),  # however strong, one item is one item
            ([item("documented"), item("stated")], 2),
            ([item("documented"), item("documented")], 2),
            ([item("documented"), item("observed")], 3),
            ([item("evaluated"), item("observed")], 3),
            ([item("observed"), item("observed", "adopted_elsewhere")], 3),
            ([item("evaluated"), item("documented", "adopted_elsewhere")], 4),
        ],
    )
    def test_follows_the_rule(self, items: list[CarryingItem], level: int) -> None:
        assert level_carried(items, on=TODAY) == level

    def test_counts_an_item_on_its_last_day_and_not_after(self) -> None:
        last = item("documented", expires=TODAY)

        assert level_carried([last], on=TODAY) == 2
        assert level_carried([last], on=date(2026, 6, 2)) == 1

    def test_does_not_count_what_was_withdrawn_or_is_still_to_come(self) -> None:
        withdrawn = CarryingItem("strategy", "documented", date(2026, 1, 1), None, is_withdrawn=True)
        to_come = CarryingItem("strategy", "documented", date(2026, 6, 2))

        assert level_carried([withdrawn, to_come], on=TODAY) == 1

    @given(ITEMS, ITEMS)
    def test_never_falls_when_evidence_is_added(
        self, some: list[CarryingItem], more: list[CarryingItem]
    ) -> None:
        assert level_carried(some, on=TODAY) <= level_carried([*some, *more], on=TODAY)


class TestMissingForNext:
    def test_is_nothing_at_the_top(self) -> None:
        assert missing_for_next([item("evaluated"), item("documented", "adopted_elsewhere")], on=TODAY) == ()

    @given(ITEMS)
    def test_is_something_everywhere_else(self, items: list[CarryingItem]) -> None:
        assert bool(missing_for_next(items, on=TODAY)) == (level_carried(items, on=TODAY) < 4)


class TestStateOn:
    def test_warns_for_sixty_days(self) -> None:
        def state(expires: date) -> EvidenceState:
            return state_on(TODAY, expires_date=expires, is_withdrawn=False)

        assert state(date(2026, 8, 1)) is EvidenceState.IN_DATE
        assert state(date(2026, 7, 31)) is EvidenceState.EXPIRES_SOON
        assert state(TODAY) is EvidenceState.EXPIRES_SOON
        assert state(date(2026, 5, 31)) is EvidenceState.EXPIRED


class TestWhyNotKeep:
    def test_allows_a_dated_item_for_a_practice(self) -> None:
        assert why_not_keep(evidence_details(), today=TODAY) is None

    def test_refuses_one_for_no_practice(self) -> None:
        assert why_not_keep(evidence_details(practice_codes=()), today=TODAY) is EvidenceRefusal.NO_PRACTICE

    def test_refuses_dates_that_cannot_be(self) -> None:
        future = evidence_details(dated=date(2026, 6, 2))
        backwards = evidence_details(expires_date=date(2026, 1, 9))

        assert why_not_keep(future, today=TODAY) is EvidenceRefusal.DATED_IN_FUTURE
        assert why_not_keep(backwards, today=TODAY) is EvidenceRefusal.EXPIRES_BEFORE_DATE
