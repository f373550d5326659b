"""Scopes as they were."""

from datetime import date

import pytest

from goldenthread.systems.models import Scope, ScopeChange, ScopeName, ScopeRelation, Succession
from goldenthread.systems.queries.history import (
    predecessors,
    scope_name_on,
    scope_names_on,
    scopes_within,
    successors,
)
from goldenthread.systems.terms import ScopeKind
from making.systems import LONG_AGO, NOW, make_scope, make_system

pytestmark = pytest.mark.django_db
CHANGED = date(2025, 4, 1)


def rename(scope: Scope, name: str, on: date) -> None:
    ScopeName.objects.filter(scope=scope, to_date__isnull=True).update(to_date=on)
    ScopeName.objects.create(scope=scope, name=name, from_date=on)
    Scope.objects.filter(pk=scope.pk).update(name=name)


def merge(system: Scope, old: list[Scope], new: Scope, on: date = CHANGED) -> ScopeChange:
    change = ScopeChange.objects.create(kind="merge", system=system, on_date=on, made_at=NOW)
    for scope in old:
        Succession.objects.create(change=change, predecessor=scope, successor=new)
    return change


class TestScopeNameOn:
    def test_is_the_name_of_that_day(self) -> None:
        place = make_scope(make_system(), name="Eastdale")
        rename(place, "Eastdale and Mere", CHANGED)

        assert scope_name_on(place.pk, date(2025, 3, 31)) == "Eastdale"
        assert scope_name_on(place.pk, CHANGED) == "Eastdale and Mere"

    def test_is_the_first_name_before_the_scope_began(self) -> None:
        place = make_scope(make_system(), name="Eastdale")

        assert scope_name_on(place.pk, date(1999, 1, 1)) == "Eastdale"


class TestScopeNamesOn:
    def test_costs_the_same_for_many(self, django_assert_num_queries) -> None:
        system = make_system()
        places = [make_scope(system, name=f"Place {n}").pk for n in range(5)]

        with django_assert_num_queries(2):
            scope_names_on(places, CHANGED)


class TestPredecessors:
    def test_go_back_through_every_change(self, django_assert_num_queries) -> None:
        system = make_system()
        first, second, third, middle, last = (make_scope(system, name=name) for name in "ABCDE")
        merge(system, [first, second], middle, date(2023, 4, 1))
        merge(system, [middle, third], last)

        with django_assert_num_queries(3):
            found = predecessors(last.pk)

        assert [(relative.scope.name, relative.generation) for relative in found] == [
            ("D", 1), ("C", 1), ("A", 2), ("B", 2),
        ]  # fmt: skip

    def test_leave_out_what_was_taken_back(self) -> None:
        system = make_system()
        old, new = make_scope(system, name="Old"), make_scope(system, name="New")
        change = merge(system, [old], new)
        change.reversed_at = NOW
        change.save()

        assert predecessors(new.pk) == ()


class TestSuccessors:
    def test_are_what_came_out_of_it(self) -> None:
        system = make_system()
        old, new = make_scope(system, name="Old"), make_scope(system, name="New")
        merge(system, [old], new)

        assert [relative.scope.name for relative in successors(old.pk)] == ["New"]


class TestScopesWithin:
    def test_finds_every_depth_once(self) -> None:
        system = make_system()
        north, south = make_scope(system, name="North"), make_scope(system, name="South")
        trust = make_scope(system, "organisation", "Trust", within=north)
        ScopeRelation.objects.create(child=trust, parent=south, from_date=LONG_AGO)
        pathway = make_scope(system, "pathway", "Diabetes", within=trust)

        assert [ref.id for ref in scopes_within(north.pk, on=CHANGED)] == [trust.pk, pathway.pk]
        assert [ref.id for ref in scopes_within(system.pk, [ScopeKind.PLACE], on=CHANGED)] == [
            north.pk,
            south.pk,
        ]

    def test_is_as_it_was_on_the_day(self) -> None:
        system = make_system()
        north, south = make_scope(system, name="North"), make_scope(system, name="South")
        trust = make_scope(system, "organisation", "Trust", within=north)
        ScopeRelation.objects.filter(child=trust).update(to_date=CHANGED)
        ScopeRelation.objects.create(child=trust, parent=south, from_date=CHANGED)

        assert [ref.id for ref in scopes_within(north.pk, on=date(2025, 3, 31))] == [trust.pk]
        assert scopes_within(north.pk, on=CHANGED) == ()
        assert [ref.id for ref in scopes_within(south.pk, on=CHANGED)] == [trust.pk]

    def test_leaves_out_what_was_closed(self) -> None:
        system = make_system()
        place = make_scope(system)
        Scope.objects.filter(pk=place.pk).update(closed_date=CHANGED)

        assert scopes_within(system.pk, on=CHANGED) == ()
        assert len(scopes_within(system.pk, on=date(2025, 3, 31))) == 1

    def test_of_a_region_reaches_the_members_of_its_systems(self) -> None:
        system = make_system()
        place = make_scope(system)
        region = Scope.objects.create(kind="region", name="West", opened_date=LONG_AGO)
        ScopeRelation.objects.create(child=system, parent=region, from_date=LONG_AGO)

        assert [ref.id for ref in scopes_within(region.pk, on=CHANGED)] == [system.pk, place.pk]
