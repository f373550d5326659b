"""What the audit trail says about a system."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from goldenthread.core.audit.models import AuditEvent
from goldenthread.core.audit.trail import chain_of
from goldenthread.systems import models
from goldenthread.systems.rules import ScopeRef
from goldenthread.systems.terms import ScopeKind

EVENTS_A_PAGE = 50
MOST_EXPORTED = 100_000


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which events are asked for; empty asks for all."""

    verb: str = ""
    actor: str = ""
    from_date: date | None = None
    to_date: date | None = None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One event, with the name of the person who did it."""

    position: int
    at: datetime
    actor: str
    actor_name: str
    verb: str
    subject: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AuditPage:
    """One page of events, newest first."""

    lines: tuple[AuditLine, ...]
    event_count: int
    page: int
    page_count: int


@dataclass(frozen=True, slots=True)
class AuditChoices:
    """What the events of a scope can be narrowed by."""

    verbs: tuple[str, ...]
    actors: tuple[tuple[str, str], ...]


def audit_page(scope: ScopeRef, wanted: AuditFilter, *, page: int) -> AuditPage:
    """One page of a scope's events; a page past the end is the last one."""
    events = _events(scope, wanted)
    count = events.count()
    page_count = max(1, -(-count // EVENTS_A_PAGE))
    page = min(max(page, 1), page_count)
    first = (page - 1) * EVENTS_A_PAGE
    lines = _lines(events.order_by("-position")[first : first + EVENTS_A_PAGE])
    return AuditPage(lines=lines, event_count=count, page=page, page_count=page_count)


def audit_lines(scope: ScopeRef, wanted: AuditFilter) -> tuple[AuditLine, ...]:
    """All of a scope's events for an export, newest first, up to 100,000."""
    return _lines(_events(scope, wanted).order_by("-position")[:MOST_EXPORTED])


def audit_choices(scope: ScopeRef) -> AuditChoices:
    """The verbs and people that occur in a scope's events."""
    events = _events(scope, AuditFilter()).order_by()
    verbs = sorted(events.values_list("verb", flat=True).distinct())
    actors = sorted(events.filter(actor__startswith="person:").values_list("actor", flat=True).distinct())
    names = _names(actors)
    named = sorted(((actor, _name(actor, names)) for actor in actors), key=lambda pair: (pair[1], pair[0]))
    return AuditChoices(verbs=tuple(verbs), actors=tuple(named))


def _events(scope: ScopeRef, wanted: AuditFilter) -> QuerySet[AuditEvent]:
    events = AuditEvent.objects.filter(chain=chain_of(scope.system_id))
    if scope.kind != ScopeKind.SYSTEM:  # below a system, only what was done to this scope itself
        events = events.filter(Q(subject=f"scope:{scope.id}") | Q(subject=f"systems.scope:{scope.id}"))
    if wanted.verb:
        events = events.filter(verb=wanted.verb)
    if wanted.actor:
        events = events.filter(actor=wanted.actor)
    if wanted.from_date:
        events = events.filter(at__gte=_start_of(wanted.from_date))
    if wanted.to_date:
        events = events.filter(at__lt=_start_of(wanted.to_date + timedelta(days=1)))
    return events


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _lines(events: Iterable[AuditEvent]) -> tuple[AuditLine, ...]:
    events = list(events)
    names = _names(event.actor for event in events)
    return tuple(
        AuditLine(
            position=event.position,
            at=event.at,
            actor=event.actor,
            actor_name=_name(event.actor, names),
            verb=event.verb,
            subject=event.subject,
            facts=event.facts,
        )
        for event in events
    )


def _names(actors: Iterable[str]) -> dict[str, str]:
    ids = {int(actor.removeprefix("person:")) for actor in actors if actor.startswith("person:")}
    people = models.Person.objects.filter(pk__in=ids).order_by("pk")
    return {f"person:{person.pk}": person.get_full_name() for person in people}


def _name(actor: str, names: Mapping[str, str]) -> str:
    kind, _, number = actor.partition(":")
    if kind == "person":
        return names.get(actor, f"Former user {number}")
    return {"participant": "A participant", "job": "A job", "command": "The command line"}.get(kind, kind)
