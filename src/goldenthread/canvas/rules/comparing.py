"""Decisions about comparing two rounds: what can be read as a difference, and what cannot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from goldenthread.canvas.rules.levels import FactorLevel
from goldenthread.canvas.terms import ActionStatus


class ComparisonBreak(StrEnum):
    """Why a difference between two rounds cannot be read."""

    NOT_ASKED_THEN = "not_asked_then"
    NOT_ASKED_NOW = "not_asked_now"
    OTHER_WORDS = "other_words"
    OTHER_PRACTICES = "other_practices"
    VOICE_NOT_ASKED_THEN = "voice_not_asked_then"
    VOICE_NOT_ASKED_NOW = "voice_not_asked_now"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class AskedAs:
    """A practice as one round asked it. Equal hashes mean equal words."""

    code: str
    title: str
    factor: int
    origin: str
    wording_hash: str


class Movement(StrEnum):
    """Which way a level, or a range of levels, has gone between two rounds that can be compared."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    UNCLEAR = "unclear"  # one end up, the other down


class Outcome(StrEnum):
    """What became of an action between two rounds."""

    DONE = "done"
    STOPPED = "stopped"
    SLIPPED = "slipped"  # its day was moved to later, or passed
    ON_COURSE = "on_course"


@dataclass(frozen=True, slots=True)
class ReportedStatus:
    """One entry of an action's history, as far as a review needs it."""

    status: str
    due_date: Any  # a date
    at: datetime


def why_not_compare(then: AskedAs | None, now: AskedAs | None) -> ComparisonBreak | None:
    """Why two rounds' answers on one practice cannot be read as a difference; None when they can."""
    if then is None:
        return ComparisonBreak.NOT_ASKED_THEN
    if now is None:
        return ComparisonBreak.NOT_ASKED_NOW
    if then.wording_hash != now.wording_hash:
        return ComparisonBreak.OTHER_WORDS
    return None


def why_not_compare_factor(then: Iterable[AskedAs], now: Iterable[AskedAs]) -> ComparisonBreak | None:
    """Why a factor's level cannot be compared; None when both rounds asked the same things in the same words.

    A factor stands where its weakest practice stands. With one practice more, fewer or reworded it
    can move although nothing has changed.
    """
    before = {asked.code: asked.wording_hash for asked in then}
    after = {asked.code: asked.wording_hash for asked in now}
    if not before:
        return ComparisonBreak.NOT_ASKED_THEN
    if not after:
        return ComparisonBreak.NOT_ASKED_NOW
    if before.keys() != after.keys():
        return ComparisonBreak.OTHER_PRACTICES
    return ComparisonBreak.OTHER_WORDS if before != after else None


def why_not_compare_voice(
    practice: ComparisonBreak | None, *, asked_then: bool, asked_now: bool, shown_then: bool, shown_now: bool
) -> ComparisonBreak | None:
    """Why what one voice said cannot be compared; None when it can. Never says more than was shown."""
    if practice is not None:
        return practice
    if not asked_then:
        return ComparisonBreak.VOICE_NOT_ASKED_THEN
    if not asked_now:
        return ComparisonBreak.VOICE_NOT_ASKED_NOW
    return None if shown_then and shown_now else ComparisonBreak.TOO_FEW


def movement(then: tuple[int, int], now: tuple[int, int]) -> Movement:
    """Which way a range of levels has gone. Both ends count: a wider range has not simply moved."""
    ends = {(after > before) - (after < before) for before, after in zip(then, now, strict=True)}
    if ends == {0}:
        return Movement.SAME
    if ends <= {0, 1}:
        return Movement.UP
    return Movement.DOWN if ends <= {0, -1} else Movement.UNCLEAR


def factor_movement(
    then: FactorLevel | None, now: FactorLevel | None, broken: ComparisonBreak | None
) -> Movement | None:
    """Which way a factor has gone; None when it cannot be said."""
    if broken or then is None or now is None:
        return None
    if then.low is None or then.high is None or now.low is None or now.high is None:
        return None
    return movement((then.low, then.high), (now.low, now.high))


def median_levels(counts: Sequence[int]) -> tuple[int, int] | None:
    """The middle answer of a group, from how many gave each level; None when nobody gave one.

    With as many answers below as above it can lie between two levels, so it has two ends. It is
    never a fraction: levels are steps in an order, not amounts.

    >>> median_levels([0, 3, 0, 3, 0]), median_levels([1, 1, 3, 0, 0])
    ((1, 3), (2, 2))
    """
    levels = [level for level, count in enumerate(counts) for _ in range(count)]
    if not levels:
        return None
    return levels[(len(levels) - 1) // 2], levels[len(levels) // 2]


def changed_words(then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """Which of a practice's words differ between two rounds: ``levels``, ``questions.staff`` and so on."""
    changed = [name for name in ("title", "statement", "levels") if then.get(name) != now.get(name)]
    for part in ("questions", "answers"):
        before, after = then.get(part, {}), now.get(part, {})
        changed += [
            f"{part}.{voice}" for voice in sorted({*before, *after}) if before.get(voice) != after.get(voice)
        ]
    return tuple(changed)


def outcome(history: Sequence[ReportedStatus], *, since: datetime, until: datetime) -> Outcome | None:
    """What became of an action in a time; None for one that began after it, or had ended before.

    ``history`` is in order of time. A day that was moved to later, or that passed with the work still
    open, is a slip, also when the action was done in the end: then it is done, which counts more.
    """
    seen = [entry for entry in history if entry.at <= until]
    if not seen:
        return None
    before = [entry for entry in seen if entry.at <= since]
    if before and before[-1].status in (ActionStatus.DONE, ActionStatus.STOPPED):
        return None
    last = seen[-1]
    if last.status == ActionStatus.DONE:
        return Outcome.DONE
    if last.status == ActionStatus.STOPPED:
        return Outcome.STOPPED
    first_due = (before[-1] if before else seen[0]).due_date
    if last.due_date > first_due or last.due_date < until.date():
        return Outcome.SLIPPED
    return Outcome.ON_COURSE
