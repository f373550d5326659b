"""What the figures of a canvas are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.canvas.queries.evidence import EvidencedPractice
from goldenthread.canvas.queries.results.rounds import RoundHead
from goldenthread.canvas.rules.gaps import Middle, Reading, Spread
from goldenthread.canvas.rules.levels import FactorLevel, SettledPractice
from goldenthread.canvas.terms import Level


@dataclass(frozen=True, slots=True)
class VoiceFigures:
    """How one voice answered, fit to be shown. A hidden voice has no figures at all."""

    voice: str
    hidden: bool
    reason: str  # why it is hidden, for the reader
    levels: tuple[int, ...]  # how many gave each level, 0 to 4
    dont_know_count: int
    skipped_count: int
    middle: Middle | None
    agreement: float | None  # van der Eijk's, -1 to 1
    spread: Spread

    @property
    def answer_count(self) -> int:
        """How many gave a level."""
        return sum(self.levels)

    @property
    def people_count(self) -> int:
        """How many answered, "don't know" and "skip" among them."""
        return self.answer_count + self.dont_know_count + self.skipped_count

    @property
    def has_middle(self) -> bool:
        """Whether there is a level to show."""
        return self.middle is not None


@dataclass(frozen=True, slots=True)
class Gap:
    """One voice places a practice higher than another does, and how sure that is."""

    practice_code: str
    practice_title: str
    factor: int
    higher: str
    lower: str
    size: float  # chance of a higher answer minus that of a lower one, 0 to 1
    size_low: float
    size_high: float
    is_clear: bool  # the whole 95% interval is above nought
    higher_middle: Middle
    lower_middle: Middle
    higher_share: float  # of pairs of one person each, the share where `higher` gives the higher level
    lower_share: float
    higher_count: int
    lower_count: int

    @property
    def levels_apart(self) -> float:
        """How far the middles lie apart."""
        return self.higher_middle.point - self.lower_middle.point


@dataclass(frozen=True, slots=True)
class PracticeFigures:
    """One practice: what each voice said, what evidence carries, what was settled."""

    code: str
    title: str
    factor: int
    weight: int
    origin: str
    voices: tuple[VoiceFigures, ...]
    gaps: tuple[Gap, ...]  # largest first
    reading: Reading
    settled: SettledPractice
    evidenced: EvidencedPractice | None

    @property
    def carried_level(self) -> int:
        """The level that evidence can carry."""
        return self.evidenced.level if self.evidenced else int(Level.EXPLORING)

    @property
    def claimed(self) -> Middle | None:
        """From the lowest to the highest middle of the voices that are shown."""
        return _span([voice.middle for voice in self.voices])

    @property
    def is_ahead_of_evidence(self) -> bool:
        """Whether somebody claims more than evidence carries."""
        return self.claimed is not None and self.claimed.high > self.carried_level


@dataclass(frozen=True, slots=True)
class FactorFigures:
    """One factor: its practices, and its voices over all of them."""

    number: int
    title: str
    practices: tuple[PracticeFigures, ...]
    voices: tuple[VoiceFigures, ...]  # over the practices where the voice can be shown
    level: FactorLevel
    reading: Reading

    @property
    def claimed(self) -> Middle | None:
        """From the lowest to the highest middle over its practices and voices."""
        return _span([practice.claimed for practice in self.practices])

    @property
    def carried_level(self) -> int:
        """The level that evidence can carry for every one of its practices."""
        return min(practice.carried_level for practice in self.practices)

    @property
    def ahead_of_evidence(self) -> tuple[PracticeFigures, ...]:
        """Its practices whose claims go further than their evidence."""
        return tuple(practice for practice in self.practices if practice.is_ahead_of_evidence)

    @property
    def widest_gap(self) -> Gap | None:
        """The largest clear gap between two voices."""
        clear = [gap for practice in self.practices for gap in practice.gaps if gap.is_clear]
        return max(clear, key=lambda gap: gap.size, default=None)


@dataclass(frozen=True, slots=True)
class CanvasResults:
    """What a closed round said on one canvas."""

    head: RoundHead
    evidence_on: date
    factors: tuple[FactorFigures, ...]
    compared_count: int  # how many pairs of voices were compared

    @property
    def practices(self) -> tuple[PracticeFigures, ...]:
        """Every practice, in the order of the canvas."""
        return tuple(practice for factor in self.factors for practice in factor.practices)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Every gap, the largest first."""
        return largest_first([gap for practice in self.practices for gap in practice.gaps])

    @property
    def voices(self) -> dict[str, VoiceFigures]:
        """For each voice, the practice that most of its people answered: how many took part."""
        found: dict[str, VoiceFigures] = {}
        for practice in self.practices:
            for figures in practice.voices:
                if figures.people_count >= found.get(figures.voice, figures).people_count:
                    found[figures.voice] = figures
        return found

    def factor(self, number: int) -> FactorFigures | None:
        """One factor; None when it was not asked about."""
        return next((factor for factor in self.factors if factor.number == number), None)

    def practice(self, code: str) -> PracticeFigures | None:
        """One practice; None when it was not asked."""
        return next((practice for practice in self.practices if practice.code == code), None)


def largest_first(gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    """Gaps in the order in which a reader should meet them."""
    return tuple(
        sorted(gaps, key=lambda gap: (-gap.size, gap.factor, gap.practice_code, gap.higher, gap.lower))
    )


def _span(middles: Sequence[Middle | None]) -> Middle | None:
    known = [each for each in middles if each is not None]
    if not known:
        return None
    return Middle(min(each.low for each in known), max(each.high for each in known))
