"""When a round can open, stay open, close and remind."""

from datetime import UTC, date, datetime, timedelta

import pytest

from goldenthread.canvas.rules import rounds
from goldenthread.canvas.rules.rounds import RoundPlan
from goldenthread.canvas.terms import QuestionSet, RoundRefusal, RoundState

TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def plan(**changes: object) -> RoundPlan:
    given = {
        "title": "Summer",
        "scope_ids": (1,),
        "voices": ("staff",),
        "question_set": QuestionSet.QUICK,
        "closes_on": TODAY + timedelta(days=28),
        "floor": 5,
    }
    return RoundPlan(**(given | changes))  # type: ignore[arg-type]


class TestStateOf:
    def test_moves_from_draft_to_open_to_closed(self) -> None:
        assert rounds.state_of(opened_at=None, closed_at=None) is RoundState.DRAFT
        assert rounds.state_of(opened_at=NOW, closed_at=None) is RoundState.OPEN
        assert rounds.state_of(opened_at=NOW, closed_at=NOW) is RoundState.CLOSED


class TestIsPast:
    def test_is_not_so_on_the_last_day_itself(self) -> None:
        assert not rounds.is_past(TODAY, today=TODAY)
        assert rounds.is_past(TODAY, today=TODAY + timedelta(days=1))


class TestWhyNotSave:
    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({}, None),
            ({"scope_ids": ()}, RoundRefusal.NO_SCOPES),
            ({"scope_ids": (1, 9)}, RoundRefusal.SCOPE_OUT_OF_REACH),
            ({"voices": ()}, RoundRefusal.NO_VOICES),
            ({"floor": 4}, RoundRefusal.FLOOR_TOO_LOW),
            ({"closes_on": TODAY}, RoundRefusal.CLOSES_TOO_SOON),
            ({"closes_on": TODAY + timedelta(days=367)}, RoundRefusal.CLOSES_TOO_LATE),
        ],
    )
    def test_names_what_is_wrong(self, changes: dict, refusal: RoundRefusal | None) -> None:
        found = rounds.why_not_save(
            state=RoundState.DRAFT, plan=plan(**changes), within_reach={1, 2}, today=TODAY
        )

        assert found is refusal

    def test_is_refused_once_the_round_is_open(self) -> None:
        found = rounds.why_not_save(state=RoundState.OPEN, plan=plan(), within_reach={1}, today=TODAY)

        assert found is RoundRefusal.NOT_DRAFT


class TestWhyNotOpen:
    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({}, None),
            ({"state": RoundState.OPEN}, RoundRefusal.NOT_DRAFT),
            ({"canvas_count": 0}, RoundRefusal.NO_SCOPES),
            ({"voices": []}, RoundRefusal.NO_VOICES),
            ({"asked_count": 0}, RoundRefusal.NOTHING_TO_ASK),
            ({"closes_on": TODAY}, RoundRefusal.CLOSES_TOO_SOON),
        ],
    )
    def test_names_what_is_wrong(self, changes: dict, refusal: RoundRefusal | None) -> None:
        given = {
            "state": RoundState.DRAFT,
            "canvas_count": 1,
            "voices": ["staff"],
            "asked_count": 11,
            "closes_on": TODAY + timedelta(days=1),
            "today": TODAY,
        }

        assert rounds.why_not_open(**(given | changes)) is refusal


class TestWhyNotExtend:
    @pytest.mark.parametrize(
        ("state", "wanted", "refusal"),
        [
            (RoundState.OPEN, TODAY + timedelta(days=9), None),
            (RoundState.OPEN, TODAY + timedelta(days=7), RoundRefusal.NOT_LATER),
            (RoundState.OPEN, TODAY + timedelta(days=400), RoundRefusal.CLOSES_TOO_LATE),
            (RoundState.CLOSED, TODAY + timedelta(days=9), RoundRefusal.NOT_OPEN),
        ],
    )
    def test_only_lets_an_open_round_last_longer(
        self, state: RoundState, wanted: date, refusal: RoundRefusal | None
    ) -> None:
        found = rounds.why_not_extend(
            state=state, closes_on=TODAY + timedelta(days=7), wanted=wanted, today=TODAY
        )

        assert found is refusal


class TestCanBeReminded:
    @pytest.mark.parametrize(
        ("changes", "can"),
        [
            ({}, True),
            ({"answered": True}, False),
            ({"reminder_count": 3}, False),
            ({"last_written_at": NOW - timedelta(days=2, hours=23)}, False),
        ],
    )
    def test_is_at_most_three_times_and_three_days_apart(self, changes: dict, can: bool) -> None:
        given = {
            "answered": False,
            "reminder_count": 2,
            "last_written_at": NOW - timedelta(days=3),
            "at": NOW,
        }

        assert rounds.can_be_reminded(**(given | changes)) is can


class TestSuggestions:
    @pytest.mark.parametrize(
        ("today", "closing"),
        [
            (date(2026, 6, 1), date(2026, 6, 29)),  # a Monday
            (date(2026, 6, 6), date(2026, 7, 6)),  # Saturday goes to Monday
            (date(2026, 6, 7), date(2026, 7, 6)),
        ],
    )
    def test_close_on_a_working_day(self, today: date, closing: date) -> None:
        assert rounds.suggested_closing(today) == closing

    @pytest.mark.parametrize(
        ("month", "title"),
        [
            (1, "Winter 2026"),
            (3, "Spring 2026"),
            (8, "Summer 2026"),
            (11, "Autumn 2026"),
            (12, "Winter 2026"),
        ],
    )
    def test_name_a_round_after_its_season(self, month: int, title: str) -> None:
        assert rounds.suggested_title(date(2026, month, 5)) == title
