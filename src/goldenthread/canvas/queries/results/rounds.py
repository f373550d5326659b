"""The rounds that a scope has a canvas in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from goldenthread.canvas import models


@dataclass(frozen=True, slots=True)
class RoundHead:
    """A round that was opened, and this scope's canvas in it."""

    id: int
    canvas_id: int
    title: str
    question_set: str
    voices: tuple[str, ...]
    floor: int
    opened_at: datetime
    closes_on: date
    closed_at: datetime | None

    @property
    def is_closed(self) -> bool:
        """Whether there are results to see."""
        return self.closed_at is not None


def rounds_of(scope_id: int) -> tuple[RoundHead, ...]:
    """Every round that asked about a scope, newest first. One query."""
    canvases = (
        models.Canvas.objects.filter(scope=scope_id, round__opened_at__isnull=False)
        .select_related("round")
        .order_by("-round__opened_at", "-pk")
    )
    return tuple(
        RoundHead(
            id=canvas.round.pk,
            canvas_id=canvas.pk,
            title=canvas.round.title,
            question_set=canvas.round.question_set,
            voices=tuple(canvas.round.voices),
            floor=canvas.round.floor,
            opened_at=canvas.round.opened_at,
            closes_on=canvas.round.closes_on,
            closed_at=canvas.round.closed_at,
        )
        for canvas in canvases
    )


def latest_closed(rounds: Sequence[RoundHead]) -> RoundHead | None:
    """The newest of these rounds that has results."""
    return next((head for head in rounds if head.is_closed), None)


def evidence_day(head: RoundHead, rounds: Sequence[RoundHead], *, today: date) -> date:
    """The day as of which a round's evidence is read: today, or the day before the next round opened."""
    later = [other.opened_at.date() for other in rounds if other.opened_at > head.opened_at]
    return min([today, *later])
