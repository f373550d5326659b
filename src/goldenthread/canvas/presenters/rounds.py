"""Rounds in words: where they stand, who has answered, and why something cannot be done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from goldenthread.canvas.queries.rounds import AskedQuestion, ResponseCount, RoundDetail, RoundRow
from goldenthread.canvas.rules import rounds as rules
from goldenthread.canvas.terms import (
    VOICE_NAMES,
    LinkRefusal,
    QuestionSet,
    RoundRefusal,
    RoundState,
    Voice,
)
from goldenthread.systems.rules import ScopeRef
from goldenthread.systems.terms import SCOPE_KIND_NAMES, ScopeKind

ROUND_REFUSALS = {
    RoundRefusal.NOT_DRAFT: "This round has opened. What it asks can no longer be changed.",
    RoundRefusal.NOT_OPEN: "This round is not open.",
    RoundRefusal.NO_SCOPES: "Choose at least one to ask about.",
    RoundRefusal.SCOPE_OUT_OF_REACH: "One of those you chose is no longer part of this one. Choose again.",
    RoundRefusal.NO_VOICES: "Choose at least one group of people to ask.",
    RoundRefusal.NOTHING_TO_ASK: "Every question is hidden in your wording. Show at least one first.",
    RoundRefusal.CLOSES_TOO_SOON: "The last day to answer must be after today.",
    RoundRefusal.CLOSES_TOO_LATE: "The last day to answer must be within a year from today.",
    RoundRefusal.NOT_LATER: "The new last day must be later than the one people were told.",
    RoundRefusal.FLOOR_TOO_LOW: "The smallest group to show must be 5 people or more.",
    RoundRefusal.NOBODY_TO_REMIND: (
        "There is nobody to remind now. Everybody has answered, was written to in the last 3 days, "
        "or has had 3 reminders."
    ),
}
LINK_REFUSALS = {
    LinkRefusal.ROUND_NOT_OPEN: "This round is not open, so nobody can be asked to answer.",
    LinkRefusal.VOICE_NOT_ASKED: "This round does not ask that group of people.",
    LinkRefusal.TOO_MANY_LINKS: (
        "There are 20 links for this group already. Stop one that you no longer need."
    ),
    LinkRefusal.TOO_MANY_PEOPLE: (
        "That is more than 2,000 people for one group. Use a link for a poster or a newsletter."
    ),
    LinkRefusal.ADDRESSES_FAULTY: "Nothing was sent, because some lines are not email addresses.",
    LinkRefusal.NOBODY_NEW: "Everybody on this list was invited before. Send a reminder instead.",
}
SET_NAMES = {QuestionSet.QUICK: "Quick", QuestionSet.FULL: "Full"}
_STATES = {
    RoundState.DRAFT: ("Draft", "nhsuk-tag--grey"),
    RoundState.OPEN: ("Open", "nhsuk-tag--green"),
    RoundState.CLOSED: ("Closed", "nhsuk-tag--blue"),
}
_OVER = ("Last day over", "nhsuk-tag--orange")


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round as the list prints it."""

    id: int
    title: str
    tag: tuple[str, str]
    when: str
    what: str
    people: str
    run_by: str  # empty when it is this scope's own
    is_closed: bool


@dataclass(frozen=True, slots=True)
class VoiceCell:
    """How many people of one voice have answered about one scope."""

    started: int
    finished: int
    note: str


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """One scope's row in the table of who has answered."""

    scope_name: str
    cells: tuple[VoiceCell, ...]
    started: int


@dataclass(frozen=True, slots=True)
class FactorQuestions:
    """The questions of one factor, for the preview."""

    number: int
    title: str
    questions: tuple[AskedQuestion, ...]


def state_tag(state: RoundState, closes_on: date, *, today: date) -> tuple[str, str]:
    """What the tag beside a round says, and its colour."""
    over = state is RoundState.OPEN and rules.is_past(closes_on, today=today)
    return _OVER if over else _STATES[state]


