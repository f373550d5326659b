"""Closed rounds on one canvas or on many: what was asked, and what each voice said, protected."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from goldenthread.canvas import models
from goldenthread.canvas.rules.comparing import AskedAs
from goldenthread.canvas.terms import VOICE_NAMES
from goldenthread.core.disclosure import SafeDistributions, protect_by_group

COUNTS = (*(f"level_{level}_count" for level in range(5)), "dont_know_count", "skipped_count")


@dataclass(frozen=True, slots=True)
class ClosedCanvas:
    """One scope's canvas in a round that has closed."""

    id: int
    scope_id: int
    scope_name: str  # today's
    round_id: int
    title: str
    question_set: str
    core_version: str
    local_number: int | None  # which version of the system's own wording; None for the core as it comes
    voices: tuple[str, ...]
    floor: int
    opened_at: datetime
    closed_at: datetime

    @property
    def opened_date(self) -> date:
        """The first day of asking."""
        return timezone.localdate(self.opened_at)

    @property
    def closed_date(self) -> date:
        """The day it closed."""
        return timezone.localdate(self.closed_at)


def closed_canvases(scope_id: int) -> tuple[ClosedCanvas, ...]:
    """Every closed round that asked about a scope, newest first. One query."""
    return closed_canvases_of([scope_id])


def closed_canvases_of(scope_ids: Collection[int]) -> tuple[ClosedCanvas, ...]:
    """Every closed round that asked about any of these scopes, newest first. One query."""
    return closed(models.Canvas.objects.filter(scope__in=scope_ids))


def closed(canvases: QuerySet[models.Canvas]) -> tuple[ClosedCanvas, ...]:
    """The closed ones among some canvases, newest first. One query."""
    rows = canvases.filter(round__closed_at__isnull=False).select_related("round__local_canvas", "scope")
    return tuple(
        ClosedCanvas(
            id=row.pk,
            scope_id=row.scope_id,
            scope_name=row.scope.name,
            round_id=row.round_id,
            title=row.round.title,
            question_set=row.round.question_set,
            core_version=row.round.core_version,
            local_number=row.round.local_canvas.number if row.round.local_canvas else None,
            voices=tuple(voice for voice in VOICE_NAMES if voice in row.round.voices),
            floor=row.round.floor,
            opened_at=row.round.opened_at,
            closed_at=row.round.closed_at,
        )
        for row in rows.order_by("-round__closed_at", "-pk")
    )


def asked_in(round_ids: Collection[int]) -> dict[int, tuple[AskedAs, ...]]:
    """What each round asked, in its order. One query."""
    asked: dict[int, list[AskedAs]] = {round_id: [] for round_id in round_ids}
    for round_id, *practice in (
        models.AskedPractice.objects.filter(round__in=round_ids)
        .order_by("round", "position")
        .values_list("round_id", "practice_code", "title", "factor", "origin", "wording_hash")
    ):
        asked[round_id].append(AskedAs(*practice))
    return {round_id: tuple(practices) for round_id, practices in asked.items()}


def said_on(canvases: Collection[ClosedCanvas]) -> dict[int, Mapping[str, SafeDistributions]]:
    """For each canvas and practice code, how every voice answered, fit to be shown. One query.

    The cells of a group are levels 0 to 4, then "don't know", then skipped.
    """
    floors = {canvas.id: canvas.floor for canvas in canvases}
    raw: dict[int, dict[str, dict[str, tuple[int, ...]]]] = {canvas_id: {} for canvas_id in floors}
    rows = models.Tally.objects.filter(canvas__in=floors).order_by("canvas", "practice__position", "pk")
    for canvas_id, code, voice, *counts in rows.values_list(
        "canvas_id", "practice__practice_code", "voice", *COUNTS
    ):
        raw[canvas_id].setdefault(code, {})[voice] = tuple(counts)
    return {
        canvas_id: {
            code: protect_by_group(by_voice, floor=floors[canvas_id]) for code, by_voice in practices.items()
        }
        for canvas_id, practices in raw.items()
    }
