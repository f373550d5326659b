"""A system's wording is kept version by version."""

import pytest

from goldenthread.canvas.actions import adapting as actions
from goldenthread.canvas.content import catalogue
from goldenthread.canvas.models import LocalCanvas
from goldenthread.canvas.queries.adapting import wording_of, wording_version
from goldenthread.canvas.rules.adapting import Change
from goldenthread.canvas.terms import AdaptingRefusal
from goldenthread.core.audit.models import AuditEvent
from making.systems import NOW, make_person, make_scope, make_system

pytestmark = pytest.mark.django_db

FIRST, SECOND = (practice.code for practice in catalogue.canvas().practices[:2])
FIVE = ["none", "a start", "some", "all", "ahead"]
OWN_WORDS = {
    "title": "Ours",
    "statement": "We do it.",
    "levels": FIVE,
    "questions": dict.fromkeys(catalogue.VOICES, "How far?"),
    "answers": dict.fromkeys(catalogue.VOICES, FIVE),
}


class TestAdaptPractice:
    def test_makes_a_new_version_and_leaves_the_old_one_alone(self) -> None:
        system, by = make_system(), make_person()
        first = Change(FIRST, {"title": "One"}, reason="Clearer here")
        second = Change(SECOND, weight=3, reason="Matters most here")

        actions.adapt_practice(system.pk, first, seen=0, by=by, at=NOW)
        actions.adapt_practice(system.pk, second, seen=1, by=by, at=NOW)

        assert wording_version(system.pk, 1).changes == (first,)
        assert wording_of(system.pk).changes == (first, second)
        assert AuditEvent.objects.filter(verb="canvas.wording.saved").count() == 2

    def test_puts_the_core_back_with_an_empty_change(self) -> None:
        system, by = make_system(), make_person()
        actions.adapt_practice(system.pk, Change(FIRST, hidden=True, reason="x"), seen=0, by=by, at=NOW)

        actions.adapt_practice(system.pk, Change(FIRST), seen=1, by=by, at=NOW)

        assert wording_of(system.pk).changes == ()
        assert wording_of(system.pk).number == 2

    def test_lets_two_people_change_different_practices(self) -> None:
        system, by = make_system(), make_person()
        actions.adapt_practice(system.pk, Change(FIRST, weight=2, reason="x"), seen=0, by=by, at=NOW)

        actions.adapt_practice(system.pk, Change(SECOND, weight=2, reason="x"), seen=0, by=by, at=NOW)

        assert len(wording_of(system.pk).changes) == 2

    def test_is_refused_when_somebody_changed_the_same_practice_meanwhile(self) -> None:
        system, by = make_system(), make_person()
        actions.adapt_practice(system.pk, Change(FIRST, weight=2, reason="x"), seen=0, by=by, at=NOW)

        with pytest.raises(actions.AdaptingRefused) as refused:
            actions.adapt_practice(system.pk, Change(FIRST, weight=3, reason="x"), seen=0, by=by, at=NOW)

        assert refused.value.args[0] is AdaptingRefusal.CHANGED_MEANWHILE

    def test_is_refused_for_a_place(self) -> None:
        place = make_scope(make_system())

        with pytest.raises(actions.AdaptingRefused) as refused:
            actions.adapt_practice(
                place.pk, Change(FIRST, weight=2, reason="x"), seen=0, by=make_person(), at=NOW
            )

        assert refused.value.args[0] is AdaptingRefusal.NOT_A_SYSTEM


class TestAddPractice:
    def test_gives_codes_that_are_never_used_again(self) -> None:
        system, by = make_system(), make_person()
        change = Change("", OWN_WORDS, reason="Farms are far apart here")

        first = actions.add_practice(system.pk, 3, change, by=by, at=NOW)
        actions.go_back(system.pk, 0, by=by, at=NOW)
        second = actions.add_practice(system.pk, 3, change, by=by, at=NOW)

        assert (first, second) == ("3.L1", "3.L2")
        assert [change.code for change in wording_of(system.pk).changes] == ["3.L2"]


class TestGoBack:
    def test_makes_one_more_version_equal_to_an_older_one(self) -> None:
        system, by = make_system(), make_person()
        actions.adapt_practice(system.pk, Change(FIRST, weight=2, reason="x"), seen=0, by=by, at=NOW)
        actions.adapt_practice(system.pk, Change(FIRST, weight=5, reason="y"), seen=1, by=by, at=NOW)

        number = actions.go_back(system.pk, 1, by=by, at=NOW)

        assert number == 3
        assert wording_of(system.pk).changes == wording_version(system.pk, 1).changes
        assert LocalCanvas.objects.count() == 3

    @pytest.mark.parametrize(
        ("number", "refusal"),
        [(1, AdaptingRefusal.NOTHING_CHANGED), (7, AdaptingRefusal.NO_SUCH_VERSION)],
    )
    def test_is_refused_to_where_we_are_and_to_nowhere(self, number: int, refusal: AdaptingRefusal) -> None:
        system, by = make_system(), make_person()
        actions.adapt_practice(system.pk, Change(FIRST, weight=2, reason="x"), seen=0, by=by, at=NOW)

        with pytest.raises(actions.AdaptingRefused) as refused:
            actions.go_back(system.pk, number, by=by, at=NOW)

        assert refused.value.args[0] is refusal
