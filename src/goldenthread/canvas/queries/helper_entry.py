"""What a helper chooses among: the canvases of a scope that take answers now."""

from dataclasses import dataclass
from datetime import date

from goldenthread.canvas import models
from goldenthread.canvas.queries.answering import Asking, asking_of
from goldenthread.canvas.rules import answering as rules
from goldenthread.canvas.terms import Voice


@dataclass(frozen=True, slots=True)
class OpenCanvas:
    """A canvas that takes answers, and whom it asks."""

    canvas_id: int
    asking: Asking
    voices: tuple[str, ...]
    question_count: int
    languages: tuple[str, ...]  # besides English, for local people


def open_canvases(scope_id: int, *, today: date) -> tuple[OpenCanvas, ...]:
    """The canvases of a scope whose rounds are open, newest first; two queries however many."""
    found = list(
        models.Canvas.objects.select_related("scope__system", "round__scope")
        .filter(
            scope_id=scope_id,
            round__opened_at__isnull=False,
            round__closed_at__isnull=True,
            round__closes_on__gte=today,
        )
        .order_by("-round__opened_at", "-pk")
    )
    translations: dict[int, list[dict]] = {canvas.round_id: [] for canvas in found}
    asked = models.AskedPractice.objects.filter(round_id__in=translations).order_by("round_id", "position")
    for round_id, words in asked.values_list("round_id", "wording__translations"):
        translations[round_id].append(words or {})
    return tuple(
        OpenCanvas(
            canvas_id=canvas.pk,
            asking=asking_of(canvas),
            voices=tuple(canvas.round.voices),
            question_count=len(translations[canvas.round_id]),
            languages=rules.complete_languages(translations[canvas.round_id], voice=Voice.LOCAL_PEOPLE),
        )
        for canvas in found
    )
