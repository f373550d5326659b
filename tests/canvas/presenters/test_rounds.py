"""Rounds in words."""

from datetime import UTC, date, datetime

import pytest

from goldenthread.canvas.presenters import rounds as presenters
from goldenthread.canvas.queries.rounds import CanvasRow, ResponseCount, RoundDetail, RoundRow
from goldenthread.canvas.terms import LinkRefusal, QuestionSet, RoundRefusal, RoundState

TODAY = date(2026, 6, 1)


def row(**changes: object) -> RoundRow:
    given = {
        "id": 1,
        "title": "Summer",
        "state": RoundState.OPEN,
        "question_set": QuestionSet.QUICK,
        "owner_id": 1,
        "owner_name": "Wessbury",
        "opened_at": datetime(2026, 5, 1, tzinfo=UTC),
        "closes_on": date(2026, 6, 2),
        "closed_at": None,
        "canvas_count": 1,
        "started_count": 1,
    }
    return RoundRow(**(given | changes))  # type: ignore[arg-type]


def detail(**changes: object) -> RoundDetail:
    given = {
        "id": 1,
        "title": "Summer",
        "state": RoundState.OPEN,
        "question_set": QuestionSet.QUICK,
        "voices": ("staff", "leaders"),
        "floor": 5,
        "made_by": "",
        "opened_at": datetime(2026, 5, 1, tzinfo=UTC),
        "closes_on": date(2026, 6, 2),
        "closed_at": None,
        "core_version": "2026.1",
        "wording_number": 0,
        "question_count": 11,
        "canvases": (CanvasRow(7, 1, "Wessbury", "system"),),
        "responses": (ResponseCount(7, "staff", 3, 2),),
    }
    return RoundDetail(**(given | changes))  # type: ignore[arg-type]


class TestRoundLines:
    def test_say_how_long_people_can_answer(self) -> None:
        line = presenters.round_lines([row()], scope_id=1, today=TODAY)[0]

        assert line.when == "Until 2 June 2026 (1 day left)"
        assert (line.what, line.people, line.run_by) == ("Quick, 1 canvas", "1 person", "")

    @pytest.mark.parametrize(
        ("changes", "when", "tag"),
        [
            ({"state": RoundState.DRAFT, "opened_at": None}, "Not open yet", "Draft"),
            ({"closes_on": TODAY}, "Until 1 June 2026 (today is the last day to answer)", "Open"),
            (
                {"closes_on": date(2026, 5, 31)},
                "Until 31 May 2026 (the last day to answer is over)",
                "Last day over",
            ),
            (
                {"state": RoundState.CLOSED, "closed_at": datetime(2026, 5, 9, tzinfo=UTC)},
                "Closed 9 May 2026",
                "Closed",
            ),
        ],
    )
    def test_say_where_each_stands(self, changes: dict, when: str, tag: str) -> None:
        line = presenters.round_lines([row(**changes)], scope_id=1, today=TODAY)[0]

        assert (line.when, line.tag[0]) == (when, tag)

    def test_name_who_runs_those_of_others(self) -> None:
        assert presenters.round_lines([row()], scope_id=9, today=TODAY)[0].run_by == "Wessbury"


class TestAnsweredTable:
    def test_has_a_cell_for_every_voice_asked_also_for_nobody(self) -> None:
        line = presenters.answered_table(detail())[0]

        assert [(cell.started, cell.finished) for cell in line.cells] == [(3, 2), (0, 0)]
        assert line.started == 3

    def test_says_how_many_are_missing_while_people_can_still_answer(self) -> None:
        notes = [cell.note for cell in presenters.answered_table(detail())[0].cells]

        assert notes == ["2 more before anything is shown", "5 more before anything is shown"]

    def test_says_that_there_are_too_few_once_nobody_can(self) -> None:
        notes = [cell.note for cell in presenters.answered_table(detail(state=RoundState.CLOSED))[0].cells]

        assert notes == ["too few to show", "nobody"]


class TestRefusals:
    def test_all_have_words(self) -> None:
        assert set(presenters.ROUND_REFUSALS) == set(RoundRefusal)
        assert set(presenters.LINK_REFUSALS) == set(LinkRefusal)
