"""Files of answers between upload and saving, and those that were saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from goldenthread.canvas import models
from goldenthread.canvas.rules import rounds
from goldenthread.canvas.rules.answer_files import (
    AnswerMapping,
    AskedWords,
    SentTable,
    from_plain,
    mapping_from,
)
from goldenthread.canvas.terms import RoundState


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file whose answers are in a round."""

    id: int
    file_name: str
    scope_name: str
    saved_at: datetime
    saved_count: int
    saved_by: str


@dataclass(frozen=True, slots=True)
class CanvasChoice:
    """A canvas that answers can be added to from here."""

    id: int
    scope_name: str


@dataclass(frozen=True, slots=True)
class ImportPlace:
    """A round as those who add answers see it.

    Whoever runs a round reaches all its canvases; the other scopes that it asks about, their own.
    """

    canvases: tuple[CanvasChoice, ...]
    round_id: int
    round_title: str
    state: RoundState
    closes_on: date
    is_past: bool
    voices: tuple[str, ...]
    asked: tuple[AskedWords, ...]
    saved_files: tuple[SavedFile, ...]

    @property
    def is_open(self) -> bool:
        """Whether answers can be added today."""
        return self.state is RoundState.OPEN and not self.is_past


@dataclass(frozen=True, slots=True)
class KeptFile:
    """An uploaded file and how it is understood so far."""

    id: int
    canvas_id: int
    scope_name: str
    file_name: str
    table: SentTable
    mapping: AnswerMapping
    is_mapped: bool
    is_saved: bool
    is_taken_back: bool
    saved_count: int


def import_place(scope_id: int, round_id: int, *, today: date) -> ImportPlace | None:
    """A round with what it asks and the canvases reached from a scope. Four queries; None without any."""
    round_ = models.Round.objects.filter(pk=round_id, opened_at__isnull=False).first()
    if round_ is None:
        return None
    canvases = round_.canvases.select_related("scope").order_by("scope__name", "pk")
    if round_.scope_id != scope_id:
        canvases = canvases.filter(scope_id=scope_id)
    reached = tuple(CanvasChoice(canvas.pk, canvas.scope.name) for canvas in canvases)
    if not reached:
        return None
    return ImportPlace(
        canvases=reached,
        round_id=round_.pk,
        round_title=round_.title,
        state=rounds.state_of(opened_at=round_.opened_at, closed_at=round_.closed_at),
        closes_on=round_.closes_on,
        is_past=rounds.is_past(round_.closes_on, today=today),
        voices=tuple(round_.voices),
        asked=tuple(_asked(practice) for practice in round_.asked.order_by("position")),
        saved_files=_saved_files(reached),
    )


def _saved_files(canvases: tuple[CanvasChoice, ...]) -> tuple[SavedFile, ...]:
    names = {canvas.id: canvas.scope_name for canvas in canvases}
    files = (
        models.AnswerFile.objects.filter(
            canvas_id__in=names, saved_at__isnull=False, taken_back_at__isnull=True
        )
        .select_related("uploaded_by")
        .order_by("-saved_at", "-pk")
    )
    return tuple(
        SavedFile(
            id=each.pk,
            file_name=each.file_name,
            scope_name=names[each.canvas_id],
            saved_at=each.saved_at,
            saved_count=each.saved_count,
            saved_by=each.uploaded_by.get_full_name() if each.uploaded_by else "",
        )
        for each in files
        if each.saved_at
    )


def kept_file(place: ImportPlace, file_id: int) -> KeptFile | None:
    """One uploaded file of a canvas that is reached from here, in one query; None when there is none."""
    reached = [canvas.id for canvas in place.canvases]
    stored = (
        models.AnswerFile.objects.filter(pk=file_id, canvas_id__in=reached)
        .select_related("canvas__scope")
        .first()
    )
    if stored is None:
        return None
    return KeptFile(
        id=stored.pk,
        canvas_id=stored.canvas_id,
        scope_name=stored.canvas.scope.name,
        file_name=stored.file_name,
        table=from_plain(stored.table),
        mapping=mapping_from(stored.mapping),
        is_mapped=bool(stored.mapping),
        is_saved=stored.saved_at is not None,
        is_taken_back=stored.taken_back_at is not None,
        saved_count=stored.saved_count,
    )


def _asked(practice: models.AskedPractice) -> AskedWords:
    wording: Mapping[str, Any] = practice.wording
    offered = [wording["levels"], *wording["answers"].values()]
    return AskedWords(
        code=practice.practice_code,
        title=practice.title,
        statement=wording["statement"],
        questions=tuple(wording["questions"].values()),
        level_words=tuple(tuple(dict.fromkeys(texts[level] for texts in offered)) for level in range(5)),
    )
