"""Decisions about files of answers that were collected elsewhere."""

from datetime import date, datetime
from enum import StrEnum

from goldenthread.canvas.rules import rounds
from goldenthread.canvas.terms import RoundState


class AnswerFileRefusal(StrEnum):
    """Why a file of answers cannot be kept, saved or taken back."""

    ROUND_NOT_OPEN = "round not open"
    SAME_FILE = "same file"
    ALREADY_SAVED = "already saved"
    NOT_SAVED = "not saved"
    HAS_FAULTS = "has faults"
    NOTHING_TO_SAVE = "nothing to save"


ANSWER_FILE_REFUSAL_WORDS = {
    AnswerFileRefusal.ROUND_NOT_OPEN: "This round is not open, so no answers can be added or taken back.",
    AnswerFileRefusal.SAME_FILE: "This file has been imported already. Nothing was imported again.",
    AnswerFileRefusal.ALREADY_SAVED: "These answers have been saved already.",
    AnswerFileRefusal.NOT_SAVED: "These answers were never saved, or have been taken back.",
    AnswerFileRefusal.HAS_FAULTS: "Some cells are not understood. Nothing was saved.",
    AnswerFileRefusal.NOTHING_TO_SAVE: "No row holds an answer. Nothing was saved.",
}


def why_not_take_file(
    *,
    opened_at: datetime | None,
    closed_at: datetime | None,
    closes_on: date,
    today: date,
    is_saved_before: bool,
) -> AnswerFileRefusal | None:
    """Why a file of answers cannot be added to a round now; None when it can."""
    is_open = rounds.state_of(opened_at=opened_at, closed_at=closed_at) is RoundState.OPEN
    if not is_open or rounds.is_past(closes_on, today=today):
        return AnswerFileRefusal.ROUND_NOT_OPEN
    return AnswerFileRefusal.SAME_FILE if is_saved_before else None


def why_not_save_file(
    *, saved_at: datetime | None, fault_count: int, person_count: int
) -> AnswerFileRefusal | None:
    """Why what was understood cannot be saved; None when it can."""
    if saved_at is not None:
        return AnswerFileRefusal.ALREADY_SAVED
    if fault_count:
        return AnswerFileRefusal.HAS_FAULTS
    return None if person_count else AnswerFileRefusal.NOTHING_TO_SAVE


def why_not_take_back(
    *, saved_at: datetime | None, taken_back_at: datetime | None, closed_at: datetime | None
) -> AnswerFileRefusal | None:
    """Why an import cannot be undone; None when it can. Counts of a closed round stay as they were."""
    if saved_at is None or taken_back_at is not None:
        return AnswerFileRefusal.NOT_SAVED
    return AnswerFileRefusal.ROUND_NOT_OPEN if closed_at is not None else None
