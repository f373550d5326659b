"""Delete what has been kept for as long as the retention table says."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from goldenthread.canvas import models
from goldenthread.core.audit import trail
from goldenthread.core.retention.table import kept_for

FORGOTTEN = "forgotten:"


@dataclass(frozen=True, slots=True)
class Purged:
    """How many of each were deleted."""

    answers: int
    receipts: int


@transaction.atomic
def purge_answers(at: datetime) -> Purged:
    """Delete old answers with the words written with them, and make old codes lead nowhere.

    Counts, levels and published pages stay. A statement that stands on a published page stays for as
    long as the page does.
    """
    found = Purged(answers=_delete_answers(at), receipts=_forget_receipts(at))
    if found.answers or found.receipts:
        facts = {"answers": found.answers, "receipts": found.receipts}
        trail.record("canvas.answers.purged", actor="command", at=at, system_id=None, facts=facts)
    return found


def _delete_answers(at: datetime) -> int:
    published = models.Publication.objects.filter(withdrawn_at__isnull=True).values_list("content", flat=True)
    quoted = {statement["ref"] for content in published for statement in content["statements"]}
    old = models.Judgement.objects.filter(participant__canvas__round__closed_at__lt=at - kept_for("answers"))
    return old.exclude(pk__in=quoted).delete()[0]


def _forget_receipts(at: datetime) -> int:
    old = models.Participant.objects.filter(canvas__round__closed_at__lt=at - kept_for("receipts"))
    return old.exclude(receipt_hash__startswith=FORGOTTEN).update(
        receipt_hash=Concat(Value(FORGOTTEN), Cast(F("pk"), CharField())), handover_hash=""
    )
