"""What a person who answers does: start, answer, finish, take back, hand over."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from goldenthread.canvas import models
from goldenthread.canvas.rules import answering as rules
from goldenthread.canvas.rules.answering import Answer, Settled, StartRefusal
from goldenthread.canvas.terms import AnswerKind, Channel, LinkKind
from goldenthread.core.audit import trail
from goldenthread.core.tokens import hashed, new_token, receipt_from, tidy_receipt
from goldenthread.systems.models import Person


class LinkUnknown(Exception):
    """Nobody made this link, or its one use is over."""


class StartRefused(Exception):
    """A link that does not let anybody start now; args[0] is the StartRefusal."""


class ChangeRefused(Exception):
    """Answers that can no longer be given or changed; args[0] is the ChangeRefusal."""


class QuestionUnknown(Exception):
    """A question that this round does not ask."""


class ChangedElsewhere(Exception):
    """The answer was changed on another page too; args[0] is the Answer that is stored."""


@dataclass(frozen=True, slots=True)
class Started:
    """Somebody who has just begun."""

    public_id: UUID
    receipt: str


def receipt_of(public_id: UUID) -> str:
    """The receipt code of a participant; worked out, never stored."""
    return receipt_from(public_id.hex, key=settings.SECRET_KEY)


def known_receipt(public_id: UUID, receipt_hash: str) -> str:
    """The receipt code if it can still be worked out; empty after the site's key was changed."""
    receipt = receipt_of(public_id)
    return receipt if hashed(receipt) == receipt_hash else ""


@transaction.atomic
def start_answering(token: str, *, language: str, at: datetime) -> Started:
    """Begin to answer by a link, and use the link once.

    A personal link may be used again as long as nothing has been answered with it: somebody who
    pressed Start and lost the page has lost nothing else.
    """
    link = (
        models.Link.objects.select_for_update(of=("self",))
        .select_related("canvas__round", "canvas__scope")
        .filter(token_hash__in=[hashed(token), hashed(tidy_receipt(token))])
        .first()
    )
    if link is None:
        raise LinkUnknown
    refusal = _why_not_start(link, at=at)
    if refusal == StartRefusal.USED and (begun := _begun_and_empty(link)):
        return Started(begun.public_id, receipt_of(begun.public_id))
    if refusal is not None:
        raise StartRefused(refusal)
    models.Link.objects.filter(pk=link.pk).update(use_count=F("use_count") + 1)
    participant = new_participant(
        link.canvas, voice=link.voice, channel=Channel.WEB, language=language, link=link, at=at
    )
    _record("started", participant, at=at)
    return Started(participant.public_id, receipt_of(participant.public_id))


@transaction.atomic
def save_answer(public_id: UUID, practice_id: int, given: Answer, *, shown: str, at: datetime) -> Answer:
    """Keep one answer and return what is stored now. A second press of the same button changes nothing.

    ``shown`` is the stamp of the answer that the page showed before it was changed there.
    """
    participant = _may_change(public_id, at=at)
    if not models.AskedPractice.objects.filter(pk=practice_id, round_id=participant.canvas.round_id).exists():
        raise QuestionUnknown(practice_id)
    return _keep(participant, practice_id, given, shown=shown, at=at)


@transaction.atomic
def finish_answering(public_id: UUID, *, at: datetime) -> None:
    """Note that somebody said they are done. Their answers were kept as they gave them."""
    participant = _may_change(public_id, at=at)
    if participant.finished_date is None:
        participant.finished_date = timezone.localdate(at)
        participant.save(update_fields=["finished_date"])
        _record("finished", participant, at=at)


@transaction.atomic
def withdraw_answers(public_id: UUID, *, at: datetime) -> None:
    """Delete everything that a participant said; only the day that they did so is kept."""
    participant = _may_change(public_id, at=at)
    participant.judgements.all().delete()
    participant.withdrawn_date = timezone.localdate(at)
    participant.handover_hash = ""
    participant.save(update_fields=["withdrawn_date", "handover_hash"])
    _record("withdrawn", participant, at=at)


@transaction.atomic
def hand_over(public_id: UUID, *, at: datetime) -> str:
    """Make a single-use link by which one colleague goes on with this form; an earlier one stops working."""
    participant = _may_change(public_id, at=at)
    token = new_token()
    participant.handover_hash = hashed(token)
    participant.save(update_fields=["handover_hash"])
    _record("handed_over", participant, at=at)
    return token


