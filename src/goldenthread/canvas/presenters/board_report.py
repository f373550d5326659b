"""The board report in words: the same values for the page, the PDF and the command line."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from goldenthread.canvas.presenters import comparing
from goldenthread.canvas.presenters.results import gap_row
from goldenthread.canvas.presenters.standing import factor_label, factor_words
from goldenthread.canvas.presenters.words import listed, voice_name
from goldenthread.canvas.queries.board_report import BoardReport
from goldenthread.canvas.queries.planning import PlannedAction
from goldenthread.canvas.queries.results import FactorFigures
from goldenthread.canvas.rules.board_report import FIRST_NUMBER, SECOND_NUMBER
from goldenthread.canvas.rules.comparing import Movement
from goldenthread.canvas.rules.evidence import EVIDENCE_RULE
from goldenthread.canvas.rules.levels import FACTOR_RULE
from goldenthread.canvas.terms import ACTION_STATUS_NAMES, ActionStatus

_GAPS, _ACTIONS, _NAMED = 4, 8, 3


def report_values(report: BoardReport, *, asks: Sequence[str] = ()) -> dict[str, Any]:
    """Everything that the report prints. ``asks`` are the lead's own; without them we suggest some."""
    head = report.results.head
    return {
        "scope": report.scope.name,
        "fictional": report.scope.is_fictional,
        "round": head.title,
        "dates": f"{_day(head.opened_at.date())} to {_day(head.closed_at.date())}" if head.closed_at else "",
        "as_at": _day(report.as_at),
        "numbers": _numbers(report),
        "factors": [_factor(factor, report) for factor in report.results.factors],
        "before": _before(report),
        "gaps": [_gap(row) for row in map(gap_row, report.results.gaps) if row.is_clear][:_GAPS],
        "no_gaps": _no_gaps(report),
        "asks": [ask.strip() for ask in asks if ask.strip()] or suggested_asks(report),
        "asks_are_ours": not any(ask.strip() for ask in asks),
        "plan": _plan(report),
        "notes": _notes(report),
    }


def suggested_asks(report: BoardReport) -> list[str]:
    """What the figures alone would have a board do."""
    asks = []
    low = [
        factor for factor in report.results.factors if factor.level.low is not None and factor.level.low < 2
    ]
    if low:
        names = listed([factor.title.lower() for factor in low[:_NAMED]])
        more = f" and {len(low) - _NAMED} more" if len(low) > _NAMED else ""
        asks.append(f"Say who on the board answers for what has hardly begun: {names}{more}.")
    if claimed := report.in_place.claimed_count:
        asks.append(
            f"Ask for evidence on {_counted(claimed, 'practice', 'practices')} said to be in place, which "
            "nothing on the register carries."
        )
    late = [action for action in report.plan if action.is_overdue]
    if late:
        named = listed([f"“{action.what}”" for action in late[:_NAMED]])
        asks.append(f"Clear the way for {_counted(len(late), 'late action', 'late actions')}: {named}.")
    widest = next((gap for gap in report.results.gaps if gap.is_clear), None)
    if widest:
        asks.append(
            f"Hear from {voice_name(widest.lower).lower()} on {widest.practice_title.lower()}: "
            f"they see less in place than {voice_name(widest.higher).lower()} do."
        )
    return asks or ["Note the report, and agree when to ask again."]


def _numbers(report: BoardReport) -> list[dict[str, str]]:
    found = report.in_place
    rest = [
        f"{count} {words}"
        for count, words in (
            (found.claimed_count, "said to be in place, without evidence that carries it"),
            (found.lower_count, "not started or exploring"),
            (found.unsettled_count, "not settled yet"),
        )
        if count
    ]
    voices = [
        f"{voice_name(voice).lower()} {'too few to show' if each.hidden else each.people_count}"
        for voice, each in report.results.voices.items()
    ]
    people = f"{'more than ' if report.hidden_voices else ''}{report.people_count:,}"
    return [
        {
            "figure": f"{found.evidenced_count} of {found.asked_count}",
            "words": "practices are in place at least in parts, with evidence",
            "more": f"The others: {'; '.join(rest)}." if rest else "",
        },
        {
            "figure": people,
            "words": "people said how things are",
            "more": f"By voice: {', '.join(voices)}." if voices else "",
        },
    ]


