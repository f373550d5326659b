"""What was settled: levels of practices and factors, for one canvas or for many at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from goldenthread.canvas import models
from goldenthread.canvas.rules import levels
from goldenthread.canvas.rules.levels import FactorLevel, SettledPractice


def settled_practices(canvas_ids: Collection[int]) -> dict[int, tuple[SettledPractice, ...]]:
    """For each canvas, every practice asked with what was settled for it, in the order asked.

    Three queries, however many canvases.
    """
    rounds = dict(models.Canvas.objects.filter(pk__in=canvas_ids).values_list("pk", "round_id"))
    asked: dict[int, list[tuple[int, str, str, int]]] = {}
    for round_id, *practice in (
        models.AskedPractice.objects.filter(round__in=set(rounds.values()))
        .order_by("round", "position")
        .values_list("round_id", "pk", "practice_code", "title", "factor")
    ):
        asked.setdefault(round_id, []).append(tuple(practice))
    in_force = {
        (canvas_id, practice_id): (lowest, highest, signed_off_at is not None)
        for canvas_id, practice_id, lowest, highest, signed_off_at in models.Agreement.objects.filter(
            canvas__in=canvas_ids, replaced_at__isnull=True
        ).values_list("canvas_id", "practice_id", "lowest_level", "highest_level", "signed_off_at")
    }
    return {
        canvas_id: tuple(
            SettledPractice(code, title, factor, *in_force.get((canvas_id, practice_id), ()))
            for practice_id, code, title, factor in asked.get(round_id, ())
        )
        for canvas_id, round_id in rounds.items()
    }


@dataclass(frozen=True, slots=True)
class Settlement:
    """One level that was settled for a practice: the one in force, or an older one."""

    id: int
    lowest: int
    highest: int
    reasons: str
    dissent: str
    settled_by_id: int | None
    settled_by: str
    settled_at: datetime
    signed_off_by: str
    signed_off_at: datetime | None
    replaced_at: datetime | None


_LEFT = "Somebody who has left"


def settlements(canvas_id: int, practice_code: str) -> tuple[Settlement, ...]:
    """Everything that was settled for one practice, the one in force first. One query."""
    found = (
        models.Agreement.objects.filter(canvas=canvas_id, practice__practice_code=practice_code)
        .select_related("settled_by", "signed_off_by")
        .order_by("-settled_at", "-pk")
    )
    return tuple(_settlement(each) for each in found)


def settlements_in_force(canvas_id: int) -> dict[str, Settlement]:
    """What is in force for each practice of a canvas, with its reasons. One query."""
    found = models.Agreement.objects.filter(canvas=canvas_id, replaced_at__isnull=True).select_related(
        "settled_by", "signed_off_by", "practice"
    )
    return {each.practice.practice_code: _settlement(each) for each in found}


def _settlement(each: models.Agreement) -> Settlement:
    signer = each.signed_off_by.get_full_name() if each.signed_off_by else _LEFT
    return Settlement(
        id=each.pk,
        lowest=each.lowest_level,
        highest=each.highest_level,
        reasons=each.reasons,
        dissent=each.dissent,
        settled_by_id=each.settled_by_id,
        settled_by=each.settled_by.get_full_name() if each.settled_by else _LEFT,
        settled_at=each.settled_at,
        signed_off_by=signer if each.signed_off_at else "",
        signed_off_at=each.signed_off_at,
        replaced_at=each.replaced_at,
    )


def factor_levels(canvas_ids: Collection[int]) -> dict[int, tuple[FactorLevel, ...]]:
    """For each canvas, where every factor that was asked about stands. Three queries, however many."""
    return {
        canvas_id: levels.factor_levels(practices)
        for canvas_id, practices in settled_practices(canvas_ids).items()
    }
