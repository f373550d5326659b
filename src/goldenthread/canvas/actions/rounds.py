"""Plan, open, extend, close and delete rounds."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from goldenthread.canvas import models
from goldenthread.canvas.actions.tallies import count_answers
from goldenthread.canvas.content import catalogue
from goldenthread.canvas.queries.adapting import wording_of
from goldenthread.canvas.rules import adapting, links, rounds
from goldenthread.canvas.rules.rounds import RoundPlan
from goldenthread.canvas.terms import QuestionSet, RoundState
from goldenthread.core.audit import trail
from goldenthread.systems.models import Person
from goldenthread.systems.queries.history import scopes_within


class RoundRefused(Exception):
    """Something cannot be done with a round; args[0] is the RoundRefusal."""


@transaction.atomic
def plan_round(
    owner_id: int, plan: RoundPlan, *, round_id: int | None = None, by: Person, at: datetime
) -> int:
    """Save a round as a draft, new or again. Nobody can answer it yet. Gives its id.

    A round may ask about its owner and about every scope that lies in it on that day.
    """
    today = timezone.localdate(at)
    round_ = (
        _locked(round_id, owner_id) if round_id else models.Round(scope_id=owner_id, made_by=by, made_at=at)
    )
    refusal = rounds.why_not_save(
        state=_state(round_),
        plan=plan,
        within_reach={owner_id, *(scope.id for scope in scopes_within(owner_id, on=today))},
        today=today,
    )
    if refusal:
        raise RoundRefused(refusal)
    round_.title, round_.question_set = plan.title.strip(), plan.question_set
    round_.voices, round_.floor, round_.closes_on = list(plan.voices), plan.floor, plan.closes_on
    round_.core_version = catalogue.LATEST
    round_.save()
    round_.canvases.exclude(scope_id__in=plan.scope_ids).delete()
    there = set(round_.canvases.values_list("scope_id", flat=True))
    models.Canvas.objects.bulk_create(
        models.Canvas(round=round_, scope_id=scope_id)
        for scope_id in dict.fromkeys(plan.scope_ids)
        if scope_id not in there
    )
    facts = {"scopes": len(plan.scope_ids), "voices": list(plan.voices), "set": str(plan.question_set)}
    _record("planned", round_, facts=facts, actor=f"person:{by.pk}", at=at)
    return round_.pk


@transaction.atomic
def open_round(round_id: int, *, by: Person, at: datetime) -> None:
    """Open a draft: from now on people can answer, and what they are asked no longer changes."""
    round_ = _locked(round_id)
    core, wording = catalogue.canvas(), wording_of(round_.scope.system_id)
    asked = adapting.asked_practices(wording.practices, QuestionSet(round_.question_set))
    refusal = rounds.why_not_open(
        state=_state(round_),
        canvas_count=round_.canvases.count(),
        voices=round_.voices,
        asked_count=len(asked),
        closes_on=round_.closes_on,
        today=timezone.localdate(at),
    )
    if refusal:
        raise RoundRefused(refusal)
    round_.opened_at, round_.core_version, round_.local_canvas_id = at, core.version, wording.id
    round_.save(update_fields=["opened_at", "core_version", "local_canvas"])
    translations = [
        catalogue.translation(language.code)
        for language in catalogue.languages()
        if language.code != catalogue.ENGLISH
    ]
    models.AskedPractice.objects.bulk_create(
        _asked(round_, practice, position, adapting.translations_of(practice, core, translations))
        for position, practice in enumerate(asked, start=1)
    )
    facts = {"core": core.version, "wording": wording.number, "questions": len(asked)}
    _record("opened", round_, facts=facts, actor=f"person:{by.pk}", at=at)


@transaction.atomic
def extend_round(round_id: int, closes_on: date, *, by: Person, at: datetime) -> None:
    """Keep a round open for longer, and with it every link that has not been revoked."""
    round_ = _locked(round_id)
    refusal = rounds.why_not_extend(
        state=_state(round_), closes_on=round_.closes_on, wanted=closes_on, today=timezone.localdate(at)
    )
    if refusal:
        raise RoundRefused(refusal)
    before, round_.closes_on = round_.closes_on, closes_on
    round_.save(update_fields=["closes_on"])
    models.Link.objects.filter(canvas__round=round_, revoked_at__isnull=True).update(
        expires_at=links.expiry(closes_on, zone=timezone.get_current_timezone())
    )
    facts = {"from": before.isoformat(), "to": closes_on.isoformat()}
    _record("extended", round_, facts=facts, actor=f"person:{by.pk}", at=at)


def close_round(round_id: int, *, by: Person, at: datetime) -> bool:
    """Close a round for good and count it. Gives False, and changes nothing, when it was closed before."""
    return _close(round_id, actor=f"person:{by.pk}", at=at)


def close_due_rounds(at: datetime) -> tuple[int, ...]:
    """Close every open round whose last day is over; gives their ids. Each is a transaction of its own."""
    due = models.Round.objects.filter(
        opened_at__isnull=False, closed_at__isnull=True, closes_on__lt=timezone.localdate(at)
    )
    ids = list(due.order_by("closes_on", "pk").values_list("pk", flat=True))
    return tuple(round_id for round_id in ids if _close(round_id, actor="command", at=at))


@transaction.atomic
def delete_draft(round_id: int, *, by: Person, at: datetime) -> None:
    """Delete a round that never opened."""
    round_ = _locked(round_id)
    if refusal := rounds.why_not_delete(state=_state(round_)):
        raise RoundRefused(refusal)
    _record("deleted", round_, facts={}, actor=f"person:{by.pk}", at=at)
    round_.delete()


@transaction.atomic
def _close(round_id: int, *, actor: str, at: datetime) -> bool:
    round_ = _locked(round_id)
    if refusal := rounds.why_not_close(state=_state(round_)):
        raise RoundRefused(refusal)
    if round_.closed_at is not None:
        return False
    round_.closed_at = at
    round_.save(update_fields=["closed_at"])
    # Whoever is answering holds their own row until their answer is kept. Waiting for each of them, and
    # holding them until we are done, means that an answer is either counted or refused.
    people = models.Participant.objects.select_for_update().filter(canvas__round=round_).order_by("pk")
    for _ in people.values_list("pk").iterator(chunk_size=10_000):
        pass
    counted = count_answers(round_)
    _record("closed", round_, facts={"answers": counted}, actor=actor, at=at)
    return True


def _locked(round_id: int, owner_id: int | None = None) -> models.Round:
    rows = models.Round.objects.select_for_update(of=("self",)).select_related("scope")
    return rows.get(pk=round_id) if owner_id is None else rows.get(pk=round_id, scope_id=owner_id)


def _state(round_: models.Round) -> RoundState:
    return rounds.state_of(opened_at=round_.opened_at, closed_at=round_.closed_at)


def _asked(
    round_: models.Round, practice: adapting.LocalPractice, position: int, translations: dict
) -> models.AskedPractice:
    words = {**practice.words, "translations": translations}
    return models.AskedPractice(
        round=round_,
        position=position,
        practice_code=practice.code,
        factor=practice.factor,
        origin=practice.origin,
        weight=practice.weight,
        title=practice.title,
        wording={name: value for name, value in words.items() if name != "title"},
        wording_hash=adapting.wording_hash(words),
    )


def _record(what: str, round_: models.Round, *, facts: dict, actor: str, at: datetime) -> None:
    trail.record(
        f"canvas.round.{what}",
        actor=actor,
        at=at,
        system_id=round_.scope.system_id,
        subject=f"round:{round_.pk}",
        facts=facts,
    )