@transaction.atomic
def take_over(token: str, *, at: datetime) -> UUID:
    """Go on with a colleague's form, and use up the link that they sent."""
    found = models.Participant.objects.filter(handover_hash=hashed(token)).values("public_id").first()
    if found is None:
        raise LinkUnknown
    participant = _may_change(found["public_id"], at=at)
    if participant.handover_hash != hashed(token):
        raise LinkUnknown
    participant.handover_hash = ""
    participant.save(update_fields=["handover_hash"])
    _record("taken_over", participant, at=at)
    return participant.public_id


def new_participant(
    canvas: models.Canvas,
    *,
    voice: str,
    channel: str,
    language: str,
    at: datetime,
    link: models.Link | None = None,
    helper: Person | None = None,
    public_id: UUID | None = None,
) -> models.Participant:
    """Store somebody who answers: a day and a random id, no name and no address."""
    public_id = public_id or uuid4()
    return models.Participant.objects.create(
        public_id=public_id,
        canvas=canvas,
        voice=voice,
        channel=channel,
        language=language,
        link=link,
        helper=helper,
        receipt_hash=hashed(receipt_of(public_id)),
        started_date=timezone.localdate(at),
    )


def day_of(at: datetime) -> datetime:
    """The start of a moment's day here: all that is kept of when somebody answered."""
    return rules.start_of_day(timezone.localtime(at))


def _why_not_start(link: models.Link, *, at: datetime) -> StartRefusal | None:
    round_ = link.canvas.round
    return rules.why_not_start(
        revoked_at=link.revoked_at,
        expires_at=link.expires_at,
        use_count=link.use_count,
        use_limit=link.use_limit,
        opened_at=round_.opened_at,
        closed_at=round_.closed_at,
        closes_on=round_.closes_on,
        at=at,
        today=timezone.localdate(at),
    )


def _begun_and_empty(link: models.Link) -> models.Participant | None:
    if link.kind != LinkKind.PERSONAL:
        return None
    return models.Participant.objects.filter(
        link=link, judgements__isnull=True, withdrawn_date__isnull=True
    ).first()


def _may_change(public_id: UUID, *, at: datetime) -> models.Participant:
    """The participant, locked, if they may change their answers now.

    The round is read after the lock is had: closing takes the same locks before it counts, so an
    answer is either counted or refused, never kept and left out.
    """
    participant = models.Participant.objects.select_for_update().get(public_id=public_id)
    canvas = models.Canvas.objects.select_related("round", "scope").get(pk=participant.canvas_id)
    participant.canvas = canvas
    refusal = rules.why_not_change(
        withdrawn_date=participant.withdrawn_date,
        round_is_open=rules.is_open(
            opened_at=canvas.round.opened_at,
            closed_at=canvas.round.closed_at,
            closes_on=canvas.round.closes_on,
            today=timezone.localdate(at),
        ),
    )
    if refusal is not None:
        raise ChangeRefused(refusal)
    return participant


def _keep(
    participant: models.Participant, practice_id: int, given: Answer, *, shown: str, at: datetime
) -> Answer:
    judgement = models.Judgement.objects.filter(participant=participant, practice_id=practice_id).first()
    stored = Answer(AnswerKind(judgement.kind), judgement.level, judgement.statement) if judgement else None
    verdict = rules.settle(given=given, stored=stored, shown=shown)
    if verdict == Settled.CONFLICT:
        raise ChangedElsewhere(stored)
    if stored is not None and verdict in {Settled.SAME, Settled.UNTOUCHED}:
        return stored
    models.Judgement.objects.update_or_create(
        participant=participant,
        practice_id=practice_id,
        defaults={
            "kind": given.kind,
            "level": given.level,
            "statement": given.words,
            "answered_at": day_of(at),
        },
    )
    if participant.link_id is not None:
        models.Contact.objects.filter(link_id=participant.link_id, answered=False).update(answered=True)
    return given


def _record(what: str, participant: models.Participant, *, at: datetime) -> None:
    """Audit the step of a participant: to the day, and without saying which of them it was."""
    trail.record(
        f"canvas.answers.{what}",
        actor=f"link:{participant.link_id}" if participant.link_id else "participant",
        at=day_of(at),
        system_id=participant.canvas.scope.system_id,
        subject=f"canvas:{participant.canvas_id}",
        facts={"voice": participant.voice, "channel": participant.channel},
    )
