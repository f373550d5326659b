"""Scopes side by side, as the page reads them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.canvas.models import Canvas, Evidence, EvidencePractice
from goldenthread.canvas.queries import across as queries
from goldenthread.canvas.queries.across import AcrossFilter
from goldenthread.core.permissions.terms import Role
from goldenthread.systems.models import Scope
from goldenthread.systems.queries.readers import Reader, reader_of
from goldenthread.systems.terms import ScopeKind
from making.canvas import close, make_round
from making.systems import give_role, make_person, make_scope, make_system
from making.two_rounds import LATER_CLOSED, make_settled

pytestmark = pytest.mark.django_db
TODAY = LATER_CLOSED.date()


def lead_of(system: Scope, role: Role = Role.LEAD) -> Reader:
    person = make_person(f"{role}-{system.pk}@example.org")
    give_role(person, role, system)
    return reader_of(person)


def places(system: Scope, levels: dict[str, int]) -> dict[str, Canvas]:
    scopes = {name: make_scope(system, "place", name) for name in levels}
    round_ = close(make_round(system, *scopes.values(), practices=("1.1",)))
    canvases = {canvas.scope.name: canvas for canvas in round_.canvases.select_related("scope")}
    for name, level in levels.items():
        make_settled(canvases[name], {"1.1": level})
    return canvases


class TestAcross:
    def test_puts_scopes_in_order_of_name_never_of_level(self) -> None:
        system = make_system()
        places(system, {"Beck": 3, "Ashby": 1, "Crane": 2})

        found = queries.across(system.pk, AcrossFilter(), reader=lead_of(system), today=TODAY)

        assert [(row.name, row.levels[1].low) for row in found.rows] == [
            ("Ashby", 1),
            ("Beck", 3),
            ("Crane", 2),
        ]
        assert found.spreads[0].counts == (0, 1, 1, 1, 0)

    def test_marks_what_is_claimed(self) -> None:
        system = make_system()
        canvases = places(system, {"Ashby": 2, "Beck": 2})
        item = Evidence.objects.create(
            scope=canvases["Beck"].scope, title="Plan", kind="strategy", strength="documented", dated=TODAY,
            owner="Lead", added_at=LATER_CLOSED,
        )  # fmt: skip
        EvidencePractice.objects.create(evidence=item, practice_code="1.1")

        found = queries.across(system.pk, AcrossFilter(), reader=lead_of(system), today=TODAY)

        assert [row.claimed for row in found.rows] == [frozenset({1}), frozenset()]

    def test_takes_the_newest_round_of_each_or_the_one_that_was_chosen(self) -> None:
        system = make_system()
        first = places(system, {"Ashby": 1})["Ashby"]
        second = close(make_round(system, first.scope, title="Later", practices=("1.1",)), at=LATER_CLOSED)
        make_settled(second.canvases.get(), {"1.1": 3})
        reader = lead_of(system)

        newest = queries.across(system.pk, AcrossFilter(), reader=reader, today=TODAY)
        older = queries.across(system.pk, AcrossFilter(round_id=first.round_id), reader=reader, today=TODAY)

        assert (newest.rows[0].levels[1].low, older.rows[0].levels[1].low) == (3, 1)

    def test_shows_only_what_the_reader_may_read(self) -> None:
        system = make_system()
        places(system, {"Ashby": 1})

        found = queries.across(
            system.pk, AcrossFilter(), reader=lead_of(system, Role.CONTRIBUTOR), today=TODAY
        )

        assert found.kinds == ()
        assert found.rows == ()

    def test_finds_words_in_names_and_turns_pages(self) -> None:
        system = make_system()
        places(system, {f"Place {number:03}": 1 for number in range(60)})
        reader = lead_of(system)

        second = queries.across(system.pk, AcrossFilter(), reader=reader, today=TODAY, page=2)
        some = queries.across(system.pk, AcrossFilter(words="e 00"), reader=reader, today=TODAY)

        assert (len(second.rows), second.page_count, second.found_count) == (10, 2, 60)
        assert some.found_count == 10
        assert second.spreads[0].counts == (0, 60, 0, 0, 0)

    def test_keeps_kinds_apart(self) -> None:
        system = make_system()
        places(system, {"Ashby": 1})
        make_scope(system, "organisation", "Trust")

        found = queries.across(
            system.pk, AcrossFilter(kind=ScopeKind.ORGANISATION), reader=lead_of(system), today=TODAY
        )

        assert [(row.name, row.canvas) for row in found.rows] == [("Trust", None)]

    def test_costs_the_same_for_one_place_and_many(self) -> None:
        costs = []
        for count in (1, 30):
            system = make_system(f"System {count}")
            places(system, {f"Place {count} {number}": 1 for number in range(count)})
            reader = lead_of(system)
            with CaptureQueriesContext(connection) as captured:
                queries.across(system.pk, AcrossFilter(), reader=reader, today=TODAY)
            costs.append(len(captured))

        assert costs[0] == costs[1] <= 9
