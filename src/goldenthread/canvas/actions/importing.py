"""Add answers that were collected elsewhere to a round, and take them back."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from goldenthread.canvas import models
from goldenthread.canvas.rules import importing as rules
from goldenthread.canvas.rules.answer_files import (
    AnswerMapping,
    GivenAnswers,
    from_plain,
    mapping_from,
    sent_table,
    understand,
)
from goldenthread.canvas.terms import Channel
from goldenthread.core.audit import trail
from goldenthread.core.retention.table import record_class
from goldenthread.core.tables import Table
from goldenthread.core.tokens import hashed, new_receipt
from goldenthread.systems.models import Person


class AnswerFileRefused(Exception):
    """args[0] is the AnswerFileRefusal."""


@transaction.atomic
def keep_answer_file(canvas_id: int, table: Table, *, by: Person, at: datetime) -> int:
    """Keep an uploaded table until its columns are explained; answer the id of the kept file."""
    canvas = _locked_canvas(canvas_id)
    _refuse_unless_open(canvas, content_hash=table.sha256, at=at)
    kept = models.AnswerFile.objects.create(
        canvas=canvas,
        file_name=table.name[:200],
        content_hash=table.sha256,
        table=sent_table(table).plain(),
        uploaded_by=by,
        uploaded_at=at,
    )
    return kept.pk


@transaction.atomic
def explain_answer_file(canvas_id: int, file_id: int, mapping: AnswerMapping) -> None:
    """Keep how a file is to be understood."""
    kept = models.AnswerFile.objects.select_for_update().get(pk=file_id, canvas_id=canvas_id)
    if kept.saved_at is not None:
        raise AnswerFileRefused(rules.AnswerFileRefusal.ALREADY_SAVED)
    kept.mapping = mapping.plain()
    kept.save(update_fields=["mapping"])


@transaction.atomic
def save_answer_file(canvas_id: int, file_id: int, *, by: Person, at: datetime) -> int:
    """Add every answer of an explained file to the round, or none; answer how many people that was.

    The file's own rows are emptied: what was not an answer is not kept.
    """
    canvas = _locked_canvas(canvas_id)
    kept = models.AnswerFile.objects.select_for_update().get(pk=file_id, canvas=canvas)
    understood = understand(from_plain(kept.table), mapping_from(kept.mapping), voices=canvas.round.voices)
    refusal = rules.why_not_save_file(
        saved_at=kept.saved_at, fault_count=len(understood.faults), person_count=len(understood.people)
    )
    if refusal:
        raise AnswerFileRefused(refusal)
    _refuse_unless_open(canvas, content_hash=kept.content_hash, at=at)
    _add(canvas, kept, understood.people, at)
    kept.table, kept.saved_at, kept.saved_count = {}, at, len(understood.people)
    kept.save(update_fields=["table", "saved_at", "saved_count"])
    _record("imported", canvas, kept, by=by, at=at, facts=_facts(kept, understood.people))
    return len(understood.people)


@transaction.atomic
def take_back_answer_file(canvas_id: int, file_id: int, *, by: Person, at: datetime) -> int:
    """Take every answer of an import out of a round that is still open; answer how many people that was."""
    canvas = _locked_canvas(canvas_id)
    kept = models.AnswerFile.objects.select_for_update().get(pk=file_id, canvas=canvas)
    refusal = rules.why_not_take_back(
        saved_at=kept.saved_at, taken_back_at=kept.taken_back_at, closed_at=canvas.round.closed_at
    )
    if refusal:
        raise AnswerFileRefused(refusal)
    count, _ = kept.participants.all().delete()
    kept.taken_back_at = at
    kept.save(update_fields=["taken_back_at"])
    _record("import_taken_back", canvas, kept, by=by, at=at, facts={"rows_deleted": count})
    return kept.saved_count


@transaction.atomic
def discard_answer_file(canvas_id: int, file_id: int) -> None:
    """Forget an uploaded file that was never saved."""
    kept = models.AnswerFile.objects.select_for_update().get(pk=file_id, canvas_id=canvas_id)
    if kept.saved_at is not None:
        raise AnswerFileRefused(rules.AnswerFileRefusal.ALREADY_SAVED)
    kept.delete()


@transaction.atomic
def forget_stale_answer_files(*, at: datetime) -> int:
    """Delete uploads that were never saved and have outlived their time; answer how many."""
    kept_for = record_class("uploads").kept_for or timedelta(days=30)
    stale = models.AnswerFile.objects.filter(saved_at__isnull=True, uploaded_at__lt=at - kept_for)
    return stale.delete()[0]


def _locked_canvas(canvas_id: int) -> models.Canvas:
    """A canvas whose round cannot close until we are done."""
    canvas = models.Canvas.objects.select_related("scope").get(pk=canvas_id)
    canvas.round = models.Round.objects.select_for_update().get(pk=canvas.round_id)
    return canvas


def _refuse_unless_open(canvas: models.Canvas, *, content_hash: str, at: datetime) -> None:
    saved_before = models.AnswerFile.objects.filter(
        canvas=canvas, content_hash=content_hash, saved_at__isnull=False, taken_back_at__isnull=True
    )
    refusal = rules.why_not_take_file(
        opened_at=canvas.round.opened_at,
        closed_at=canvas.round.closed_at,
        closes_on=canvas.round.closes_on,
        today=timezone.localdate(at),
        is_saved_before=saved_before.exists(),
    )
    if refusal:
        raise AnswerFileRefused(refusal)


def _add(
    canvas: models.Canvas, kept: models.AnswerFile, people: tuple[GivenAnswers, ...], at: datetime
) -> None:
    today = timezone.localdate(at)
    # A day is all that is kept of when somebody answered.
    day = timezone.make_aware(datetime.combine(today, time()))  # made aware at once
    practices = dict(canvas.round.asked.values_list("practice_code", "pk"))
    participants = models.Participant.objects.bulk_create(
        [
            models.Participant(
                canvas=canvas,
                voice=person.voice,
                channel=Channel.IMPORTED,
                answer_file=kept,
                receipt_hash=hashed(
                    new_receipt() + new_receipt()
                ),  # nobody holds it: it was answered elsewhere
                started_date=today,
                finished_date=today,
            )
            for person in people
        ],
        batch_size=500,
    )
    models.Judgement.objects.bulk_create(
        [
            models.Judgement(
                participant=participant,
                practice_id=practices[answer.code],
                kind=answer.kind,
                level=answer.level,
                statement=answer.reason,
                answered_at=day,
            )
            for participant, person in zip(participants, people, strict=True)
            for answer in person.answers
        ],
        batch_size=1000,
    )


def _facts(kept: models.AnswerFile, people: tuple[GivenAnswers, ...]) -> dict[str, Any]:
    voices = [person.voice for person in people]
    return {
        "people": len(people),
        "voices": {voice: voices.count(voice) for voice in sorted(set(voices))},
        "answers": sum(len(person.answers) for person in people),
        "file_hash": kept.content_hash,
    }


def _record(
    what: str,
    canvas: models.Canvas,
    kept: models.AnswerFile,
    *,
    by: Person,
    at: datetime,
    facts: dict[str, Any],
) -> None:
    trail.record(
        f"canvas.answers.{what}",
        actor=f"person:{by.pk}",
        at=at,
        system_id=canvas.scope.system_id,
        subject=f"canvas:{canvas.pk}",
        facts={"file": kept.pk, **facts},
    )
