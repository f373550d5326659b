"""What the invented system did between rounds: words changed, evidence kept, actions taken."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from goldenthread.canvas.actions import adapting, evidence, planning
from goldenthread.canvas.content import catalogue
from goldenthread.canvas.queries.adapting import wording_of
from goldenthread.canvas.rules.adapting import Change
from goldenthread.canvas.rules.evidence import EvidenceDetails
from goldenthread.canvas.terms import ActionStatus, EvidenceKind, EvidenceStrength
from goldenthread.site.demo import calendar as days
from goldenthread.site.demo.calendar import Calendar
from goldenthread.site.demo.cast import SYSTEM, Cast
from goldenthread.site.demo.story import chapter

Step = tuple[int, Callable[[], None]]  # the day of the story, and what happened


def steps(cast: Cast, calendar: Calendar) -> Iterator[Step]:
    """Everything that happened between the rounds, each with its day."""
    story = chapter("work")
    for entry in story["evidence"]:
        yield entry["day"], partial(_keep_evidence, cast, calendar, entry)
    for entry in story["action"]:
        yield from _action_steps(cast, calendar, entry)
    yield days.REWORDED, partial(_reword, cast, calendar)


def _keep_evidence(cast: Cast, calendar: Calendar, entry: dict[str, Any]) -> None:
    dated = calendar.day(entry["day"])
    details = EvidenceDetails(
        title=entry["title"],
        kind=EvidenceKind(entry["kind"]),
        strength=EvidenceStrength(entry["strength"]),
        dated=dated,
        expires_date=dated + timedelta(days=entry["lasts"]),
        owner=entry["owner"],
        practice_codes=tuple(entry["practices"]),
        note=entry.get("note", ""),
    )
    evidence.add_evidence(cast.scopes[entry["scope"]], details, by=cast.lead, at=calendar.at(entry["day"]))


def _action_steps(cast: Cast, calendar: Calendar, entry: dict[str, Any]) -> Iterator[Step]:
    made: list[int] = []
    scope = cast.ref(entry["scope"])
    due = calendar.day(entry["due"])

    def add() -> None:
        words = planning.ActionWords(
            practice_code=entry["practice"],
            what=entry["what"],
            who=entry["who"],
            first_step=entry["first_step"],
            measure=entry["measure"],
            due_date=due,
        )
        made.append(planning.add_action(scope, words, by=cast.lead, at=calendar.at(entry["day"])))

    yield entry["day"], add
    for report in entry["reports"]:
        due = calendar.day(report.get("due", entry["due"]))

        def tell(report: dict[str, Any] = report, due: date = due) -> None:
            planning.report_on_action(
                scope,
                made[0],
                status=ActionStatus(report["status"]),
                due_date=due,
                note=report["note"],
                by=cast.lead,
                at=calendar.at(report["day"]),
            )

        yield report["day"], tell


def _reword(cast: Cast, calendar: Calendar) -> None:
    """Put one practice in other words and add one of the system's own, before the third round."""
    story = chapter("work")
    reworded, added = story["reworded"], story["added"]
    system_id, at = cast.scopes[SYSTEM], calendar.at(days.REWORDED)
    change = Change(
        code=reworded["practice"], wording={"statement": reworded["statement"]}, reason=reworded["reason"]
    )
    seen = wording_of(system_id).number
    adapting.adapt_practice(system_id, change, seen=seen, note="Clearer words", by=cast.lead, at=at)
    core = catalogue.canvas()
    voices = tuple(core.practices[0].questions)
    wording = {
        "title": added["title"],
        "statement": added["statement"],
        "why": added["why"],
        "evidence": ["Counts of people who were given data"],
        "levels": added["levels"],
        "questions": dict.fromkeys(voices, added["question"]),
        "answers": dict.fromkeys(voices, added["levels"]),
    }
    own = Change(code="", wording=wording, reason=added["why"])
    adapting.add_practice(system_id, added["factor"], own, note="Data poverty", by=cast.lead, at=at)