def _factor(factor: FactorFigures, report: BoardReport) -> dict[str, Any]:
    change, direction = "", ""
    if report.before:
        found = next((each for each in report.before.factors if each.number == factor.number), None)
        if found:
            row = comparing.factor_row(found, report.before.then, report.before.now)
            change = row.verdict if not found.movement else f"{row.verdict}, from {row.then}"
            if found.movement is Movement.SAME:
                change = row.verdict
            direction = row.direction
    level = factor.level
    return {
        "number": factor.number,
        "title": factor.title,
        "level": factor_label(level),
        "words": factor_words(level),
        "low": level.low,
        "high": level.high,
        "weakest": f"{level.weakest_code} {level.weakest_title}" if level.settled else "",
        "claimed": level.low is not None and level.low > factor.carried_level,
        "change": change,
        "direction": direction,
    }


def _before(report: BoardReport) -> dict[str, Any] | None:
    if not report.before:
        return None
    then, now = report.before.then, report.before.now
    rows = [comparing.factor_row(each, then, now) for each in report.before.factors]
    return {
        "then": then.title,
        "summary": comparing.change_summary(report.before),
        "moved": [
            f"{row.number} {row.title}: {row.verdict.lower()}, from {row.then} to {row.now}."
            for row in rows
            if row.direction in {"up", "down", "unclear"}
        ],
        "not_compared": [
            f"{row.number} {row.title}: {row.note}"
            for row, each in zip(rows, report.before.factors, strict=True)
            if each.broken
        ],
        "differences": comparing.differences(then, now),
        "review": comparing.review_summary(report.reviewed),
    }


def _gap(row: Any) -> dict[str, str]:
    return {
        "practice": f"{row.practice_code} {row.practice_title}",
        "sentence": row.sentence,
        "middles": (
            f"Middle answers: {row.higher.lower()} {row.higher_middle}, "
            f"{row.lower.lower()} {row.lower_middle}."
        ),
    }


def _no_gaps(report: BoardReport) -> str:
    if not report.results.compared_count:
        return "Too few people answered in more than one voice to compare voices."
    return "We found no clear gap between two voices."


def _plan(report: BoardReport) -> dict[str, Any]:
    counts = {status: sum(1 for each in report.plan if each.status is status) for status in ActionStatus}
    late = sum(1 for each in report.plan if each.is_overdue)
    said = [
        f"{counts[status]} {ACTION_STATUS_NAMES[status].lower()}" for status in ActionStatus if counts[status]
    ]
    total = _counted(len(report.plan), "action", "actions")
    open_ = [each for each in report.plan if each.status in {ActionStatus.PLANNED, ActionStatus.STARTED}]
    return {
        "summary": f"{total}: {', '.join(said)}. {late or 'None'} overdue."
        if report.plan
        else "The plan is empty.",
        "rows": [_action(each) for each in open_[:_ACTIONS]],
        "more": f"{len(open_) - _ACTIONS} more are in the plan." if len(open_) > _ACTIONS else "",
    }


def _action(action: PlannedAction) -> dict[str, Any]:
    return {
        "what": action.what,
        "who": action.who,
        "due": _day(action.due_date),
        "status": ACTION_STATUS_NAMES[action.status],
        "late": action.is_overdue,
    }


def _notes(report: BoardReport) -> list[dict[str, str]]:
    head = report.results.head
    voices = listed([voice_name(voice).lower() for voice in head.voices])
    notes = [
        (
            "Who was asked",
            f"{voices.capitalize()}, with the {head.question_set} set of questions. Anybody with a link "
            "could answer, so the people who did do not stand for everybody.",
        ),
        ("First number", FIRST_NUMBER),
        ("Second number", SECOND_NUMBER),
        ("Level of a factor", FACTOR_RULE),
        ("Evidence rule", f"{' '.join(EVIDENCE_RULE)} Evidence as on {_day(report.results.evidence_on)}."),
        (
            "Where voices differ",
            f"{report.results.compared_count} pairs of voices were compared. A gap is shown when its "
            "whole 95% interval lies on one side of nought; with many pairs, some can look clear by chance. "
            "Every gap is in the workbook.",
        ),
        (
            "Small numbers",
            f"Voices with fewer than {head.floor} people are left out. Different people may have answered in "
            "each round.",
        ),
        (
            "Source",
            f"Golden Thread, {head.title} of {report.scope.name}. Plan and register as on "
            f"{_day(report.as_at)}.",
        ),
    ]
    return [{"name": name, "words": words} for name, words in notes]


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
