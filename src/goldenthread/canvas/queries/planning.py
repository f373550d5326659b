"""Reads for the improvement plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Q, QuerySet, When

from goldenthread.canvas import models
from goldenthread.canvas.content import catalogue
from goldenthread.canvas.rules import planning as rules
from goldenthread.canvas.terms import ActionStatus
from goldenthread.core.permissions.terms import Permission
from goldenthread.core.tokens import hashed
from goldenthread.systems.queries.readers import reader_of, ref_of

PAGE_LENGTH = 25
_ENDED = (ActionStatus.DONE, ActionStatus.STOPPED)


@dataclass(frozen=True, slots=True)
class PracticeChoice:
    """A practice that an action can be about."""

    code: str
    title: str
    factor: int
    factor_title: str


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """One action in a plan."""

    id: int
    practice_code: str
    practice_title: str
    factor: int
    what: str
    who: str
    first_step: str
    measure: str
    due_date: date
    status: ActionStatus
    is_overdue: bool
    changed_at: datetime
    calendar_uid: str
    canvas_id: int | None


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """How many actions stand where."""

    planned: int
    started: int
    done: int
    stopped: int
    overdue: int

    @property
    def all(self) -> int:
        """Every action of the plan."""
        return self.planned + self.started + self.done + self.stopped


@dataclass(frozen=True, slots=True)
class Plan:
    """A page of a scope's improvement plan."""

    actions: tuple[PlannedAction, ...]
    counts: PlanCounts
    found_count: int
    page: int
    page_count: int


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """One entry in an action's history."""

    status: ActionStatus
    due_date: date
    note: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ActionHistory:
    """An action with all that was ever said of it, newest first."""

    action: PlannedAction
    history: tuple[StatusEntry, ...]
    days_slipped: int


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """What a reader wants to see of a plan; empty means everything."""

    status: str = ""
    factor: int | None = None
    words: str = ""
    overdue_only: bool = False


@dataclass(frozen=True, slots=True)
class FeedScope:
    """Whose due dates a calendar address gives."""

    scope_id: int
    scope_name: str


def practice_choices(scope_id: int) -> tuple[PracticeChoice, ...]:
    """The practices that a scope's actions can be about: the core's, and local ones its rounds have asked."""
    core = catalogue.canvas()
    factor_titles = {factor.number: factor.title for factor in core.factors}
    found = {practice.code: (practice.title, practice.factor) for practice in core.practices}
    asked = models.AskedPractice.objects.filter(round__canvases__scope_id=scope_id).order_by("pk")
    for code, title, factor in asked.values_list("practice_code", "title", "factor").distinct():
        found[code] = (title, factor)
    return tuple(
        PracticeChoice(code, title, factor, factor_titles.get(factor, ""))
        for code, (title, factor) in sorted(found.items(), key=lambda item: (item[1][1], item[0]))
    )


def practice_codes(scope_id: int) -> frozenset[str]:
    """The codes of ``practice_choices``."""
    return frozenset(choice.code for choice in practice_choices(scope_id))


