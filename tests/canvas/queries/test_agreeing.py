"""Levels of factors for many canvases at once."""

import pytest

from goldenthread.canvas.actions.agreeing import settle_level
from goldenthread.canvas.models import Canvas
from goldenthread.canvas.queries.agreeing import factor_levels
from making.canvas import CLOSED, close, make_round
from making.systems import make_person, make_scope, make_system

pytestmark = pytest.mark.django_db


def canvases(count: int) -> list[Canvas]:
    system = make_system()
    places = [make_scope(system, name=f"Place {number}") for number in range(count)]
    round_ = make_round(system, *places, practices=["1.1", "1.2", "2.1"])
    close(round_)
    lead = make_person()
    found = list(round_.canvases.order_by("pk"))
    for canvas in found:
        for code, level in (("1.1", 3), ("1.2", 2)):
            settle_level(
                canvas.pk, code, lowest=level, highest=level, reasons="Seen.", seen=None, by=lead, at=CLOSED
            )
    return found


class TestFactorLevels:
    def test_give_each_canvas_the_level_of_its_weakest_practices(self) -> None:
        first, second = canvases(2)

        found = factor_levels([first.pk, second.pk])

        assert [(level.factor, level.low, level.weakest_code) for level in found[first.pk]] == [
            (1, 2, "1.2"),
            (2, None, None),
        ]
        assert found[first.pk] == found[second.pk]

    def test_leave_out_settlements_that_were_replaced(self) -> None:
        (canvas,) = canvases(1)
        in_force = canvas.agreements.get(practice__practice_code="1.2")
        lead = make_person("second@example.org")
        settle_level(
            canvas.pk, "1.2", lowest=0, highest=1, reasons="Seen.", seen=in_force.pk, by=lead, at=CLOSED
        )

        level, _ = factor_levels([canvas.pk])[canvas.pk]

        assert (level.low, level.high) == (0, 1)

    def test_cost_three_queries_for_one_canvas_and_for_many(self, django_assert_num_queries) -> None:
        found = canvases(6)

        with django_assert_num_queries(3):
            factor_levels([canvas.pk for canvas in found])
        with django_assert_num_queries(3):
            factor_levels([found[0].pk])

    def test_of_no_canvas_are_nothing(self) -> None:
        assert factor_levels([]) == {}
