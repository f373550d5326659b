"""The counts behind the canvas's own signals."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from goldenthread.canvas import models
from goldenthread.canvas.queries.results.rounds import RoundHead, latest_closed, rounds_of
from goldenthread.canvas.rules.evidence import EvidenceState, state_on
from goldenthread.canvas.terms import ActionStatus, Channel, Voice
from goldenthread.core.disclosure import SafeCounts, protect_by_group, protect_counts


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """What the canvas's registers hold of one scope. Who answered is fit to be shown."""

    evidence_count: int
    evidence_in_date_count: int
    practices_with_evidence_count: int
    open_action_count: int
    overdue_action_count: int
    head: RoundHead | None  # the latest closed round
    by_voice: dict[str, SafeCounts]  # one cell: how many people
    # of local people, whose number is shown too: where one is small, neither is shown
    online: SafeCounts | None
    another_way: SafeCounts | None


def register_counts(scope_id: int, *, on: date) -> RegisterCounts:
    """Count the registers of a scope. Six queries."""
    items = models.Evidence.objects.filter(scope=scope_id, withdrawn_at__isnull=True)
    states = [
        state_on(on, expires_date=expires_date, is_withdrawn=False)
        for expires_date in items.values_list("expires_date", flat=True)
    ]
    in_date = items.filter(Q(expires_date__isnull=True) | Q(expires_date__gte=on))
    open_actions = models.ImprovementAction.objects.filter(
        scope=scope_id, status__in=[ActionStatus.PLANNED, ActionStatus.STARTED]
    ).aggregate(open=Count("pk"), overdue=Count("pk", filter=Q(due_date__lt=on)))
    head = latest_closed(rounds_of(scope_id))
    people, local = _people(head) if head else (Counter(), Counter())
    channels = protect_counts(local, floor=head.floor).groups if head else {}
    return RegisterCounts(
        evidence_count=len(states),
        evidence_in_date_count=sum(state is not EvidenceState.EXPIRED for state in states),
        practices_with_evidence_count=models.EvidencePractice.objects.filter(evidence__in=in_date)
        .values("practice_code")
        .distinct()
        .count(),
        open_action_count=open_actions["open"],
        overdue_action_count=open_actions["overdue"],
        head=head,
        by_voice=_protected(people, head) if head else {},
        online=channels.get("online"),
        another_way=channels.get("another_way"),
    )


def _people(head: RoundHead) -> tuple[Counter[str], Counter[str]]:
    """How many people of each voice, and how many local people came online or another way."""
    rows = (
        models.Participant.objects.filter(canvas=head.canvas_id, withdrawn_date__isnull=True)
        .order_by()
        .values_list("voice", "channel")
        .annotate(people=Count("pk"))
    )
    voices: Counter[str] = Counter()
    channels: Counter[str] = Counter(online=0, another_way=0)
    for voice, channel, count in rows:
        voices[voice] += count
        if voice == Voice.LOCAL_PEOPLE:
            channels["online" if channel == Channel.WEB else "another_way"] += count
    return voices, channels


def _protected(counts: Counter[str], head: RoundHead) -> dict[str, SafeCounts]:
    cells = {group: (count,) for group, count in counts.items()}
    return dict(protect_by_group(cells, floor=head.floor).groups)
