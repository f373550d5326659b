"""Decisions about improvement actions."""

from datetime import date

from goldenthread.canvas.terms import ActionStatus, PlanRefusal

_ENDED = {ActionStatus.DONE, ActionStatus.STOPPED}


def is_overdue(status: str, *, due_date: date, today: date) -> bool:
    """Whether an action is past its day and neither done nor stopped."""
    return status not in _ENDED and due_date < today


def why_not_add(
    *, practice_code: str, known_codes: frozenset[str], scope_is_closed: bool
) -> PlanRefusal | None:
    """Why an action cannot be added; None when it can."""
    if scope_is_closed:
        return PlanRefusal.SCOPE_CLOSED
    if practice_code not in known_codes:
        return PlanRefusal.UNKNOWN_PRACTICE
    return None


def why_not_report(
    *, old_status: str, new_status: str, old_due_date: date, new_due_date: date, note: str
) -> PlanRefusal | None:
    """Why a report on how an action stands is not taken; None when it is."""
    if new_status == ActionStatus.STOPPED and old_status != ActionStatus.STOPPED and not note.strip():
        return PlanRefusal.STOPPED_NEEDS_REASON
    if old_status == new_status and old_due_date == new_due_date and not note.strip():
        return PlanRefusal.SAME_STATUS
    return None


def days_slipped(due_dates: list[date]) -> int:
    """How many days the due date has moved from the first given to the last; below 0 if nearer."""
    return (due_dates[-1] - due_dates[0]).days if due_dates else 0
