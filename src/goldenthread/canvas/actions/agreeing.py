"""Settle levels and sign them off."""

from datetime import datetime

from django.db import transaction

from goldenthread.canvas import models
from goldenthread.canvas.rules import levels
from goldenthread.core.audit import trail
from goldenthread.systems.models import Person


class AgreementRefused(Exception):
    """A level cannot be settled or signed off; args[0] is the AgreementRefusal."""


@transaction.atomic
def settle_level(
    canvas_id: int,
    practice_code: str,
    *,
    lowest: int,
    highest: int,
    reasons: str,
    dissent: str = "",
    seen: int | None,
    by: Person,
    at: datetime,
) -> int:
    """Settle the level, or the range, of one practice; what was settled before stays readable.

    ``seen`` is the settlement that was in force when the form was drawn, so that nobody writes over
    what somebody else has just settled. Gives the id of the new settlement.
    """
    canvas = (
        models.Canvas.objects.select_for_update(of=("self",))
        .select_related("round", "scope")
        .get(pk=canvas_id)
    )
    practice = models.AskedPractice.objects.filter(round=canvas.round_id, practice_code=practice_code).first()
    before = models.Agreement.objects.filter(
        canvas=canvas, practice=practice, replaced_at__isnull=True
    ).first()
    refusal = levels.why_not_settle(
        is_closed=canvas.round.closed_at is not None,
        was_asked=practice is not None,
        lowest=lowest,
        highest=highest,
        reasons=reasons,
        in_force=before.pk if before else None,
        seen=seen,
    )
    if refusal:
        raise AgreementRefused(refusal)
    if before:
        before.replaced_at = at
        before.save(update_fields=["replaced_at"])
    settled = models.Agreement.objects.create(
        canvas=canvas,
        practice=practice,
        lowest_level=lowest,
        highest_level=highest,
        reasons=reasons.strip(),
        dissent=dissent.strip(),
        settled_by=by,
        settled_at=at,
    )
    trail.record(
        "canvas.level.settled",
        actor=f"person:{by.pk}",
        at=at,
        system_id=canvas.scope.system_id,
        subject=f"agreement:{settled.pk}",
        facts={
            "canvas": canvas.pk,
            "practice": practice_code,
            "lowest": lowest,
            "highest": highest,
            "replaces": before.pk if before else None,
        },
    )
    return settled.pk


@transaction.atomic
def sign_off_level(canvas_id: int, practice_code: str, *, by: Person, at: datetime) -> None:
    """Stand behind a level as the second person."""
    canvas = models.Canvas.objects.select_for_update(of=("self",)).select_related("scope").get(pk=canvas_id)
    settled = models.Agreement.objects.filter(
        canvas=canvas, practice__practice_code=practice_code, replaced_at__isnull=True
    ).first()
    refusal = levels.why_not_sign_off(
        settled_by=settled.settled_by_id if settled else None,
        signer=by.pk,
        is_settled=settled is not None,
        is_signed_off=settled is not None and settled.signed_off_at is not None,
    )
    if refusal or settled is None:
        raise AgreementRefused(refusal)
    _record_sign_off(settled, practice_code, canvas=canvas, by=by, at=at)


@transaction.atomic
def sign_off_levels(canvas_id: int, *, by: Person, at: datetime) -> int:
    """Stand behind every level that somebody else has settled; gives how many were signed off."""
    canvas = models.Canvas.objects.select_for_update(of=("self",)).select_related("scope").get(pk=canvas_id)
    waiting = (
        models.Agreement.objects.filter(canvas=canvas, replaced_at__isnull=True, signed_off_at__isnull=True)
        .select_related("practice")
        .order_by("practice__position")
    )
    count = 0
    for settled in waiting:
        refusal = levels.why_not_sign_off(
            settled_by=settled.settled_by_id, signer=by.pk, is_settled=True, is_signed_off=False
        )
        if refusal is None:
            _record_sign_off(settled, settled.practice.practice_code, canvas=canvas, by=by, at=at)
            count += 1
    return count


def _record_sign_off(
    settled: models.Agreement, practice_code: str, *, canvas: models.Canvas, by: Person, at: datetime
) -> None:
    settled.signed_off_by, settled.signed_off_at = by, at
    settled.save(update_fields=["signed_off_by", "signed_off_at"])
    trail.record(
        "canvas.level.signed_off",
        actor=f"person:{by.pk}",
        at=at,
        system_id=canvas.scope.system_id,
        subject=f"agreement:{settled.pk}",
        facts={"canvas": canvas.pk, "practice": practice_code},
    )
