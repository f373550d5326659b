"""An improvement plan's due dates as an iCalendar file (RFC 5545)."""

from collections.abc import Iterable
from datetime import timedelta

from goldenthread.canvas.queries.planning import PlannedAction
from goldenthread.canvas.terms import ActionStatus

_ENDED = {ActionStatus.DONE, ActionStatus.STOPPED}


def plan_calendar(actions: Iterable[PlannedAction], *, scope_name: str) -> bytes:
    """The due dates of actions that are still to do, as all-day events."""
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Golden Thread//Improvement plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{scope_name}: improvement plan")
    for action in actions:
        if action.status in _ENDED:
            continue
        event = icalendar.Event()
        event.add("uid", f"{action.calendar_uid}@goldenthread")
        event.add("dtstamp", action.changed_at)
        event.add("last-modified", action.changed_at)
        event.add("dtstart", action.due_date)
        event.add("dtend", action.due_date + timedelta(days=1))
        event.add("summary", f"Due: {action.what}")
        event.add(
            "description",
            f"Who: {action.who}\nFirst step: {action.first_step}\nPractice {action.practice_code}",
        )
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()
