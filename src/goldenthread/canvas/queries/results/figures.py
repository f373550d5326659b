"""The figures of one canvas in a closed round, from its tallies alone."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations

from goldenthread.canvas import models
from goldenthread.canvas.content import catalogue
from goldenthread.canvas.queries.agreeing import settled_practices
from goldenthread.canvas.queries.evidence import evidence_by_practice
from goldenthread.canvas.queries.results.rounds import RoundHead
from goldenthread.canvas.queries.results.shapes import (
    CanvasResults,
    FactorFigures,
    Gap,
    PracticeFigures,
    VoiceFigures,
    largest_first,
)
from goldenthread.canvas.rules import gaps as rule
from goldenthread.canvas.rules.gaps import Middle, Reading
from goldenthread.canvas.rules.levels import factor_level
from goldenthread.canvas.terms import Level
from goldenthread.core.disclosure import SafeCounts, protect_by_group

_LEVEL_COUNT = len(Level)
_COLUMNS = (*(f"level_{level}_count" for level in Level), "dont_know_count", "skipped_count")


def canvas_results(head: RoundHead, *, scope_id: int, evidence_on: date) -> CanvasResults:
    """The figures of a scope's canvas. Seven queries, whatever the number of answers.

    ``head`` comes from `rounds_of` and must be closed; an open round has no tallies to read.
    """
    settled = {practice.code: practice for practice in settled_practices([head.canvas_id])[head.canvas_id]}
    evidenced = evidence_by_practice(scope_id, on=evidence_on)
    counted = _tallied(head)
    asked = list(models.AskedPractice.objects.filter(round=head.id).defer("wording").order_by("position"))
    safe = {
        practice.pk: {
            voice: protect_by_group({voice: cells}, floor=head.floor).groups[voice]
            for voice, cells in counted.get(practice.pk, {}).items()
        }
        for practice in asked
    }
    figures = _voice_figures(
        [(pk, voice, each) for pk, by_voice in safe.items() for voice, each in by_voice.items()]
    )
    by_practice = {
        practice.pk: tuple(
            figures[practice.pk, voice] for voice in head.voices if (practice.pk, voice) in figures
        )
        for practice in asked
    }
    found, compared_count = _gaps(asked, by_practice, floor=head.floor)
    practices = [
        PracticeFigures(
            code=practice.practice_code,
            title=practice.title,
            factor=practice.factor,
            weight=practice.weight,
            origin=practice.origin,
            voices=by_practice[practice.pk],
            gaps=largest_first(found.get(practice.pk, [])),
            reading=_reading(by_practice[practice.pk], found.get(practice.pk, [])),
            settled=settled[practice.practice_code],
            evidenced=evidenced.get(practice.practice_code),
        )
        for practice in asked
    ]
    return CanvasResults(
        head=head, evidence_on=evidence_on, factors=_factors(practices), compared_count=compared_count
    )


def _tallied(head: RoundHead) -> dict[int, dict[str, tuple[int, ...]]]:
    counted: dict[int, dict[str, tuple[int, ...]]] = {}
    tallies = models.Tally.objects.filter(canvas=head.canvas_id).values_list(
        "practice_id", "voice", *_COLUMNS
    )
    for practice_id, voice, *cells in tallies:
        counted.setdefault(practice_id, {})[voice] = tuple(cells)
    return counted


def _voice_figures(
    counted: Sequence[tuple[int, str, SafeCounts]],
) -> dict[tuple[int, str], VoiceFigures]:
    agreements = _agreements([safe.counts[:_LEVEL_COUNT] for _, _, safe in counted])
    return {
        (key, voice): _figures(voice, safe.counts, agreement, hidden=safe.hidden, reason=safe.reason)
        for (key, voice, safe), agreement in zip(counted, agreements, strict=True)
    }


def _figures(
    voice: str, cells: Sequence[int], agreement: float | None, *, hidden: bool = False, reason: str = ""
) -> VoiceFigures:
    levels = tuple(cells[:_LEVEL_COUNT])
    return VoiceFigures(
        voice=voice,
        hidden=hidden,
        reason=reason,
        levels=levels,
        dont_know_count=cells[_LEVEL_COUNT],
        skipped_count=cells[_LEVEL_COUNT + 1],
        middle=rule.middle(levels),
        agreement=agreement,
        spread=rule.spread(agreement),
    )


def _agreements(distributions: Sequence[Sequence[int]]) -> list[float | None]:
    from goldenthread.methods.agreement import van_der_eijk

    if not distributions:
        return []
    found = van_der_eijk(distributions).agreement.tolist()
    return [value if value == value else None for value in found]  # nobody's agreement is not a number


def _gaps(
    asked: Sequence[models.AskedPractice],
    by_practice: dict[int, tuple[VoiceFigures, ...]],
    *,
    floor: int,
) -> tuple[dict[int, list[Gap]], int]:
    """Every pair of voices on every practice, compared in one go."""
    from goldenthread.methods.agreement import gap_between_groups

    pairs = [
        (practice, first, second)
        for practice in asked
        for first, second in combinations(by_practice[practice.pk], 2)
        if first.answer_count >= floor and second.answer_count >= floor
    ]
    if not pairs:
        return {}, 0
    measured = gap_between_groups(
        [first.levels for _, first, _ in pairs], [second.levels for *_, second in pairs]
    )
    found: dict[int, list[Gap]] = {}
    for (practice, first, second), size, low, high in zip(
        pairs, measured.gap.tolist(), measured.lower.tolist(), measured.upper.tolist(), strict=True
    ):
        ordered = (first, second, size, low, high) if size >= 0 else (second, first, -size, -high, -low)
        if size:
            found.setdefault(practice.pk, []).append(_gap(practice, *ordered))
    return found, len(pairs)


def _gap(
    practice: models.AskedPractice,
    higher: VoiceFigures,
    lower: VoiceFigures,
    size: float,
    low: float,
    high: float,
) -> Gap:
    higher_share, lower_share = rule.pair_chances(higher.levels, lower.levels) or (0.0, 0.0)
    return Gap(
        practice_code=practice.practice_code,
        practice_title=practice.title,
        factor=practice.factor,
        higher=higher.voice,
        lower=lower.voice,
        size=size,
        size_low=low,
        size_high=high,
        is_clear=low > 0,
        higher_middle=higher.middle or Middle(0, 0),
        lower_middle=lower.middle or Middle(0, 0),
        higher_share=higher_share,
        lower_share=lower_share,
        higher_count=higher.answer_count,
        lower_count=lower.answer_count,
    )


def _factors(practices: Sequence[PracticeFigures]) -> tuple[FactorFigures, ...]:
    titles = {factor.number: factor.title for factor in catalogue.canvas().factors}
    by_factor: dict[int, list[PracticeFigures]] = {}
    for practice in practices:
        by_factor.setdefault(practice.factor, []).append(practice)
    together = [
        (number, voice, cells)
        for number in sorted(by_factor)
        for voice, cells in _together(by_factor[number]).items()
    ]
    agreements = _agreements([cells[:_LEVEL_COUNT] for *_, cells in together])
    voices: dict[int, list[VoiceFigures]] = {}
    for (number, voice, cells), agreement in zip(together, agreements, strict=True):
        parts = [each for practice in by_factor[number] for each in practice.voices if each.voice == voice]
        reason = "" if any(part.people_count for part in parts) else max(part.reason for part in parts)
        found = _figures(voice, cells, agreement, hidden=bool(reason), reason=reason)
        voices.setdefault(number, []).append(found)
    return tuple(
        FactorFigures(
            number=number,
            title=titles.get(number, f"Factor {number}"),
            practices=tuple(by_factor[number]),
            voices=tuple(voices.get(number, ())),
            level=factor_level(number, [practice.settled for practice in by_factor[number]]),
            reading=rule.reading(
                shown_voice_count=sum(voice.has_middle for voice in voices.get(number, ())),
                has_clear_gap=any(gap.is_clear for practice in by_factor[number] for gap in practice.gaps),
                # a split on one practice is not hidden by agreement on the others
                spreads=[each.spread for practice in by_factor[number] for each in practice.voices],
            ),
        )
        for number in sorted(by_factor)
    )


def _together(practices: Sequence[PracticeFigures]) -> dict[str, list[int]]:
    """Each voice's answers over several practices; where it is hidden, nothing is counted."""
    together: dict[str, list[int]] = {}
    for practice in practices:
        for voice in practice.voices:
            cells = together.setdefault(voice.voice, [0] * len(_COLUMNS))
            for place, count in enumerate((*voice.levels, voice.dont_know_count, voice.skipped_count)):
                cells[place] += count
    return together


def _reading(voices: Sequence[VoiceFigures], gaps: Sequence[Gap]) -> Reading:
    return rule.reading(
        shown_voice_count=sum(voice.has_middle for voice in voices),
        has_clear_gap=any(gap.is_clear for gap in gaps),
        spreads=[voice.spread for voice in voices],
    )
