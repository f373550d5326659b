"""How voices answered, as bars and figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.canvas.presenters.words import level_name, middle_text, voice_name
from goldenthread.canvas.queries.results import VoiceFigures
from goldenthread.canvas.rules.gaps import Reading, Spread

BAR_WIDTH = 1000

_SPREADS = {
    Spread.CLOSE: ("Close together", ""),
    Spread.SPREAD: ("Spread out", ""),
    Spread.SPLIT: ("Split", "gt-tag--split"),
    Spread.UNKNOWN: ("", ""),
}
_READINGS = {
    Reading.DIFFER: ("Voices differ", "gt-tag--differ"),
    Reading.SPLIT: ("Split within a voice", "gt-tag--split"),
    Reading.ALIKE: ("Much the same", "gt-tag--alike"),
    Reading.TOO_FEW: ("Too few to compare", "gt-tag--few"),
}


@dataclass(frozen=True, slots=True)
class Segment:
    """One level's part of a bar."""

    level: int
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """One voice as a row: a bar, and the figures it is drawn from."""

    voice: str
    name: str
    note: str  # instead of figures: why there are none
    segments: tuple[Segment, ...]
    levels: tuple[int, ...]
    answer_count: int
    people_count: int
    dont_know_count: int
    dont_know_percent: int
    skipped_count: int
    middle: str
    middle_level: int | None  # for its colour
    agreement: str
    spread: str
    spread_class: str
    is_split: bool
    description: str  # the bar in words


@dataclass(frozen=True, slots=True)
class Tag:
    """A few words that stand out."""

    text: str
    css_class: str


def voice_rows(voices: Sequence[VoiceFigures]) -> tuple[VoiceRow, ...]:
    """Every voice that was asked, in their order."""
    return tuple(map(voice_row, voices))


def voice_row(figures: VoiceFigures) -> VoiceRow:
    """One voice; nothing of a hidden one but why."""
    spread, spread_class = _SPREADS[figures.spread]
    people = figures.people_count
    return VoiceRow(
        voice=figures.voice,
        name=voice_name(figures.voice),
        note=_note(figures),
        segments=segments(figures.levels),
        levels=figures.levels,
        answer_count=figures.answer_count,
        people_count=people,
        dont_know_count=figures.dont_know_count,
        dont_know_percent=round(100 * figures.dont_know_count / people) if people else 0,
        skipped_count=figures.skipped_count,
        middle=middle_text(figures.middle),
        middle_level=figures.middle.low if figures.middle else None,
        agreement="" if figures.agreement is None else f"{figures.agreement:.2f}".replace("-", "−"),
        spread=spread,
        spread_class=spread_class,
        is_split=figures.spread is Spread.SPLIT,
        description=_description(figures),
    )


def segments(levels: Sequence[int]) -> tuple[Segment, ...]:
    """A bar's parts, from level 0 at the left; together they fill it to the last bit."""
    total = sum(levels)
    if not total:
        return ()
    ends = [round(BAR_WIDTH * sum(levels[: level + 1]) / total) for level in range(len(levels))]
    starts = [0, *ends[:-1]]
    return tuple(
        Segment(level, start, end - start)
        for level, (start, end) in enumerate(zip(starts, ends, strict=True))
        if end > start
    )


def reading_tag(reading: Reading) -> Tag:
    """How voices stand to each other, as a tag."""
    return Tag(*_READINGS[reading])


def _note(figures: VoiceFigures) -> str:
    if figures.hidden:
        return figures.reason
    if not figures.people_count:
        return "Nobody answered."
    return "" if figures.has_middle else "Everybody who answered said that they do not know, or skipped it."


def _description(figures: VoiceFigures) -> str:
    if not figures.has_middle:
        return _note(figures)
    parts = [
        f"{count} at level {level} ({level_name(level).lower()})"
        for level, count in enumerate(figures.levels)
        if count
    ]
    return f"{voice_name(figures.voice)}: {', '.join(parts)}."
