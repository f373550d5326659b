"""What a round said, in sentences, tags and rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.canvas.presenters.distributions import BAR_WIDTH, Tag, VoiceRow, reading_tag, voice_rows
from goldenthread.canvas.presenters.words import (
    listed,
    middle_in_words,
    middle_text,
    number_word,
    one_of,
    settled_text,
    voice_name,
)
from goldenthread.canvas.queries.results import CanvasResults, FactorFigures, Gap, PracticeFigures
from goldenthread.canvas.rules.gaps import Reading
from goldenthread.canvas.terms import LEVEL_NAMES

GAPS_SHOWN = 6
LEGEND = tuple((int(level), name) for level, name in LEVEL_NAMES.items())


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure to take away, with what it counts."""

    figure: str
    words: str


@dataclass(frozen=True, slots=True)
class GapRow:
    """A gap between two voices as a reader meets it."""

    practice_code: str
    practice_title: str
    factor: int
    sentence: str
    certainty: str
    pairs: str
    size: str
    interval: str
    is_clear: bool
    x: int
    x_low: int
    width: int
    higher: str
    lower: str
    higher_middle: str
    lower_middle: str


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """A practice as a row."""

    code: str
    title: str
    voices: tuple[VoiceRow, ...]
    tag: Tag
    claimed: str
    carried: str
    carried_level: int
    is_ahead: bool
    settled: str
    is_signed_off: bool
    changed: str  # how it differs from the core; empty when it does not
    weight: str  # empty for the usual weight


@dataclass(frozen=True, slots=True)
class FactorRow:
    """A factor as a row."""

    number: int
    title: str
    voices: tuple[VoiceRow, ...]
    tag: Tag
    claimed: str
    carried: str
    is_ahead: bool
    ahead: str  # which practices claim more than evidence carries
    settled: str
    is_settled: bool
    is_signed_off: bool
    weakest: str
    practices: tuple[PracticeRow, ...]
    split_voices: str


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """The whole page."""

    headline: str
    people: str
    facts: tuple[Fact, ...]
    factors: tuple[FactorRow, ...]
    voice_names: tuple[str, ...]
    gaps: tuple[GapRow, ...]  # the clear ones, largest first
    unclear: tuple[GapRow, ...]
    compared: str
    hidden_note: str


_CHANGES = {"reworded": "Reworded here", "added": "Added here"}


def results_page(results: CanvasResults, *, scope_name: str) -> ResultsPage:
    """A canvas's results in full."""
    factors = tuple(map(factor_row, results.factors))
    rows = [gap_row(gap) for gap in results.gaps]
    return ResultsPage(
        headline=headline(results, scope_name=scope_name),
        people=people(results),
        facts=_facts(results),
        factors=factors,
        voice_names=tuple(map(voice_name, results.head.voices)),
        gaps=tuple(row for row in rows if row.is_clear),
        unclear=tuple(row for row in rows if not row.is_clear),
        compared=_compared(results),
        hidden_note=_hidden_note(results),
    )


def headline(results: CanvasResults, *, scope_name: str) -> str:
    """The round in a sentence or two: where voices meet, and where they part furthest."""
    if all(factor.reading is Reading.TOO_FEW for factor in results.factors):
        return f"Too few people answered to say how the voices of {scope_name} compare."
    count = len(results.factors)
    alike = sum(factor.reading is Reading.ALIKE for factor in results.factors)
    clear = [gap for gap in results.gaps if gap.is_clear]
    same = f"Voices see {number_word(alike)} of {number_word(count)} factors much the same way."
    if alike in (0, count):
        which = "every factor" if alike else f"none of {number_word(count)} factors"
        same = f"Voices see {which} much the same way."
    if not clear:
        return f"{same} We found no clear gap between two voices."
    widest = clear[0]
    factor = results.factor(widest.factor)
    place = factor.title if factor else widest.practice_title
    return f"{same} They part most on {place.lower()}, where {_lower_than(widest, mid_sentence=True)}."


def people(results: CanvasResults) -> str:
    """Who answered: "214 people answered: 24 leaders, 90 staff …"; small voices are named without figures."""
    shown = {voice: figures.people_count for voice, figures in results.voices.items() if not figures.hidden}
    hidden = [voice for voice, figures in results.voices.items() if figures.hidden]
    parts = [f"{count:,} {voice_name(voice).lower()}" for voice, count in shown.items()]
    said = f"{listed(parts)} answered." if parts else "Nobody can be shown."
    if hidden:
        names = listed([voice_name(voice).lower() for voice in hidden])
        said += f" Fewer than {results.head.floor} {names} answered, so they are not shown."
    return said


def factor_row(factor: FactorFigures) -> FactorRow:
    """One factor."""
    ahead = factor.ahead_of_evidence
    return FactorRow(
        number=factor.number,
        title=factor.title,
        voices=voice_rows(factor.voices),
        tag=reading_tag(factor.reading),
        claimed=middle_text(factor.claimed),
        carried=f"Up to {factor.carried_level}",
        is_ahead=bool(ahead),
        ahead=", ".join(f"{practice.code} {practice.title}" for practice in ahead),
        settled=settled_text(factor.level),
        is_settled=factor.level.settled,
        is_signed_off=factor.level.signed_off,
        weakest=f"{factor.level.weakest_code} {factor.level.weakest_title}" if factor.level.settled else "",
        practices=tuple(map(practice_row, factor.practices)),
        split_voices=listed([row.name.lower() for row in voice_rows(factor.voices) if row.is_split]),
    )


