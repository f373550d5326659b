"""One round beside another, in words and pictures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goldenthread.canvas.presenters.spreads import Segment, segments
from goldenthread.canvas.presenters.standing import (
    factor_label,
    factor_words,
    practice_label,
    practice_words,
)
from goldenthread.canvas.presenters.words import level_range
from goldenthread.canvas.queries.closed import ClosedCanvas
from goldenthread.canvas.queries.comparing import (
    Comparison,
    FactorThenAndNow,
    PracticeThenAndNow,
    ReviewedAction,
    VoiceThenAndNow,
)
from goldenthread.canvas.rules.comparing import ComparisonBreak, Movement, Outcome
from goldenthread.canvas.terms import VOICE_NAMES, Voice
from goldenthread.core.disclosure import SafeCounts

MOVEMENT_WORDS = {
    Movement.UP: "Further on",
    Movement.DOWN: "Gone back",
    Movement.SAME: "No change",
    Movement.UNCLEAR: "The range changed, with no clear direction",
}
OUTCOME_WORDS = {
    Outcome.DONE: ("Done", "nhsuk-tag--green"),
    Outcome.STOPPED: ("Stopped", "nhsuk-tag--white"),
    Outcome.SLIPPED: ("Slipped", "nhsuk-tag--orange"),
    Outcome.ON_COURSE: ("On course", "nhsuk-tag--blue"),
}
_WORD_NAMES = {"title": "the title", "statement": "the statement", "levels": "the level statements"}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A factor or a practice then and now."""

    number: str
    title: str
    then: str
    then_words: str
    now: str
    now_words: str
    verdict: str
    note: str
    direction: str  # up, down, same, unclear; empty when nothing can be said


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """One voice then and now."""

    voice: str
    then_bar: tuple[Segment, ...]
    now_bar: tuple[Segment, ...]
    then_words: str
    now_words: str
    note: str


@dataclass(frozen=True, slots=True)
class PracticeBlock:
    """A practice with what each voice said."""

    row: ChangeRow
    voices: tuple[VoiceRow, ...]


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """An action and what became of it."""

    what: str
    who: str
    practice: str
    action_id: int
    outcome: str
    tag: str
    lateness: str
    moved: str


def change_rows(found: Comparison) -> list[ChangeRow]:
    """Every factor, then and now."""
    return [factor_row(factor, found.then, found.now) for factor in found.factors]


def change_summary(found: Comparison) -> str:
    """What moved, in a sentence that also counts what cannot be said."""
    counts = dict.fromkeys(Movement, 0)
    broken = open_ = 0
    for factor in found.factors:
        if factor.broken:
            broken += 1
        elif factor.movement is None:
            open_ += 1
        else:
            counts[factor.movement] += 1
    parts = [f"{counts[Movement.UP]} further on", f"{counts[Movement.DOWN]} gone back"]
    parts.append(f"{counts[Movement.SAME]} the same")
    if counts[Movement.UNCLEAR]:
        parts.append(f"{counts[Movement.UNCLEAR]} with no clear direction")
    if open_:
        parts.append(f"{open_} not settled in both rounds")
    if broken:
        parts.append(f"{broken} that cannot be compared")
    return f"Of {len(found.factors)} factors: {', '.join(parts)}."


def factor_row(factor: FactorThenAndNow, then: ClosedCanvas, now: ClosedCanvas) -> ChangeRow:
    """One factor then and now."""
    return ChangeRow(
        number=str(factor.number),
        title=factor.title,
        then=factor_label(factor.then),
        then_words=factor_words(factor.then),
        now=factor_label(factor.now),
        now_words=factor_words(factor.now),
        verdict=_verdict(factor.movement, factor.broken),
        note=_factor_note(factor, then, now),
        direction=factor.movement or "",
    )


def practice_blocks(factor: FactorThenAndNow, then: ClosedCanvas, now: ClosedCanvas) -> list[PracticeBlock]:
    """Every practice of a factor with what each voice said, then and now."""
    return [
        PracticeBlock(
            _practice_row(practice, then, now),
            tuple(_voice_row(voice, then, now) for voice in practice.voices),
        )
        for practice in factor.practices
    ]


def break_words(broken: ComparisonBreak, *, then: str, now: str) -> str:
    """Why a difference cannot be read, in plain words. ``then`` and ``now`` name the rounds."""
    return {
        ComparisonBreak.NOT_ASKED_THEN: f"Not asked in {then}, so there is nothing to compare.",
        ComparisonBreak.NOT_ASKED_NOW: f"Not asked in {now}, so there is nothing to compare.",
        ComparisonBreak.OTHER_WORDS: f"Asked in other words in {then}, so these two cannot be compared.",
        ComparisonBreak.OTHER_PRACTICES: (
            f"{then} and {now} asked about different practices, so these two levels cannot be compared."
        ),
        ComparisonBreak.VOICE_NOT_ASKED_THEN: f"Not asked in {then}.",
        ComparisonBreak.VOICE_NOT_ASKED_NOW: f"Not asked in {now}.",
        ComparisonBreak.TOO_FEW: "Too few people in one of the two rounds, so these two cannot be compared.",
    }[broken]


