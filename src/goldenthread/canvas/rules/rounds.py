"""Decisions about rounds: when one can open, be answered, be extended, closed, and who is reminded."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from goldenthread.canvas.terms import QuestionSet, RoundRefusal, RoundState

FEWEST_SHOWN = 5
LONGEST = timedelta(days=366)
REMINDERS_AT_MOST = 3
DAYS_BETWEEN_REMINDERS = 3
MINUTES_AT_MOST = {QuestionSet.QUICK: 8, QuestionSet.FULL: 40}

WHO_COUNTS = (
    "Every answer that was saved counts, from people who finished and from people who stopped part of the "
    "way. Answers that somebody has withdrawn do not count. A round is counted once, when it closes."
)


def state_of(*, opened_at: datetime | None, closed_at: datetime | None) -> RoundState:
    """Where a round stands."""
    if opened_at is None:
        return RoundState.DRAFT
    return RoundState.OPEN if closed_at is None else RoundState.CLOSED


def is_past(closes_on: date, *, today: date) -> bool:
    """Whether a round's last day is over. People can answer until midnight at the end of that day."""
    return closes_on < today


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """What somebody wants a round to be, before it opens."""

    title: str
    scope_ids: tuple[int, ...]
    voices: tuple[str, ...]
    question_set: QuestionSet
    closes_on: date
    floor: int = FEWEST_SHOWN


def why_not_save(
    *, state: RoundState, plan: RoundPlan, within_reach: Collection[int], today: date
) -> RoundRefusal | None:
    """Why a round cannot be set up in this way; None when it can."""
    if state is not RoundState.DRAFT:
        return RoundRefusal.NOT_DRAFT
    if not plan.scope_ids:
        return RoundRefusal.NO_SCOPES
    if not set(plan.scope_ids) <= set(within_reach):
        return RoundRefusal.SCOPE_OUT_OF_REACH
    if not plan.voices:
        return RoundRefusal.NO_VOICES
    if plan.floor < FEWEST_SHOWN:
        return RoundRefusal.FLOOR_TOO_LOW
    return _why_not_until(plan.closes_on, today)


def why_not_open(
    *,
    state: RoundState,
    canvas_count: int,
    voices: Collection[str],
    asked_count: int,
    closes_on: date,
    today: date,
) -> RoundRefusal | None:
    """Why a round cannot open now; None when it can."""
    if state is not RoundState.DRAFT:
        return RoundRefusal.NOT_DRAFT
    if not canvas_count:
        return RoundRefusal.NO_SCOPES
    if not voices:
        return RoundRefusal.NO_VOICES
    if not asked_count:
        return RoundRefusal.NOTHING_TO_ASK
    return _why_not_until(closes_on, today)


def why_not_extend(*, state: RoundState, closes_on: date, wanted: date, today: date) -> RoundRefusal | None:
    """Why a round cannot stay open until the wanted day; None when it can."""
    if state is not RoundState.OPEN:
        return RoundRefusal.NOT_OPEN
    if wanted <= closes_on:
        return RoundRefusal.NOT_LATER
    return _why_not_until(wanted, today)


def why_not_close(*, state: RoundState) -> RoundRefusal | None:
    """Why a round cannot close; None when it can. A closed one is left as it is, without complaint."""
    return RoundRefusal.NOT_OPEN if state is RoundState.DRAFT else None


def why_not_delete(*, state: RoundState) -> RoundRefusal | None:
    """Why a round cannot be deleted; None when it can. Only a draft can: nobody has answered it."""
    return None if state is RoundState.DRAFT else RoundRefusal.NOT_DRAFT


def can_be_reminded(*, answered: bool, reminder_count: int, last_written_at: datetime, at: datetime) -> bool:
    """Whether somebody who was invited may be written to again now."""
    waited = at - last_written_at >= timedelta(days=DAYS_BETWEEN_REMINDERS)
    return not answered and reminder_count < REMINDERS_AT_MOST and waited


def suggested_closing(today: date) -> date:
    """Four weeks from today, or the Monday to Friday next after that."""
    day = today + timedelta(weeks=4)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)


def suggested_title(today: date) -> str:
    """A round named after its season."""
    season = ("Winter", "Spring", "Summer", "Autumn")[today.month % 12 // 3]
    return f"{season} {today.year}"


def _why_not_until(closes_on: date, today: date) -> RoundRefusal | None:
    if closes_on <= today:
        return RoundRefusal.CLOSES_TOO_SOON
    if closes_on > today + LONGEST:
        return RoundRefusal.CLOSES_TOO_LATE
    return None