def round_lines(rows: Iterable[RoundRow], *, scope_id: int, today: date) -> tuple[RoundLine, ...]:
    """The list of rounds."""
    return tuple(
        RoundLine(
            id=row.id,
            title=row.title,
            tag=state_tag(row.state, row.closes_on, today=today),
            when=_when(row, today=today),
            what=f"{SET_NAMES[row.question_set]}, {_counted(row.canvas_count, 'canvas', 'canvases')}",
            people="" if row.state is RoundState.DRAFT else _counted(row.started_count, "person", "people"),
            run_by="" if row.owner_id == scope_id else row.owner_name,
            is_closed=row.state is RoundState.CLOSED,
        )
        for row in rows
    )


def answered_table(detail: RoundDetail) -> tuple[ScopeLine, ...]:
    """Who has answered, a row for each scope and a cell for each voice."""
    counts = {(row.canvas_id, row.voice): row for row in detail.responses}
    lines = []
    for canvas in detail.canvases:
        found = [
            counts.get((canvas.id, voice), ResponseCount(canvas.id, voice, 0, 0)) for voice in detail.voices
        ]
        lines.append(
            ScopeLine(
                scope_name=canvas.scope_name,
                cells=tuple(
                    VoiceCell(row.started, row.finished, _below_floor(row.started, detail)) for row in found
                ),
                started=sum(row.started for row in found),
            )
        )
    return tuple(lines)


def voice_names(voices: Iterable[str]) -> tuple[str, ...]:
    """Voices as people read them."""
    return tuple(VOICE_NAMES[Voice(voice)] for voice in voices)


def voice_tabs(voices: Sequence[str], chosen: str) -> list[dict[str, Any]]:
    """Links to the preview of each voice."""
    return [
        {"voice": voice, "name": VOICE_NAMES[Voice(voice)], "current": voice == chosen} for voice in voices
    ]


def by_factor(questions: Iterable[AskedQuestion]) -> tuple[FactorQuestions, ...]:
    """Questions under the factor that each belongs to."""
    groups: dict[int, list[AskedQuestion]] = {}
    for question in questions:
        groups.setdefault(question.factor, []).append(question)
    return tuple(
        FactorQuestions(number, found[0].factor_title, tuple(found)) for number, found in groups.items()
    )


def set_hints(counts: dict[QuestionSet, int]) -> dict[str, str]:
    """What each set of questions asks of people."""
    return {
        QuestionSet.QUICK.value: (
            f"{counts[QuestionSet.QUICK]} questions, one for each factor. "
            f"Takes under {rules.MINUTES_AT_MOST[QuestionSet.QUICK]} minutes. Best for a first round."
        ),
        QuestionSet.FULL.value: (
            f"{counts[QuestionSet.FULL]} questions, three or four for each factor. "
            f"Takes under {rules.MINUTES_AT_MOST[QuestionSet.FULL]} minutes. People can stop and come back."
        ),
    }


def scope_hints(scopes: Iterable[ScopeRef]) -> dict[str, str]:
    """What kind of thing each scope is."""
    return {str(scope.id): SCOPE_KIND_NAMES[ScopeKind(scope.kind)] for scope in scopes}


def days_left(closes_on: date, *, today: date) -> str:
    """How long people can still answer."""
    days = (closes_on - today).days
    if days < 0:
        return "The last day to answer is over"
    if days == 0:
        return "Today is the last day to answer"
    return f"{_counted(days, 'day', 'days')} left"


def _when(row: RoundRow, *, today: date) -> str:
    if row.state is RoundState.DRAFT:
        return "Not open yet"
    if row.closed_at is not None:
        return f"Closed {_day(row.closed_at)}"
    return f"Until {_day(row.closes_on)} ({days_left(row.closes_on, today=today).lower()})"


def _day(day: date | datetime) -> str:
    return f"{day.day} {day:%B %Y}"


def _below_floor(started: int, detail: RoundDetail) -> str:
    if started >= detail.floor:
        return ""
    if detail.state is RoundState.CLOSED:
        return "too few to show" if started else "nobody"
    return f"{detail.floor - started} more before anything is shown"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
