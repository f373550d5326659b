"""Everything that the board report is made from."""

from dataclasses import dataclass
from datetime import date

from goldenthread.canvas.queries.comparing import Comparison, ReviewedAction, comparison, reviewed_actions
from goldenthread.canvas.queries.planning import PlannedAction, whole_plan
from goldenthread.canvas.queries.results import (
    CanvasResults,
    RoundHead,
    canvas_results,
    evidence_day,
    latest_closed,
    rounds_of,
)
from goldenthread.canvas.rules.board_report import InPlace, in_place
from goldenthread.systems.rules import ScopeRef


@dataclass(frozen=True, slots=True)
class BoardReport:
    """One closed round of a scope beside the one before it, and the plan."""

    scope: ScopeRef
    results: CanvasResults
    in_place: InPlace
    people_count: int  # of the voices that can be shown
    hidden_voices: tuple[str, ...]
    before: Comparison | None
    reviewed: tuple[ReviewedAction, ...]
    plan: tuple[PlannedAction, ...]
    as_at: date


def reportable(scope_id: int) -> tuple[RoundHead, ...]:
    """The closed rounds of a scope, newest first. One query."""
    return tuple(head for head in rounds_of(scope_id) if head.is_closed)


def board_report(scope: ScopeRef, *, round_id: int | None, today: date) -> BoardReport | None:
    """The report on a closed round, or on the newest; None when there is none. At most twenty queries."""
    rounds = rounds_of(scope.id)
    head = (
        latest_closed(rounds)
        if round_id is None
        else next((each for each in rounds if each.id == round_id and each.is_closed), None)
    )
    if head is None or head.closed_at is None:
        return None
    results = canvas_results(head, scope_id=scope.id, evidence_on=evidence_day(head, rounds, today=today))
    earlier = [
        each
        for each in rounds
        if each.closed_at is not None and (each.closed_at, each.id) < (head.closed_at, head.id)
    ]
    last = max(earlier, key=lambda each: (each.closed_at, each.id), default=None)
    before = comparison(scope.id, last.canvas_id, head.canvas_id) if last else None
    reviewed = (
        reviewed_actions(scope.id, since=before.then.closed_at, until=before.now.closed_at, today=today)
        if before
        else ()
    )
    return BoardReport(
        scope=scope,
        results=results,
        in_place=in_place(
            (practice.settled.lowest, practice.carried_level) for practice in results.practices
        ),
        people_count=sum(0 if each.hidden else each.people_count for each in results.voices.values()),
        hidden_voices=tuple(voice for voice, each in results.voices.items() if each.hidden),
        before=before,
        reviewed=reviewed,
        plan=whole_plan(scope.id, today=today),
        as_at=today,
    )
