"""What a person who answers reads, at the same cost for few questions and for many."""

from typing import Any

import pytest

from goldenthread.canvas.queries import answering as queries
from goldenthread.canvas.terms import Voice
from goldenthread.core.tokens import hashed
from making.answering import make_asking
from making.canvas import make_judgement, make_link, make_participant
from making.systems import make_scope, make_system

pytestmark = pytest.mark.django_db


class TestLinkFound:
    @pytest.mark.parametrize("full", [False, True])
    def test_takes_two_queries(self, django_assert_num_queries: Any, full: bool) -> None:
        canvas = make_asking(make_scope(make_system()), full=full)
        _, token = make_link(canvas)

        with django_assert_num_queries(2):
            found = queries.link_found(token)

        assert found.question_count == (len(canvas.round.asked.all()))
        assert found.asking.scope_name == "Eastdale"

    def test_offers_whole_translations_to_local_people_only(self) -> None:
        canvas = make_asking(make_scope(make_system()))
        _, people = make_link(canvas)
        _, staff = make_link(canvas, Voice.STAFF)

        assert "pl" in queries.link_found(people).languages
        assert queries.link_found(staff).languages == ()

    def test_is_none_for_a_link_that_nobody_made(self) -> None:
        assert queries.link_found("nothing") is None


class TestJourneyById:
    @pytest.mark.parametrize("full", [False, True])
    def test_takes_five_queries_with_a_question(self, django_assert_num_queries: Any, full: bool) -> None:
        person = make_participant(make_asking(make_scope(make_system()), full=full), "local_people")
        make_judgement(person, "1.1", 2)

        with django_assert_num_queries(5):
            journey = queries.journey_by_id(person.public_id)
            question = queries.question(journey, 1)

        assert question.stored.level == 2
        assert journey.left_count == journey.total - 1
        assert journey.first_open == 2


class TestJourneyByReceipt:
    def test_takes_the_code_however_it_was_typed(self) -> None:
        canvas = make_asking(make_scope(make_system()))
        person = make_participant(canvas, receipt="7QX4M2RB")

        assert queries.journey_by_receipt(" 7qx4-m2rb ").public_id == person.public_id
        assert queries.journey_by_receipt("7QX4M2RC") is None


class TestJourneyByHandover:
    def test_never_finds_a_form_that_nobody_handed_over(self) -> None:
        make_participant(make_asking(make_scope(make_system())))

        assert queries.journey_by_handover("") is None
        assert queries.journey_by_handover(hashed("")) is None


class TestQuestions:
    def test_are_in_the_order_of_the_round_and_in_the_words_of_the_voice(self) -> None:
        canvas = make_asking(make_scope(make_system()))
        person = make_participant(canvas, "local_people", language="pl")

        found = queries.questions(queries.journey_by_id(person.public_id))

        assert [question.number for question in found] == list(range(1, 12))
        assert {question.words.language for question in found} == {"pl"}


class TestQuestion:
    def test_is_none_outside_the_round(self) -> None:
        person = make_participant(make_asking(make_scope(make_system())))
        journey = queries.journey_by_id(person.public_id)

        assert queries.question(journey, 0) is None
        assert queries.question(journey, 12) is None
