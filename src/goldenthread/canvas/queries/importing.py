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
    saved_at: datetime
    saved_count: int
    saved_by: str


@dataclass(frozen=True, slots=True)
class ImportPlace:
    """The canvas that answers would be added to."""

    canvas_id: int
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
    file_name: str
    table: SentTable
    mapping: AnswerMapping
    is_mapped: bool
    is_saved: bool
    is_taken_back: bool
    saved_count: int


def import_place(scope_id: int, round_id: int, *, today: date) -> ImportPlace | None:
    """A scope's canvas in a round, with what is asked there. Three queries; None when there is none."""
    canvas = (
        models.Canvas.objects.filter(scope_id=scope_id, round_id=round_id, round__opened_at__isnull=False)
        .select_related("round")
        .first()
    )
    if canvas is None:
        return None
    round_ = canvas.round
    files = (
        canvas.answer_files.filter(saved_at__isnull=False, taken_back_at__isnull=True)
        .select_related("uploaded_by")
        .order_by("-saved_at", "-pk")
    )
    return ImportPlace(
        canvas_id=canvas.pk,
        round_id=round_.pk,
        round_title=round_.title,
        state=rounds.state_of(opened_at=round_.opened_at, closed_at=round_.closed_at),
        closes_on=round_.closes_on,
        is_past=rounds.is_past(round_.closes_on, today=today),
        voices=tuple(round_.voices),
        asked=tuple(_asked(practice) for practice in round_.asked.order_by("position")),
        saved_files=tuple(
            SavedFile(
                each.pk,
                each.file_name,
                each.saved_at,
                each.saved_count,
                each.uploaded_by.get_full_name() if each.uploaded_by else "",
            )
            for each in files
        ),
    )


def kept_file(canvas_id: int, file_id: int) -> KeptFile | None:
    """One uploaded file of a canvas, in one query; None when there is none."""
    stored = models.AnswerFile.objects.filter(pk=file_id, canvas_id=canvas_id).first()
    if stored is None:
        return None
    return KeptFile(
        id=stored.pk,
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
