"""The improvement plan in words and tags."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from goldenthread.canvas.queries.planning import ActionHistory, Plan, PlanCounts, PlannedAction
from goldenthread.canvas.terms import ACTION_STATUS_NAMES, ActionStatus

_TAGS = {
    ActionStatus.PLANNED: "nhsuk-tag--grey",
    ActionStatus.STARTED: "nhsuk-tag--blue",
    ActionStatus.DONE: "nhsuk-tag--green",
    ActionStatus.STOPPED: "nhsuk-tag--white",
}


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action as the plan shows it."""

    action: PlannedAction
    status: str
    status_class: str
    lateness: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One line of an action's history."""

    heading: str
    note: str
    due: date
    date_moved: bool


def rows(actions: Iterable[PlannedAction], *, today: date) -> list[ActionRow]:
    """Every action of a page."""
    return [row(action, today=today) for action in actions]


def row(action: PlannedAction, *, today: date) -> ActionRow:
    """One action with its tag and how late it is."""
    lateness = ""
    if action.is_overdue:
        days = (today - action.due_date).days
        lateness = f"{days} day{'s' if days != 1 else ''} overdue"
    return ActionRow(action, ACTION_STATUS_NAMES[action.status], _TAGS[action.status], lateness)


def summary(counts: PlanCounts) -> str:
    """The plan in a sentence."""
    if not counts.all:
        return ""
    actions = "1 action" if counts.all == 1 else f"{counts.all} actions"
    sentence = f"{actions}: {counts.done} done, {counts.started} started, {counts.planned} planned"
    if counts.stopped:
        sentence += f", {counts.stopped} stopped"
    overdue = "None is overdue." if not counts.overdue else f"{counts.overdue} overdue."
    return f"{sentence}. {overdue}"


def history(found: ActionHistory) -> list[HistoryRow]:
    """An action's history, newest first, saying where its date moved."""
    earlier = [*(entry.due_date for entry in found.history[1:]), None]
    return [
        HistoryRow(
            heading=f"{ACTION_STATUS_NAMES[entry.status]}, {entry.at:%-d %B %Y}, {entry.by_name}",
            note=entry.note,
            due=entry.due_date,
            date_moved=before is not None and before != entry.due_date,
        )
        for entry, before in zip(found.history, earlier, strict=True)
    ]


def pages(plan: Plan, asked: QueryDict) -> dict | None:
    """Links to the page before and after, keeping the filter; None when there is one page."""
    if plan.page_count == 1:
        return None
    links = {}
    for name, number in (("previous", plan.page - 1), ("next", plan.page + 1)):
        if 1 <= number <= plan.page_count:
            query = asked.copy()
            query["page"] = str(number)
            links[name] = {"href": f"?{query.urlencode()}", "labelText": f"{number} of {plan.page_count}"}
    return links
