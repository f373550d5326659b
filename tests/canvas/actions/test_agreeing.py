"""Settling levels and signing them off."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from goldenthread.canvas.actions.agreeing import AgreementRefused, settle_level, sign_off_level
from goldenthread.canvas.models import Agreement, Canvas
from goldenthread.canvas.terms import AgreementRefusal
from goldenthread.core.audit.models import AuditEvent
from goldenthread.systems.models import Person
from making.canvas import close, make_round
from making.systems import make_person, make_system

AT = datetime(2026, 7, 6, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def closed_canvas() -> Canvas:
    round_ = make_round(make_system(), practices=["1.1", "2.1"])
    close(round_)
    return round_.canvases.get()


def settle(canvas: Canvas, by: Person, *, seen: int | None = None, lowest: int = 1, highest: int = 2) -> int:
    return settle_level(
        canvas.pk, "1.1", lowest=lowest, highest=highest, reasons="Minutes show it.", seen=seen, by=by, at=AT
    )


class TestSettleLevel:
    def test_keeps_the_range_reasons_and_who_settled_it(self) -> None:
        canvas, lead = closed_canvas(), make_person()

        settle_level(
            canvas.pk,
            "1.1",
            lowest=1,
            highest=2,
            reasons=" Seen. ",
            dissent="Staff disagree.",
            seen=None,
            by=lead,
            at=AT,
        )

        kept = Agreement.objects.get()
        assert (kept.lowest_level, kept.highest_level, kept.reasons) == (1, 2, "Seen.")
        assert (kept.dissent, kept.settled_by, kept.settled_at) == ("Staff disagree.", lead, AT)

    def test_keeps_what_was_settled_before(self) -> None:
        canvas, lead = closed_canvas(), make_person()
        first = settle(canvas, lead)

        second = settle(canvas, lead, seen=first, lowest=2)

        assert Agreement.objects.get(pk=first).replaced_at == AT
        assert Agreement.objects.get(replaced_at__isnull=True).pk == second

    def test_is_refused_when_another_has_settled_meanwhile(self) -> None:
        canvas, lead = closed_canvas(), make_person()
        settle(canvas, lead)

        with pytest.raises(AgreementRefused) as refused:
            settle(canvas, lead, seen=None)

        assert refused.value.args[0] is AgreementRefusal.CHANGED_MEANWHILE
        assert Agreement.objects.count() == 1

    def test_is_refused_while_the_round_is_open(self) -> None:
        canvas = make_round(make_system(), practices=["1.1"]).canvases.get()

        with pytest.raises(AgreementRefused):
            settle(canvas, make_person())

    def test_is_audited_without_what_was_said(self) -> None:
        settle(closed_canvas(), make_person())

        event = AuditEvent.objects.get()
        assert event.verb == "canvas.level.settled"
        assert "Minutes" not in str(event.facts)


class TestSignOffLevel:
    def test_records_the_second_person(self) -> None:
        canvas, lead, second = closed_canvas(), make_person(), make_person("second@example.org")
        settle(canvas, lead)

        sign_off_level(canvas.pk, "1.1", by=second, at=AT)

        kept = Agreement.objects.get()
        assert (kept.signed_off_by, kept.signed_off_at) == (second, AT)

    def test_is_refused_to_the_person_who_settled_it(self) -> None:
        canvas, lead = closed_canvas(), make_person()
        settle(canvas, lead)

        with pytest.raises(AgreementRefused) as refused:
            sign_off_level(canvas.pk, "1.1", by=lead, at=AT)

        assert refused.value.args[0] is AgreementRefusal.SAME_PERSON

    def test_by_the_same_person_is_refused_by_the_database_too(self) -> None:
        canvas, lead = closed_canvas(), make_person()
        settle(canvas, lead)

        with pytest.raises(IntegrityError), transaction.atomic():
            Agreement.objects.update(signed_off_by=lead, signed_off_at=AT)

    def test_does_not_carry_over_to_a_new_level(self) -> None:
        canvas, lead, second = closed_canvas(), make_person(), make_person("second@example.org")
        first = settle(canvas, lead)
        sign_off_level(canvas.pk, "1.1", by=second, at=AT)

        settle(canvas, lead, seen=first)

        assert Agreement.objects.get(replaced_at__isnull=True).signed_off_at is None