def differences(then: ClosedCanvas, now: ClosedCanvas) -> list[str]:
    """What was different about two rounds, so that a reader is warned before reading on."""
    found = []
    if then.question_set != now.question_set:
        found.append(
            f"{then.title} asked the {then.question_set} set of questions and {now.title} the "
            f"{now.question_set} set."
        )
    if then.core_version != now.core_version:
        found.append(f"The canvas itself changed from version {then.core_version} to {now.core_version}.")
    if then.local_number != now.local_number:
        found.append("The system changed its own wording of the canvas between the two.")
    gone = [VOICE_NAMES[Voice(voice)].lower() for voice in then.voices if voice not in now.voices]
    new = [VOICE_NAMES[Voice(voice)].lower() for voice in now.voices if voice not in then.voices]
    if gone:
        found.append(f"{_listed(gone).capitalize()} were asked in {then.title} only.")
    if new:
        found.append(f"{_listed(new).capitalize()} were asked in {now.title} only.")
    return found


def review_rows(actions: Iterable[ReviewedAction], found: Comparison) -> list[ReviewRow]:
    """What became of each action, and what moved on the practice that it was about."""
    return [
        ReviewRow(
            what=each.action.what,
            who=each.action.who,
            practice=f"{each.action.practice_code} {each.action.practice_title}",
            action_id=each.action.id,
            outcome=OUTCOME_WORDS[each.outcome][0],
            tag=OUTCOME_WORDS[each.outcome][1],
            lateness=f"{each.days_slipped} days later than first planned" if each.days_slipped else "",
            moved=_moved_beside(each.action.practice_code, found),
        )
        for each in actions
    ]


def review_summary(actions: Sequence[ReviewedAction]) -> str:
    """What was done and what was not, in a sentence."""
    if not actions:
        return "No action was in the plan between these two rounds."
    counts = {outcome: sum(1 for each in actions if each.outcome is outcome) for outcome in Outcome}
    parts = [
        f"{counts[outcome]} {OUTCOME_WORDS[outcome][0].lower()}" for outcome in Outcome if counts[outcome]
    ]
    number = "1 action" if len(actions) == 1 else f"{len(actions)} actions"
    return f"{number}: {', '.join(parts)}."


def _verdict(movement: Movement | None, broken: ComparisonBreak | None) -> str:
    if broken:
        return "Cannot be compared"
    return MOVEMENT_WORDS[movement] if movement else "Not settled in both rounds"


def _moved_beside(code: str, found: Comparison) -> str:
    practice = next((each for each in found.practices if each.code == code), None)
    return _verdict(practice.movement, practice.broken) if practice else "Not asked in either round"


def _factor_note(factor: FactorThenAndNow, then: ClosedCanvas, now: ClosedCanvas) -> str:
    if factor.broken:
        return break_words(factor.broken, then=then.title, now=now.title)
    if factor.now is not None and factor.now.weakest_title:
        return f"Held by {factor.now.weakest_code} {factor.now.weakest_title}"
    return ""


def _practice_row(practice: PracticeThenAndNow, then: ClosedCanvas, now: ClosedCanvas) -> ChangeRow:
    note = break_words(practice.broken, then=then.title, now=now.title) if practice.broken else ""
    if practice.changed_words:
        note += f" What changed: {_listed([_word_name(name) for name in practice.changed_words])}."
    return ChangeRow(
        number=practice.code,
        title=practice.title,
        then=practice_label(practice.then),
        then_words=practice_words(practice.then),
        now=practice_label(practice.now),
        now_words=practice_words(practice.now),
        verdict=_verdict(practice.movement, practice.broken),
        note=note,
        direction=practice.movement or "",
    )


def _word_name(name: str) -> str:
    part, _, voice = name.partition(".")
    if not voice:
        return _WORD_NAMES[part]
    who = VOICE_NAMES[Voice(voice)].lower()
    return f"the question to {who}" if part == "questions" else f"the answers for {who}"


def _voice_row(voice: VoiceThenAndNow, then: ClosedCanvas, now: ClosedCanvas) -> VoiceRow:
    return VoiceRow(
        voice=VOICE_NAMES[Voice(voice.voice)],
        then_bar=segments(voice.then),
        now_bar=segments(voice.now),
        then_words=_said(voice.then, voice.median_then),
        now_words=_said(voice.now, voice.median_now),
        note=break_words(voice.broken, then=then.title, now=now.title) if voice.broken else "",
    )


def _said(counts: SafeCounts | None, median: tuple[int, int] | None) -> str:
    if counts is None:
        return "Not asked"
    if counts.hidden:
        return "Too few people to show"
    people = f"{counts.total} {'person' if counts.total == 1 else 'people'}"
    return f"Median {level_range(*median)}, {people}" if median else f"No level given, {people}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
