"""Delete what has been kept for as long as the retention table says."""

from datetime import timedelta

import pytest

from goldenthread.canvas.actions.retention import purge_answers
from goldenthread.canvas.models import Judgement, Participant, Round, Tally
from goldenthread.canvas.queries.answering import journey_by_receipt
from making.canvas import CLOSED, close, make_answers, make_participant, make_round
from making.systems import make_system


@pytest.fixture
def closed(db: None) -> Round:
    """A round that five people answered, one of them with a code we know."""
    round_ = make_round(make_system())
    canvas = round_.canvases.get()
    make_answers(canvas, "staff", [2] * 5)
    make_participant(canvas, receipt="7QX4M2RB")
    return close(round_)


class TestPurgeAnswers:
    def test_leaves_answers_that_are_not_old(self, closed: Round) -> None:
        purge_answers(CLOSED + timedelta(days=364))

        assert Judgement.objects.count() == 55

    def test_deletes_old_answers_and_keeps_the_counts(self, closed: Round) -> None:
        counted = list(Tally.objects.order_by("pk").values())

        purged = purge_answers(CLOSED + timedelta(days=366))

        assert purged.answers == 55
        assert Judgement.objects.count() == 0
        assert list(Tally.objects.order_by("pk").values()) == counted

    def test_makes_an_old_code_lead_nowhere(self, closed: Round) -> None:
        purge_answers(CLOSED + timedelta(days=31))

        assert journey_by_receipt("7QX4M2RB") is None
        assert Participant.objects.count() == 6

    def test_finds_nothing_the_second_time(self, closed: Round) -> None:
        at = CLOSED + timedelta(days=400)
        purge_answers(at)

        again = purge_answers(at)

        assert (again.answers, again.receipts) == (0, 0)