def plan(scope_id: int, *, today: date, wanted: PlanFilter, page: int = 1) -> Plan:
    """One page of a scope's plan: what is still to do by due date, so that the most overdue stands first,
    then what has ended. Four queries however long the plan is.
    """
    everything = models.ImprovementAction.objects.filter(scope_id=scope_id)
    counts = _counts(everything, today)
    found = _filtered(everything, wanted, today)
    found_count = found.count()
    page_count = max(1, -(-found_count // PAGE_LENGTH))
    page = min(max(1, page), page_count)
    rows = found[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH]
    return Plan(tuple(_planned(rows, scope_id, today)), counts, found_count, page, page_count)


def whole_plan(scope_id: int, *, today: date) -> tuple[PlannedAction, ...]:
    """Every action of a scope by due date, for exports, calendars and reports. Two queries."""
    rows = models.ImprovementAction.objects.filter(scope_id=scope_id).order_by("due_date", "pk")
    return tuple(_planned(rows, scope_id, today))


def action_history(scope_id: int, action_id: int, *, today: date) -> ActionHistory | None:
    """One action with its history, or None when the scope has no such action. Three queries."""
    rows = models.ImprovementAction.objects.filter(pk=action_id, scope_id=scope_id)
    actions = list(_planned(rows, scope_id, today))
    if not actions:
        return None
    entries = list(
        models.StatusChange.objects.filter(action_id=action_id).select_related("by").order_by("at", "pk")
    )
    history = tuple(
        StatusEntry(
            status=ActionStatus(entry.status),
            due_date=entry.due_date,
            note=entry.note,
            by_name=entry.by.get_full_name() if entry.by else "Somebody who has left",
            at=entry.at,
        )
        for entry in reversed(entries)
    )
    return ActionHistory(actions[0], history, rules.days_slipped([entry.due_date for entry in entries]))


def latest_canvas_id(scope_id: int) -> int | None:
    """The scope's canvas in the round that closed last, which a new action answers to."""
    canvases = models.Canvas.objects.filter(scope_id=scope_id, round__closed_at__isnull=False)
    return canvases.order_by("-round__closed_at", "-pk").values_list("pk", flat=True).first()


def has_calendar_feed(scope_id: int, person_id: int | None) -> bool:
    """Whether a person has a working calendar address for a scope."""
    return models.CalendarFeed.objects.filter(
        scope_id=scope_id, made_by_id=person_id, revoked_at__isnull=True
    ).exists()


def feed_scope(token: str) -> FeedScope | None:
    """Whose due dates this calendar address gives.

    None for an unknown or ended address, and for one whose maker may no longer read the plan.
    """
    feeds = models.CalendarFeed.objects.filter(token_hash=hashed(token), revoked_at__isnull=True)
    feed = feeds.filter(made_by__is_active=True).select_related("scope__system", "made_by").first()
    if feed is None or not reader_of(feed.made_by).may(Permission.READ_RESULTS, ref_of(feed.scope)):
        return None
    return FeedScope(feed.scope_id, feed.scope.name)


def _counts(actions: QuerySet[models.ImprovementAction], today: date) -> PlanCounts:
    statuses = list(actions.order_by("pk").values_list("status", "due_date"))
    number = {status: sum(1 for found, _ in statuses if found == status) for status in ActionStatus}
    overdue = sum(1 for status, due in statuses if rules.is_overdue(status, due_date=due, today=today))
    return PlanCounts(
        planned=number[ActionStatus.PLANNED],
        started=number[ActionStatus.STARTED],
        done=number[ActionStatus.DONE],
        stopped=number[ActionStatus.STOPPED],
        overdue=overdue,
    )


def _filtered(
    actions: QuerySet[models.ImprovementAction], wanted: PlanFilter, today: date
) -> QuerySet[models.ImprovementAction]:
    if wanted.status:
        actions = actions.filter(status=wanted.status)
    if wanted.factor:
        actions = actions.filter(practice_code__startswith=f"{wanted.factor}.")
    if wanted.words:
        actions = actions.filter(Q(what__icontains=wanted.words) | Q(who__icontains=wanted.words))
    if wanted.overdue_only:
        actions = actions.filter(due_date__lt=today).exclude(status__in=_ENDED)
    has_ended = Case(When(status__in=_ENDED, then=1), default=0)
    return actions.order_by(has_ended, "due_date", "pk")


def _planned(rows: Iterable[models.ImprovementAction], scope_id: int, today: date) -> Iterable[PlannedAction]:
    titles = {choice.code: choice.title for choice in practice_choices(scope_id)}
    for row in rows:
        yield PlannedAction(
            id=row.pk,
            practice_code=row.practice_code,
            practice_title=titles.get(row.practice_code, row.practice_code),
            factor=int(row.practice_code.partition(".")[0]),
            what=row.what,
            who=row.who,
            first_step=row.first_step,
            measure=row.measure,
            due_date=row.due_date,
            status=ActionStatus(row.status),
            is_overdue=rules.is_overdue(row.status, due_date=row.due_date, today=today),
            changed_at=row.changed_at,
            calendar_uid=str(row.calendar_uid),
            canvas_id=row.canvas_id,
        )
