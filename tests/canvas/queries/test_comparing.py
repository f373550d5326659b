"""Rounds side by side, as pages read them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.canvas.actions.planning import ActionWords, add_action, report_on_action
from goldenthread.canvas.queries import comparing as queries
from goldenthread.canvas.rules.comparing import ComparisonBreak, Movement, Outcome
from goldenthread.canvas.terms import ActionStatus
from goldenthread.systems.models import Scope, ScopeChange, Succession
from goldenthread.systems.queries.readers import scope_ref
from making.systems import make_person, make_scope, make_system
from making.two_rounds import EARLIER, EARLIER_CLOSED, LATER_CLOSED, make_closed, make_two_rounds

pytestmark = pytest.mark.django_db


def merged(place: Scope, *origins: Scope) -> None:
    change = ScopeChange.objects.create(
        kind="merge", system=place.system, on_date=date(2026, 4, 1), made_at=LATER_CLOSED
    )
    for origin in origins:
        Succession.objects.create(change=change, predecessor=origin, successor=place)


class TestComparison:
    def found(self, scope: Scope) -> queries.Comparison:
        then, now = make_two_rounds(scope)
        found = queries.comparison(scope.pk, now.pk, then.pk)
        assert found is not None
        return found

    def test_puts_the_earlier_round_first_whatever_was_asked(self) -> None:
        found = self.found(make_system())

        assert (found.then.title, found.now.title) == ("Summer 2025", "Summer 2026")

    def test_says_what_moved_and_what_cannot_be_compared(self) -> None:
        practices = {practice.code: practice for practice in self.found(make_system()).practices}

        assert practices["1.1"].movement is Movement.UP
        assert practices["1.2"].broken is ComparisonBreak.OTHER_WORDS
        assert practices["1.2"].movement is None
        assert "questions.staff" in practices["1.2"].changed_words
        assert practices["2.1"].movement is Movement.SAME

    def test_breaks_a_factor_when_one_of_its_practices_was_reworded(self) -> None:
        factors = {factor.number: factor for factor in self.found(make_system()).factors}

        assert factors[1].broken is ComparisonBreak.OTHER_WORDS
        assert factors[1].movement is None
        assert factors[2].movement is Movement.SAME

    def test_protects_a_voice_of_too_few(self) -> None:
        practice = self.found(make_system()).practices[0]
        voices = {voice.voice: voice for voice in practice.voices}

        assert voices["partners"].then is not None
        assert voices["partners"].then.shown == (None,) * 7
        assert voices["partners"].median_then is None
        assert voices["partners"].broken is ComparisonBreak.TOO_FEW
        assert voices["local_people"].broken is ComparisonBreak.VOICE_NOT_ASKED_THEN
        assert (voices["staff"].median_then, voices["staff"].median_now) == ((1, 1), (2, 2))

    def test_finds_nothing_of_another_scope(self) -> None:
        scope, elsewhere = make_system(), make_system("Northmere")
        then, now = make_two_rounds(scope)

        assert queries.comparison(elsewhere.pk, then.pk, now.pk) is None

    def test_costs_the_same_for_few_practices_and_many(self) -> None:
        costs = []
        for practices in (("1.1",), tuple(f"{factor}.{n}" for factor in range(1, 12) for n in range(1, 4))):
            scope = make_system(f"System {len(practices)}")
            ids = [
                make_closed(
                    scope, title=str(start.year), opened=start, closed=start + timedelta(days=28),
                    levels={}, answers={"staff": [1, 2, 3, 1, 1]}, practices=practices,
                ).pk
                for start in (EARLIER, EARLIER + timedelta(days=365))
            ]  # fmt: skip
            with CaptureQueriesContext(
                connection,
            ) as captured:
                queries.comparison(scope.pk, *ids)
            costs.append(len(captured))

        assert costs[0] == costs[1] <= 7


class TestPast:
    def test_joins_only_rounds_that_can_be_compared(self) -> None:
        scope = make_system()
        make_two_rounds(scope)

        past = queries.past(scope.pk)

        assert [canvas.title for canvas in past.canvases] == ["Summer 2025", "Summer 2026"]
        assert past.factors[0].breaks == (ComparisonBreak.OTHER_WORDS,)
        assert past.factors[1].breaks == (None,)
        assert past.factors[2].levels == (None, None)

    def test_keeps_each_predecessor_s_past_to_itself(self) -> None:
        system = make_system()
        place, one, other = (make_scope(system, "place", name) for name in ("Both", "One", "Other"))
        for origin, level in ((one, 1), (other, 3)):
            make_closed(
                origin, title="Summer 2025", opened=EARLIER, closed=EARLIER_CLOSED,
                levels={"1.1": level}, answers={}, practices=("1.1",),
            )  # fmt: skip
        merged(place, one, other)

        past = queries.past(place.pk)

        assert past.canvases == ()
        assert {origin.name: origin.levels[1].low for origin in past.origins} == {"One": 1, "Other": 3}

    def test_costs_the_same_for_one_predecessor_and_many(self) -> None:
        system = make_system()
        costs = []
        for count in (1, 4):
            place = make_scope(system, "place", f"Place of {count}")
            origins = [make_scope(system, "place", f"{count}-{number}") for number in range(count)]
            for origin in origins:
                make_two_rounds(origin)
            merged(place, *origins)
            with CaptureQueriesContext(connection) as captured:
                queries.past(place.pk)
            costs.append(len(captured))

        assert costs[0] == costs[1]


class TestReviewedActions:
    def test_says_what_was_done_and_what_slipped(self) -> None:
        system = make_system()
        scope, by = scope_ref(system.pk), make_person()
        assert scope
        words = ActionWords("1.1", "Lend tablets", "Libraries", "Ask", "", date(2026, 1, 1))
        after = EARLIER_CLOSED + timedelta(days=5)
        done = add_action(scope, words, by=by, at=after)
        slipped = add_action(scope, words, by=by, at=after)
        report_on_action(
            scope, done, status=ActionStatus.DONE, due_date=words.due_date, note="", by=by,
            at=after + timedelta(days=60),
        )  # fmt: skip
        report_on_action(
            scope, slipped, status=ActionStatus.STARTED, due_date=date(2026, 3, 2), note="", by=by,
            at=after + timedelta(days=61),
        )  # fmt: skip

        found = queries.reviewed_actions(
            system.pk, since=EARLIER_CLOSED, until=LATER_CLOSED, today=LATER_CLOSED.date()
        )

        assert [(each.action.id, each.outcome) for each in found] == [
            (done, Outcome.DONE),
            (slipped, Outcome.SLIPPED),
        ]
        assert found[1].days_slipped == 60
