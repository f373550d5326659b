"""What the people who run rounds see."""

import pytest

from goldenthread.canvas.content import catalogue
from goldenthread.canvas.queries import rounds as queries
from goldenthread.canvas.terms import QuestionSet, RoundState
from goldenthread.systems.queries.readers import scope_ref
from making.canvas import CLOSES_ON, close, make_answers, make_participant, make_round
from making.systems import NOW, make_scope, make_system

pytestmark = pytest.mark.django_db


class TestRoundsOf:
    def test_lists_one_s_own_and_those_that_ask_about_one(self) -> None:
        system = make_system()
        place = make_scope(system)
        own = make_round(place, title="Own")
        asked = make_round(system, place, title="The system's")
        make_round(system, place, title="Not open yet", opened=None)
        make_round(system, title="About the system alone")

        assert [row.id for row in queries.rounds_of(place.pk)] == [asked.pk, own.pk]

    def test_counts_people_who_did_not_withdraw(self) -> None:
        system = make_system()
        round_ = make_round(system, system, make_scope(system))
        for canvas in round_.canvases.all():
            make_answers(canvas, "staff", [1, 2])
        make_participant(canvas, withdrawn=CLOSES_ON)

        row = queries.rounds_of(system.pk)[0]

        assert (row.canvas_count, row.started_count) == (2, 4)

    def test_costs_the_same_for_one_and_for_many(self, django_assert_num_queries) -> None:
        system = make_system()
        for number in range(3):
            make_round(system, title=str(number))
            with django_assert_num_queries(2):
                queries.rounds_of(system.pk)


class TestRoundDetail:
    def test_is_none_for_a_scope_that_does_not_run_it(self) -> None:
        system = make_system()
        place = make_scope(system)
        round_ = make_round(system, place)

        assert queries.round_detail(place.pk, round_.pk) is None

    def test_counts_who_began_and_who_finished_by_voice(self) -> None:
        system = make_system()
        canvas = make_round(system).canvases.get()
        make_answers(canvas, "staff", [1, 2, 3])
        make_participant(canvas, "leaders")
        make_participant(canvas, "leaders", withdrawn=CLOSES_ON)

        detail = queries.round_detail(system.pk, canvas.round_id)

        counts = {row.voice: (row.started, row.finished) for row in detail.responses}
        assert counts == {"staff": (3, 3), "leaders": (1, 0)}

    def test_of_a_draft_says_what_it_would_ask_now(self) -> None:
        system = make_system()
        round_ = make_round(system, opened=None, question_set="full")

        detail = queries.round_detail(system.pk, round_.pk)

        assert detail.state is RoundState.DRAFT
        assert detail.question_count == len(catalogue.canvas().practices)

    def test_costs_the_same_for_one_and_for_many(self, django_assert_num_queries) -> None:
        system = make_system()
        small = make_round(system)
        large = close(make_round(system, system, make_scope(system)))
        for canvas in large.canvases.all():
            make_answers(canvas, "staff", [1] * 20)

        for round_ in (small, large):
            with django_assert_num_queries(4):
                queries.round_detail(system.pk, round_.pk)


class TestQuestionsOf:
    def test_are_in_the_words_of_one_voice(self) -> None:
        system = make_system()
        round_ = make_round(system, opened=None)

        asked = queries.questions_of(system.pk, round_.pk, "staff")

        quick = catalogue.canvas().quick_practices
        assert [question.question for question in asked] == [item.questions["staff"] for item in quick]

    def test_of_an_open_round_are_as_it_asked_them(self) -> None:
        system = make_system()
        round_ = make_round(system)

        asked = queries.questions_of(system.pk, round_.pk, "staff")

        assert asked[0].question == "Practice 1.1: how far, staff?"

    def test_are_none_for_another_scope(self) -> None:
        system = make_system()
        round_ = make_round(system)

        assert queries.questions_of(make_scope(system).pk, round_.pk, "staff") == ()


class TestScopesToAsk:
    def test_are_oneself_and_what_lies_within(self) -> None:
        system = make_system()
        place = make_scope(system)
        inside = make_scope(system, "organisation", "Trust", within=place)
        make_scope(system, name="Westdale")

        found = queries.scopes_to_ask(scope_ref(place.pk), on=NOW.date())

        assert [scope.id for scope in found] == [place.pk, inside.pk]


class TestQuestionCounts:
    def test_are_those_of_the_core_above_systems(self) -> None:
        assert queries.question_counts(None) == {
            QuestionSet.QUICK: len(catalogue.canvas().quick_practices),
            QuestionSet.FULL: len(catalogue.canvas().practices),
        }
