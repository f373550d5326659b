"""Reads that put one round beside another: levels over time, two rounds in detail, and what was done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from goldenthread.canvas import models
from goldenthread.canvas.content import catalogue
from goldenthread.canvas.queries import closed
from goldenthread.canvas.queries.agreeing import settled_practices
from goldenthread.canvas.queries.closed import ClosedCanvas
from goldenthread.canvas.queries.planning import PlannedAction, whole_plan
from goldenthread.canvas.rules import comparing as rules
from goldenthread.canvas.rules.comparing import AskedAs, ComparisonBreak, Movement, Outcome, ReportedStatus
from goldenthread.canvas.rules.levels import FactorLevel, SettledPractice, factor_levels
from goldenthread.core.disclosure import SafeCounts, SafeDistributions
from goldenthread.systems.queries.history import Relative, predecessors

_LEVELS = 5


@dataclass(frozen=True, slots=True)
class FactorPast:
    """One factor over every closed round, oldest first."""

    number: int
    title: str
    levels: tuple[FactorLevel | None, ...]  # None: this round did not ask about it
    breaks: tuple[ComparisonBreak | None, ...]  # between each round and the one before it: one fewer


@dataclass(frozen=True, slots=True)
class OriginPast:
    """Where a scope that this one came out of stood, the last time it was asked."""

    scope_id: int
    name: str
    ended: date
    change: str
    canvas: ClosedCanvas | None
    levels: Mapping[int, FactorLevel]


@dataclass(frozen=True, slots=True)
class Past:
    """A scope's rounds, its factors over them, and the past of what it came out of."""

    canvases: tuple[ClosedCanvas, ...]  # oldest first
    factors: tuple[FactorPast, ...]
    origins: tuple[OriginPast, ...]


@dataclass(frozen=True, slots=True)
class VoiceThenAndNow:
    """What one voice said on one practice, in two rounds."""

    voice: str
    then: SafeCounts | None  # None: this voice was not asked
    now: SafeCounts | None
    broken: ComparisonBreak | None

    @property
    def median_then(self) -> tuple[int, int] | None:
        """The middle level of the earlier round, where it is shown."""
        return _median(self.then)

    @property
    def median_now(self) -> tuple[int, int] | None:
        """The middle level of the later round, where it is shown."""
        return _median(self.now)


@dataclass(frozen=True, slots=True)
class PracticeThenAndNow:
    """One practice in two rounds."""

    code: str
    title: str
    factor: int
    then: SettledPractice | None
    now: SettledPractice | None
    title_then: str
    broken: ComparisonBreak | None
    changed_words: tuple[str, ...]  # when it was asked in other words
    movement: Movement | None
    voices: tuple[VoiceThenAndNow, ...]


