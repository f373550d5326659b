"""Count what a round said, once."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Count

from goldenthread.canvas import models
from goldenthread.canvas.terms import AnswerKind

_COLUMNS = (*(f"level_{level}_count" for level in range(5)), "dont_know_count", "skipped_count")
_KIND_COLUMNS = {AnswerKind.DONT_KNOW: "dont_know_count", AnswerKind.SKIPPED: "skipped_count"}


def count_answers(round_: models.Round) -> int:
    """Store one row for every canvas, practice and voice of a round; gives how many answers were counted.

    A voice that was asked and said nothing has rows of zeros: nobody answered is not the same as nobody
    was asked. Whoever withdrew is left out. One grouped query counts all answers, however many.
    """
    canvas_ids = list(round_.canvases.order_by("pk").values_list("pk", flat=True))
    practice_ids = list(round_.asked.order_by("position").values_list("pk", flat=True))
    counts: dict[tuple[int, int, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(_COLUMNS, 0))
    for canvas_id in canvas_ids:
        for practice_id in practice_ids:
            for voice in round_.voices:
                counts[canvas_id, practice_id, voice]  # makes the row of zeros
    total = 0
    for row in _grouped(canvas_ids):
        key = row["participant__canvas_id"], row["practice_id"], row["participant__voice"]
        column = _KIND_COLUMNS.get(row["kind"]) or f"level_{row['level']}_count"
        counts[key][column] += row["people"]
        total += row["people"]
    models.Tally.objects.bulk_create(
        (
            models.Tally(canvas_id=canvas_id, practice_id=practice_id, voice=voice, **row)
            for (canvas_id, practice_id, voice), row in counts.items()
        ),
        batch_size=2000,
    )
    return total


def _grouped(canvas_ids: list[int]) -> Iterator[dict[str, Any]]:
    return (
        models.Judgement.objects.filter(
            participant__canvas_id__in=canvas_ids, participant__withdrawn_date__isnull=True
        )
        .order_by()
        .values("participant__canvas_id", "practice_id", "participant__voice", "kind", "level")
        .annotate(people=Count("pk"))
        .iterator(chunk_size=5000)
    )
