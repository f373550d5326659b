"""Marking answers to other frameworks, and looking at them again."""

from datetime import UTC, date, datetime

import pytest

from goldenthread.canvas.actions.crosswalks import NothingToReview, look_at_answer, mark_expired
from goldenthread.canvas.actions.evidence import add_evidence, withdraw_evidence
from goldenthread.canvas.content import catalogue
from goldenthread.canvas.models import CrosswalkReview
from goldenthread.core.audit.models import AuditEvent
from goldenthread.systems.models import Person, Scope
from making.evidence import evidence_details
from making.systems import make_person, make_system

AT = datetime(2026, 7, 6, 10, 0, tzinfo=UTC)
LATER = datetime(2026, 8, 1, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def with_evidence(*, expires: date = date(2026, 7, 20)) -> tuple[Scope, Person, int]:
    scope, lead = make_system(), make_person()
    return scope, lead, add_evidence(scope.pk, evidence_details(expires_date=expires), by=lead, at=AT)


class TestMarkForReview:
    def test_marks_every_answer_under_the_practice_and_changes_none(self) -> None:
        scope, _, item = with_evidence()

        marks = CrosswalkReview.objects.filter(scope=scope)

        assert {(each.framework, each.item_code) for each in marks} == {
            (link.framework, link.item) for link in catalogue.links_of("1.1")
        }
        assert {(each.evidence_id, each.outcome, each.reviewed_at) for each in marks} == {(item, "", None)}

    def test_keeps_the_first_mark_of_an_answer_that_waits(self) -> None:
        scope, lead, item = with_evidence()

        withdraw_evidence(scope.pk, item, by=lead, at=LATER)

        assert set(CrosswalkReview.objects.values_list("reason", flat=True)) == {"added"}

    def test_marks_again_once_somebody_has_looked(self) -> None:
        scope, lead, item = with_evidence()
        CrosswalkReview.objects.update(reviewed_at=AT)

        withdraw_evidence(scope.pk, item, by=lead, at=LATER)

        waiting = CrosswalkReview.objects.filter(reviewed_at__isnull=True)
        assert set(waiting.values_list("reason", flat=True)) == {"withdrawn"}


class TestMarkExpired:
    def test_marks_once_and_not_again(self) -> None:
        with_evidence()
        CrosswalkReview.objects.update(reviewed_at=AT)

        assert mark_expired(at=AT) == 0
        assert mark_expired(at=LATER) == len(catalogue.links_of("1.1"))
        assert mark_expired(at=LATER) == 0


class TestLookAtAnswer:
    def test_keeps_who_looked_and_what_came_of_it(self) -> None:
        scope, lead, _ = with_evidence(expires=date(2027, 7, 20))
        link = catalogue.links_of("1.1")[0]

        look_at_answer(scope.pk, link.framework, link.item, outcome=" It holds. ", by=lead, at=LATER)

        looked = CrosswalkReview.objects.get(reviewed_at__isnull=False)
        assert (looked.item_code, looked.outcome, looked.reviewed_by) == (link.item, "It holds.", lead)
        assert AuditEvent.objects.filter(verb="canvas.crosswalk.looked_at").exists()

    def test_settles_an_expiry_too(self) -> None:
        scope, lead, _ = with_evidence()
        CrosswalkReview.objects.update(reviewed_at=AT)
        link = catalogue.links_of("1.1")[0]

        look_at_answer(scope.pk, link.framework, link.item, outcome="It holds.", by=lead, at=LATER)

        looked = CrosswalkReview.objects.get(reason="expired", reviewed_at__isnull=False)
        assert looked.item_code == link.item

    def test_is_refused_when_nothing_waits(self) -> None:
        with pytest.raises(NothingToReview):
            look_at_answer(
                make_system().pk, "what-good-looks-like", "1", outcome="x", by=make_person(), at=AT
            )
