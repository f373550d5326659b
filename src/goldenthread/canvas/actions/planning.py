"""What people do with a scope's improvement plan."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from goldenthread.canvas import models
from goldenthread.canvas.queries import planning as queries
from goldenthread.canvas.rules import planning as rules
from goldenthread.canvas.terms import ActionStatus
from goldenthread.core.audit import trail
from goldenthread.core.tokens import hashed, new_token
from goldenthread.systems.models import Person
from goldenthread.systems.rules import ScopeRef


class PlanRefused(Exception):
    """The plan cannot be changed as asked; args[0] is the PlanRefusal."""


class NoSuchAction(LookupError):
    """This scope has no such action; args[0] is the id asked for."""


@dataclass(frozen=True, slots=True)
class ActionWords:
    """What, who, by when, the first small step and the measure."""

    practice_code: str
    what: str
    who: str
    first_step: str
    measure: str
    due_date: date


@transaction.atomic
def add_action(
    scope: ScopeRef, words: ActionWords, *, by: Person, at: datetime, canvas_id: int | None = None
) -> int:
    """Add an action to a scope's plan and return its id. ``canvas_id`` is the canvas it came from."""
    refusal = rules.why_not_add(
        practice_code=words.practice_code,
        known_codes=queries.practice_codes(scope.id),
        scope_is_closed=scope.is_closed,
    )
    if refusal:
        raise PlanRefused(refusal)
    action = models.ImprovementAction.objects.create(
        scope_id=scope.id,
        canvas_id=canvas_id,
        made_by=by,
        made_at=at,
        changed_at=at,
        **_fields(words),
    )
    _remember(action, note="", by=by, at=at)
    _audit("canvas.action.added", action, scope, by=by, at=at, facts={"practice": words.practice_code})
    return action.pk


@transaction.atomic
def reword_action(scope: ScopeRef, action_id: int, words: ActionWords, *, by: Person, at: datetime) -> None:
    """Change what an action says. Its status and its earlier due dates stay on record."""
    action = _locked(scope, action_id)
    if refusal := rules.why_not_add(
        practice_code=words.practice_code, known_codes=queries.practice_codes(scope.id), scope_is_closed=False
    ):
        raise PlanRefused(refusal)
    changed = [name for name, value in _fields(words).items() if getattr(action, name) != value]
    if not changed:
        return
    moved = action.due_date != words.due_date
    for name, value in _fields(words).items():
        setattr(action, name, value)
    action.changed_at = at
    action.save(update_fields=[*changed, "changed_at"])
    if moved:
        _remember(action, note="", by=by, at=at)
    _audit("canvas.action.reworded", action, scope, by=by, at=at, facts={"fields": changed})


@transaction.atomic
def report_on_action(
    scope: ScopeRef,
    action_id: int,
    *,
    status: ActionStatus,
    due_date: date,
    note: str,
    by: Person,
    at: datetime,
) -> None:
    """Say how an action stands: a new status, a new date, or a note on how it goes."""
    action = _locked(scope, action_id)
    refusal = rules.why_not_report(
        old_status=action.status,
        new_status=status,
        old_due_date=action.due_date,
        new_due_date=due_date,
        note=note,
    )
    if refusal:
        raise PlanRefused(refusal)
    action.status, action.due_date, action.changed_at = status, due_date, at
    action.save(update_fields=["status", "due_date", "changed_at"])
    _remember(action, note=note, by=by, at=at)
    _audit("canvas.action.reported", action, scope, by=by, at=at, facts={"status": str(status)})


@transaction.atomic
def make_calendar_feed(scope: ScopeRef, *, by: Person, at: datetime) -> str:
    """Make a person's secret calendar address for a scope and return its token; the old one stops working."""
    end_calendar_feed(scope, by=by, at=at)
    token = new_token()
    models.CalendarFeed.objects.create(scope_id=scope.id, token_hash=hashed(token), made_by=by, made_at=at)
    trail.record(
        "canvas.calendar_feed.made",
        actor=f"person:{by.pk}",
        at=at,
        system_id=scope.system_id,
        subject=f"scope:{scope.id}",
    )
    return token


@transaction.atomic
def end_calendar_feed(scope: ScopeRef, *, by: Person, at: datetime) -> None:
    """Stop a person's calendar address for a scope, if there is one."""
    feeds = models.CalendarFeed.objects.filter(scope_id=scope.id, made_by=by, revoked_at__isnull=True)
    if feeds.update(revoked_at=at):
        trail.record(
            "canvas.calendar_feed.ended",
            actor=f"person:{by.pk}",
            at=at,
            system_id=scope.system_id,
            subject=f"scope:{scope.id}",
        )


def _fields(words: ActionWords) -> dict[str, str | date]:
    return {
        "practice_code": words.practice_code,
        "what": words.what,
        "who": words.who,
        "first_step": words.first_step,
        "measure": words.measure,
        "due_date": words.due_date,
    }


def _locked(scope: ScopeRef, action_id: int) -> models.ImprovementAction:
    action = (
        models.ImprovementAction.objects.select_for_update().filter(pk=action_id, scope_id=scope.id).first()
    )
    if action is None:
        raise NoSuchAction(action_id)
    return action


def _remember(action: models.ImprovementAction, *, note: str, by: Person, at: datetime) -> None:
    models.StatusChange.objects.create(
        action=action, status=action.status, due_date=action.due_date, note=note, by=by, at=at
    )


def _audit(
    verb: str, action: models.ImprovementAction, scope: ScopeRef, *, by: Person, at: datetime, facts: dict
) -> None:
    trail.record(
        verb,
        actor=f"person:{by.pk}",
        at=at,
        system_id=scope.system_id,
        subject=f"canvas.improvement_action:{action.pk}",
        facts=facts,
    )
