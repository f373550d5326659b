"""What waits for a signed-in person, across their scopes."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from goldenthread.canvas import models as canvas
from goldenthread.canvas.terms import ActionStatus
from goldenthread.core.permissions.terms import ROLE_NAMES, Permission, Role
from goldenthread.systems import models as systems
from goldenthread.systems.queries.readers import Reader
from goldenthread.systems.terms import SCOPE_KIND_NAMES, ScopeKind

EXPIRES_SOON = timedelta(days=60)
SCOPE_LIMIT = 30


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round that is taking answers."""

    id: int
    scope_id: int
    title: str
    closes_on: date
    people_count: int  # how many have begun, never what they said


@dataclass(frozen=True, slots=True)
class ScopeCard:
    """One of a person's scopes and what waits there."""

    id: int
    name: str
    kind: str
    roles: tuple[str, ...]
    open_rounds: tuple[OpenRound, ...]
    closed_round_count: int
    overdue_count: int
    expiring_count: int
    may_run_rounds: bool


def scope_cards(reader: Reader, *, today: date) -> tuple[ScopeCard, ...]:
    """A person's own scopes, by name, at most 30. Five queries however many there are."""
    roles: dict[int, list[Role]] = {}
    for held in reader.held:
        if held.scope_id is not None:
            roles.setdefault(held.scope_id, []).append(held.role)
    scopes = list(
        systems.Scope.objects.filter(pk__in=roles, closed_date__isnull=True).order_by("name", "pk")[
            :SCOPE_LIMIT
        ]
    )
    ids = [scope.pk for scope in scopes]
    rounds = _open_rounds(ids)
    closed = _counted(canvas.Canvas.objects.filter(scope__in=ids, round__closed_at__isnull=False))
    ended = [ActionStatus.DONE, ActionStatus.STOPPED]
    overdue = _counted(
        canvas.ImprovementAction.objects.filter(scope__in=ids, due_date__lt=today).exclude(status__in=ended)
    )
    expiring = _counted(
        canvas.Evidence.objects.filter(
            scope__in=ids, withdrawn_at__isnull=True, expires_date__lte=today + EXPIRES_SOON
        )
    )
    return tuple(
        ScopeCard(
            id=scope.pk,
            name=scope.name,
            kind=SCOPE_KIND_NAMES[ScopeKind(scope.kind)],
            roles=tuple(ROLE_NAMES[role] for role in roles[scope.pk]),
            open_rounds=tuple(rounds.get(scope.pk, ())),
            closed_round_count=closed.get(scope.pk, 0),
            overdue_count=overdue.get(scope.pk, 0),
            expiring_count=expiring.get(scope.pk, 0),
            may_run_rounds=any(
                held.scope_id == scope.pk and held.role in {Role.LEAD, Role.SYSTEM_ADMIN}
                for held in reader.held
            ),
        )
        for scope in scopes
    )


def may_compare_systems(reader: Reader) -> bool:
    """Whether the national table is for this person."""
    return reader.may_somewhere(Permission.COMPARE_SYSTEMS)


def _open_rounds(scope_ids: list[int]) -> dict[int, list[OpenRound]]:
    found: dict[int, list[OpenRound]] = {}
    canvases = (
        canvas.Canvas.objects.filter(
            scope__in=scope_ids, round__opened_at__isnull=False, round__closed_at__isnull=True
        )
        .select_related("round")
        .annotate(people=Count("participants", filter=Q(participants__withdrawn_date__isnull=True)))
        .order_by("round__closes_on", "pk")
    )
    for row in canvases:
        found.setdefault(row.scope_id, []).append(
            OpenRound(row.round_id, row.round.scope_id, row.round.title, row.round.closes_on, row.people)
        )
    return found


def _counted(rows) -> dict[int, int]:
    return dict(rows.order_by("scope").values_list("scope").annotate(Count("pk")))