@dataclass(frozen=True, slots=True)
class FactorThenAndNow:
    """One factor in two rounds, with its practices."""

    number: int
    title: str
    then: FactorLevel | None
    now: FactorLevel | None
    broken: ComparisonBreak | None
    movement: Movement | None
    practices: tuple[PracticeThenAndNow, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two closed rounds of one scope, side by side."""

    then: ClosedCanvas
    now: ClosedCanvas
    factors: tuple[FactorThenAndNow, ...]

    @property
    def practices(self) -> tuple[PracticeThenAndNow, ...]:
        """Every practice that either round asked."""
        return tuple(practice for factor in self.factors for practice in factor.practices)


@dataclass(frozen=True, slots=True)
class ReviewedAction:
    """An action and what became of it between two rounds."""

    action: PlannedAction
    outcome: Outcome
    days_slipped: int


def past(scope_id: int) -> Past:
    """Every closed round of a scope, and the last one of each scope it came out of.

    At most fourteen queries, however many rounds, practices and predecessors.
    """
    origins = predecessors(scope_id)
    all_canvases = closed.closed_canvases_of([scope_id, *(origin.scope.id for origin in origins)])
    own = tuple(reversed([canvas for canvas in all_canvases if canvas.scope_id == scope_id]))
    last_of = {canvas.scope_id: canvas for canvas in reversed(all_canvases) if canvas.scope_id != scope_id}
    wanted = [*own, *last_of.values()]
    levels = {
        canvas_id: {level.factor: level for level in factor_levels(practices)}
        for canvas_id, practices in settled_practices([canvas.id for canvas in wanted]).items()
    }
    asked = closed.asked_in({canvas.round_id for canvas in own})
    return Past(
        canvases=own,
        factors=tuple(
            FactorPast(
                number=number,
                title=title,
                levels=tuple(levels[canvas.id].get(number) for canvas in own),
                breaks=tuple(
                    rules.why_not_compare_factor(
                        _of_factor(asked[before.round_id], number), _of_factor(asked[after.round_id], number)
                    )
                    for before, after in pairwise(own)
                ),
            )
            for number, title in factor_titles().items()
        ),
        origins=_origins(origins, last_of, levels),
    )


def comparison(scope_id: int, then_id: int, now_id: int) -> Comparison | None:
    """Two closed canvases of a scope in detail; None unless both are its own. Seven queries."""
    found = {canvas.id: canvas for canvas in closed.closed_canvases(scope_id)}
    if then_id not in found or now_id not in found or then_id == now_id:
        return None
    then, now = sorted((found[then_id], found[now_id]), key=lambda canvas: (canvas.closed_at, canvas.id))
    asked = closed.asked_in([then.round_id, now.round_id])
    settled = settled_practices([then.id, now.id])
    said = closed.said_on([then, now])
    wordings = _changed_wordings(then, now, asked)
    factors = []
    for number, title in factor_titles().items():
        before, after = (_of_factor(asked[canvas.round_id], number) for canvas in (then, now))
        if not before and not after:
            continue
        codes = dict.fromkeys([*(each.code for each in after), *(each.code for each in before)])
        practices = tuple(
            _practice(code, then, now, before, after, settled, said, wordings.get(code, ())) for code in codes
        )
        level_then, level_now = (
            {level.factor: level for level in factor_levels(settled[canvas.id])}.get(number)
            for canvas in (then, now)
        )
        broken = rules.why_not_compare_factor(before, after)
        factors.append(
            FactorThenAndNow(
                number=number,
                title=title,
                then=level_then,
                now=level_now,
                broken=broken,
                movement=rules.factor_movement(level_then, level_now, broken),
                practices=practices,
            )
        )
    return Comparison(then, now, tuple(factors))


def reviewed_actions(
    scope_id: int, *, since: datetime, until: datetime, today: date
) -> tuple[ReviewedAction, ...]:
    """What became of a scope's actions in a time: done first, then slipped. Three queries."""
    history: dict[int, list[ReportedStatus]] = {}
    entries = models.StatusChange.objects.filter(action__scope=scope_id).order_by("at", "pk")
    for action_id, status, due_date, at in entries.values_list("action_id", "status", "due_date", "at"):
        history.setdefault(action_id, []).append(ReportedStatus(status, due_date, at))
    found = []
    for action in whole_plan(scope_id, today=today):
        reports = history.get(action.id, [])
        outcome = rules.outcome(reports, since=since, until=until)
        if outcome is not None:
            found.append(ReviewedAction(action, outcome, _days_slipped(reports, until)))
    order = list(Outcome)
    return tuple(
        sorted(found, key=lambda each: (order.index(each.outcome), each.action.due_date, each.action.id))
    )


def factor_titles() -> dict[int, str]:
    """The names of the factors by number, in order."""
    return {factor.number: factor.title for factor in catalogue.canvas().factors}


def _days_slipped(reports: Sequence[ReportedStatus], until: datetime) -> int:
    dates = [report.due_date for report in reports if report.at <= until]
    return max(0, (dates[-1] - dates[0]).days) if dates else 0


def _origins(
    origins: Sequence[Relative],
    last_of: Mapping[int, ClosedCanvas],
    levels: Mapping[int, Mapping[int, FactorLevel]],
) -> tuple[OriginPast, ...]:
    found = []
    for origin in origins:
        canvas = last_of.get(origin.scope.id)
        found.append(
            OriginPast(
                scope_id=origin.scope.id,
                name=origin.scope.name,
                ended=origin.on_date,
                change=origin.kind.value,
                canvas=canvas,
                levels=levels[canvas.id] if canvas else {},
            )
        )
    return tuple(found)


def _practice(
    code: str,
    then: ClosedCanvas,
    now: ClosedCanvas,
    before: Sequence[AskedAs],
    after: Sequence[AskedAs],
    settled: Mapping[int, Iterable[SettledPractice]],
    said: Mapping[int, Mapping[str, SafeDistributions]],
    changed: tuple[str, ...],
) -> PracticeThenAndNow:
    asked_then, asked_now = (_with_code(practices, code) for practices in (before, after))
    level_then, level_now = (_with_code(settled[canvas.id], code) for canvas in (then, now))
    broken = rules.why_not_compare(asked_then, asked_now)
    asked = asked_now or asked_then
    moved = None
    if broken is None and level_then and level_now and level_then.settled and level_now.settled:
        moved = rules.movement((level_then.lowest, level_then.highest), (level_now.lowest, level_now.highest))
    voices = [*now.voices] + [voice for voice in then.voices if voice not in now.voices]
    return PracticeThenAndNow(
        code=code,
        title=asked.title,
        factor=asked.factor,
        then=level_then,
        now=level_now,
        title_then=asked_then.title if asked_then else "",
        broken=broken,
        changed_words=changed,
        movement=moved,
        voices=tuple(
            _voice(voice, said[then.id].get(code), said[now.id].get(code), broken) for voice in voices
        ),
    )


def _voice(
    voice: str,
    then: SafeDistributions | None,
    now: SafeDistributions | None,
    practice: ComparisonBreak | None,
) -> VoiceThenAndNow:
    before = then.groups.get(voice) if then else None
    after = now.groups.get(voice) if now else None
    broken = rules.why_not_compare_voice(
        practice,
        asked_then=before is not None,
        asked_now=after is not None,
        shown_then=_median(before) is not None,
        shown_now=_median(after) is not None,
    )
    return VoiceThenAndNow(voice, before, after, broken)


def _median(counts: SafeCounts | None) -> tuple[int, int] | None:
    return None if counts is None or counts.hidden else rules.median_levels(counts.counts[:_LEVELS])


def _changed_wordings(
    then: ClosedCanvas, now: ClosedCanvas, asked: Mapping[int, Sequence[AskedAs]]
) -> dict[str, tuple[str, ...]]:
    before = {each.code: each.wording_hash for each in asked[then.round_id]}
    codes = [
        each.code
        for each in asked[now.round_id]
        if before.get(each.code, each.wording_hash) != each.wording_hash
    ]
    words: dict[str, dict[int, dict]] = {code: {} for code in codes}
    rows = models.AskedPractice.objects.filter(
        round__in=[then.round_id, now.round_id], practice_code__in=codes
    )
    for round_id, code, title, wording in rows.values_list("round_id", "practice_code", "title", "wording"):
        words[code][round_id] = {"title": title, **wording}
    return {
        code: rules.changed_words(both[then.round_id], both[now.round_id]) for code, both in words.items()
    }


def _of_factor(practices: Iterable[AskedAs], number: int) -> tuple[AskedAs, ...]:
    return tuple(practice for practice in practices if practice.factor == number)


def _with_code[Practice: (AskedAs, SettledPractice)](
    practices: Iterable[Practice], code: str
) -> Practice | None:
    return next((practice for practice in practices if practice.code == code), None)
