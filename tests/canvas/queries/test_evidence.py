"""Reading the register."""

from datetime import UTC, date, datetime

import pytest

from goldenthread.canvas.actions.evidence import add_evidence, withdraw_evidence
from goldenthread.canvas.queries.evidence import (
    RegisterFilter,
    carried_levels,
    evidence_by_practice,
    evidence_item,
    practice_choices,
    register,
)
from goldenthread.canvas.terms import EvidenceStrength
from goldenthread.systems.models import Person, Scope
from making.evidence import evidence_details
from making.systems import make_person, make_scope, make_system

AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
TODAY = date(2026, 6, 1)
pytestmark = pytest.mark.django_db


def add(scope: Scope, by: Person, **changes: object) -> int:
    return add_evidence(scope.pk, evidence_details(**changes), by=by, at=AT)


def titles(scope: Scope, **sought: str) -> list[str]:
    return [item.title for item in register(scope.pk, RegisterFilter(**sought), today=TODAY).items]


class TestRegister:
    def test_finds_by_words_practice_and_state(self) -> None:
        scope, lead = make_system(), make_person()
        add(scope, lead, title="Strategy", practice_codes=("1.1", "2.1"))
        add(scope, lead, title="Minutes", practice_codes=("2.1",), expires_date=date(2026, 5, 1))
        add(scope, lead, title="Survey", practice_codes=("3.1",), expires_date=date(2026, 6, 20))

        assert titles(scope) == ["Minutes", "Survey", "Strategy"]
        assert titles(scope, words="strat") == ["Strategy"]
        assert titles(scope, practice="2.1") == ["Minutes", "Strategy"]
        assert titles(scope, state="expired") == ["Minutes"]
        assert titles(scope, state="expires_soon") == ["Survey"]
        assert titles(scope, state="in_date") == ["Survey", "Strategy"]

    def test_counts_where_items_stand_and_sets_withdrawn_ones_apart(self) -> None:
        scope, lead = make_system(), make_person()
        add(scope, lead)
        withdraw_evidence(scope.pk, add(scope, lead, title="Old"), by=lead, at=AT)

        found = register(scope.pk, RegisterFilter(), today=TODAY)

        assert (found.total_count, found.withdrawn_count) == (1, 1)
        assert titles(scope, state="withdrawn") == ["Old"]

    def test_shows_nothing_of_another_scope(self) -> None:
        scope, lead = make_system(), make_person()
        item = add(make_scope(scope), lead)

        assert titles(scope) == []
        assert evidence_item(scope.pk, item, today=TODAY) is None

    def test_costs_the_same_for_one_item_and_for_many(self, django_assert_num_queries) -> None:
        scope, lead = make_system(), make_person()
        add(scope, lead)
        with django_assert_num_queries(4):
            register(scope.pk, RegisterFilter(), today=TODAY)
        for number in range(60):
            add(scope, lead, title=f"Item {number}", practice_codes=("1.1", "2.2"))

        with django_assert_num_queries(4):
            found = register(scope.pk, RegisterFilter(), today=TODAY, page=2)
        assert (found.page_count, len(found.items)) == (2, 11)


class TestEvidenceByPractice:
    def test_gives_what_each_practice_can_carry(self) -> None:
        scope, lead = make_system(), make_person()
        add(scope, lead, practice_codes=("1.1", "2.1"))
        add(scope, lead, strength=EvidenceStrength.OBSERVED)

        found = evidence_by_practice(scope.pk, on=TODAY)

        assert {code: each.level for code, each in found.items()} == {"1.1": 3, "2.1": 2}
        assert len(found["1.1"].items) == 2

    def test_reads_the_register_as_it_stood_on_the_day(self) -> None:
        scope, lead = make_system(), make_person()
        item = add(scope, lead)
        withdraw_evidence(scope.pk, item, by=lead, at=datetime(2026, 9, 1, tzinfo=UTC))

        levels = [
            evidence_by_practice(scope.pk, on=day).get("1.1")
            for day in (date(2026, 5, 1), TODAY, date(2026, 9, 2))
        ]

        assert [each and each.level for each in levels] == [None, 2, 1]


class TestCarriedLevels:
    def test_agree_with_the_register_of_each_scope_in_one_query(self, django_assert_num_queries) -> None:
        system, lead = make_system(), make_person()
        places = [make_scope(system, name=f"Place {number}") for number in range(3)]
        for place in places:
            add(place, lead, practice_codes=("1.1",))
        add(places[0], lead, strength=EvidenceStrength.EVALUATED, practice_codes=("1.1", "9.1"))

        with django_assert_num_queries(1):
            found = carried_levels([place.pk for place in places], on=TODAY)

        for place in places:
            slow = evidence_by_practice(place.pk, on=TODAY)
            assert found[place.pk] == {code: each.level for code, each in slow.items()}


class TestPracticeChoices:
    def test_are_the_practices_of_the_core_in_order(self) -> None:
        found = [choice.code for choice in practice_choices(make_system().pk)]

        assert found[:2] == ["1.1", "1.2"]
        assert found.index("2.1") < found.index("10.1")
