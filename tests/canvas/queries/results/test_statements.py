"""What people wrote, without who they were."""

from datetime import date

import pytest

from goldenthread.canvas.models import Judgement, Participant
from goldenthread.canvas.queries.results import RoundHead, rounds_of, statements
from goldenthread.canvas.terms import Voice
from making.canvas import close, make_judgement, make_participant, make_round
from making.systems import make_system

pytestmark = pytest.mark.django_db


def written(count: int, voice: str = Voice.STAFF) -> RoundHead:
    round_ = make_round(make_system(), practices=["1.1", "2.1"])
    canvas = round_.canvases.get()
    for number in range(count):
        person = make_participant(canvas, voice)
        make_judgement(person, "1.1", 2, statement=f"First {number}")
        make_judgement(person, "2.1", 2, statement=f"Second {number}")
    close(round_)
    (head,) = rounds_of(canvas.scope_id)
    return head


def words(
    head: RoundHead, code: str, *, page: int = 1, voices: tuple[str, ...] = (Voice.STAFF,)
) -> list[str]:
    found = statements(head, code, voices=voices, with_hidden=False, page=page)
    return [each.words for each in found.statements]


class TestStatements:
    def test_come_in_an_order_that_says_nothing_and_stays(self) -> None:
        head = written(12)

        first = [text.split()[1] for text in words(head, "1.1")]
        second = [text.split()[1] for text in words(head, "2.1")]

        assert sorted(first) == sorted(second)
        assert first != [str(number) for number in range(12)]
        assert first != second
        assert words(head, "1.1") == words(head, "1.1")

    def test_leave_out_voices_that_cannot_be_shown(self) -> None:
        head = written(6)

        assert words(head, "1.1", voices=(Voice.LEADERS,)) == []

    def test_leave_out_what_was_hidden_or_withdrawn(self) -> None:
        head = written(6)
        Judgement.objects.filter(statement="First 1").update(statement_hidden=True)
        Participant.objects.filter(judgements__statement="First 2").update(withdrawn_date=date(2026, 7, 1))

        assert sorted(words(head, "1.1")) == ["First 0", "First 3", "First 4", "First 5"]

    def test_come_in_pages_that_leave_nothing_out(self) -> None:
        head = written(35)

        both = words(head, "1.1") + words(head, "1.1", page=2)

        assert len(both) == len(set(both)) == 35

    def test_cost_two_queries(self, django_assert_num_queries) -> None:
        head = written(35)

        with django_assert_num_queries(2):
            words(head, "1.1")