def practice_row(practice: PracticeFigures) -> PracticeRow:
    """One practice."""
    return PracticeRow(
        code=practice.code,
        title=practice.title,
        voices=voice_rows(practice.voices),
        tag=reading_tag(practice.reading),
        claimed=middle_text(practice.claimed),
        carried=f"Up to {practice.carried_level}",
        carried_level=practice.carried_level,
        is_ahead=practice.is_ahead_of_evidence,
        settled=settled_text(practice.settled),
        is_signed_off=practice.settled.signed_off,
        changed=_CHANGES.get(practice.origin, ""),
        weight=f"Weight {practice.weight} of 5" if practice.weight > 1 else "",
    )


def gap_row(gap: Gap) -> GapRow:
    """One gap, in plain words and as a line with its interval."""
    low, high = max(0.0, gap.size_low), gap.size_high
    return GapRow(
        practice_code=gap.practice_code,
        practice_title=gap.practice_title,
        factor=gap.factor,
        sentence=_lower_than(gap, mid_sentence=False) + ".",
        certainty="We are fairly sure." if gap.is_clear else "This may be chance.",
        pairs=_pairs(gap),
        size=f"{100 * gap.size:.0f}",
        interval=f"{100 * gap.size_low:.0f} to {100 * gap.size_high:.0f}".replace("-", "−"),
        is_clear=gap.is_clear,
        x=round(BAR_WIDTH * gap.size),
        x_low=round(BAR_WIDTH * low),
        width=round(BAR_WIDTH * (high - low)),
        higher=voice_name(gap.higher),
        lower=voice_name(gap.lower),
        higher_middle=middle_text(gap.higher_middle),
        lower_middle=middle_text(gap.lower_middle),
    )


def gap_rows(gaps: Sequence[Gap]) -> tuple[GapRow, ...]:
    """Gaps in the order given."""
    return tuple(map(gap_row, gaps))


def middles(practice: PracticeFigures) -> str:
    """Where each voice has its middle, in a sentence."""
    known = [
        f"{voice_name(voice.voice).lower()} at {middle_in_words(voice.middle)}"
        for voice in practice.voices
        if voice.middle is not None
    ]
    return f"The middle answer: {listed(known)}." if known else ""


def _facts(results: CanvasResults) -> tuple[Fact, ...]:
    count = len(results.factors)
    differ = sum(factor.reading is Reading.DIFFER for factor in results.factors)
    ahead = sum(bool(factor.ahead_of_evidence) for factor in results.factors)
    settled = sum(factor.level.settled for factor in results.factors)
    shown = sum(voice.people_count for voice in results.voices.values())
    voices = sum(not voice.hidden and voice.people_count > 0 for voice in results.voices.values())
    return (
        Fact(
            f"{shown:,}", f"people answered, in {number_word(voices)} {'voice' if voices == 1 else 'voices'}"
        ),
        Fact(f"{differ} of {count}", "factors where voices clearly differ"),
        Fact(f"{ahead} of {count}", "factors where the claim goes further than the evidence"),
        Fact(f"{settled} of {count}", "factors with a settled level"),
    )


def _lower_than(gap: Gap, *, mid_sentence: bool) -> str:
    lower, higher = voice_name(gap.lower), voice_name(gap.higher).lower()
    lower = lower.lower() if mid_sentence else lower
    if gap.levels_apart <= 0:  # the middles are level, or tell another story than the answers as a whole
        return f"{lower} tend to see this lower than {higher}"
    return f"{lower} see this {_apart(gap.levels_apart)} lower than {higher}"


def _apart(levels: float) -> str:
    if levels == 0.5:
        return "about half a level"
    whole, half = int(levels), levels % 1
    unit = "level" if levels == 1 else "levels"
    return f"about {number_word(whole)}{' and a half' if half else ''} {unit}"


def _pairs(gap: Gap) -> str:
    higher, lower = one_of(gap.higher), one_of(gap.lower)
    more, less = round(100 * gap.higher_share), round(100 * gap.lower_share)
    return (
        f"Of 100 pairs of a {higher} and a {lower}, the {higher} gives the higher level in {more}, "
        f"the {lower} in {less}. In the rest both say the same."
    )


def _compared(results: CanvasResults) -> str:
    count = results.compared_count
    if not count:
        return ""
    missing = count * 0.05
    chance = "fewer than one" if missing < 1 else f"about {missing:.0f}"
    return (
        f"We compared {count:,} pairs of voices. Of so many 95% intervals, "
        f"{chance} would miss the truth by chance."
    )


def _hidden_note(results: CanvasResults) -> str:
    partly_hidden = any(
        voice.hidden and not results.voices[voice.voice].hidden
        for practice in results.practices
        for voice in practice.voices
    )
    if not partly_hidden:
        return ""
    return (
        f"On some practices fewer than {results.head.floor} people of a voice answered. "
        "Those answers are not shown and not counted."
    )
