"""What was settled: levels of practices and factors, for one canvas or for many at once."""

from collections.abc import Collection

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


def factor_levels(canvas_ids: Collection[int]) -> dict[int, tuple[FactorLevel, ...]]:
    """For each canvas, where every factor that was asked about stands. Three queries, however many."""
    return {
        canvas_id: levels.factor_levels(practices)
        for canvas_id, practices in settled_practices(canvas_ids).items()
    }
