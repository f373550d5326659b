"""What a helper does: type in what somebody said on paper, on the phone or beside them."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from goldenthread.canvas import models
from goldenthread.canvas.actions.answering import ChangeRefused, QuestionUnknown, day_of, new_participant
from goldenthread.canvas.rules import answering as rules
from goldenthread.canvas.rules.answering import Answer, ChangeRefusal
from goldenthread.canvas.terms import AnswerKind
from goldenthread.core.audit import trail
from goldenthread.systems.models import Person


class VoiceNotAsked(Exception):
    """This round does not ask that voice; args[0] is the voice."""


@transaction.atomic
def enter_answers(
    canvas_id: int,
    answers: Mapping[int, Answer],
    *,
    public_id: UUID,
    voice: str,
    channel: str,
    language: str,
    by: Person,
    at: datetime,
) -> UUID:
    """Keep a whole form that a helper typed in; questions left out are kept as skipped.

    ``public_id`` was given to the page when it was drawn, so a second press of Save keeps one form.
    """
    # Closing and a second press of Save both wait here, so that a form is counted, refused or the same one
    models.Round.objects.select_for_update().get(canvases=canvas_id)
    canvas = models.Canvas.objects.select_related("round", "scope").get(pk=canvas_id)
    if models.Participant.objects.filter(public_id=public_id, canvas=canvas, helper=by).exists():
        return public_id
    round_ = canvas.round
    if not rules.is_open(
        opened_at=round_.opened_at,
        closed_at=round_.closed_at,
        closes_on=round_.closes_on,
        today=timezone.localdate(at),
    ):
        raise ChangeRefused(ChangeRefusal.CLOSED)
    if voice not in round_.voices:
        raise VoiceNotAsked(voice)
    asked = set(models.AskedPractice.objects.filter(round=round_).values_list("pk", flat=True))
    if unknown := set(answers) - asked:
        raise QuestionUnknown(min(unknown))
    participant = new_participant(
        canvas, voice=voice, channel=channel, language=language, at=at, helper=by, public_id=public_id
    )
    participant.finished_date = timezone.localdate(at)
    participant.save(update_fields=["finished_date"])
    skipped = Answer(AnswerKind.SKIPPED)
    models.Judgement.objects.bulk_create(
        models.Judgement(
            participant=participant,
            practice_id=practice_id,
            kind=answer.kind,
            level=answer.level,
            statement=answer.words,
            answered_at=day_of(at),
        )
        for practice_id in sorted(asked)
        for answer in (answers.get(practice_id, skipped),)
    )
    trail.record(
        "canvas.answers.entered",
        actor=f"person:{by.pk}",
        at=at,
        system_id=canvas.scope.system_id,
        subject=f"canvas:{canvas.pk}",
        facts={"voice": voice, "channel": channel, "language": language},
    )
    return public_id
