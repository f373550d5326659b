"""What a round said as a table, protected as the pages are."""

from goldenthread.canvas.queries.results import CanvasResults, VoiceFigures
from goldenthread.core.exporting import Field, FieldKind, Provenance, Sheet

_LEVELS = tuple(
    Field(
        f"level_{level}_count", FieldKind.INTEGER, f"At level {level}", f"How many people gave level {level}"
    )
    for level in range(5)
)
_FIELDS = (
    Field("factor", FieldKind.INTEGER, "Factor", required=True),
    Field("practice", FieldKind.STRING, "Practice", required=True),
    Field("title", FieldKind.STRING, "Title"),
    Field(
        "origin", FieldKind.STRING, "Origin", "core, reworded or added: whether it can be compared elsewhere"
    ),
    Field("voice", FieldKind.STRING, "Voice", required=True),
    Field("status", FieldKind.STRING, "Status", "shown, suppressed (fewer people than the floor) or nobody"),
    *_LEVELS,
    Field("dont_know_count", FieldKind.INTEGER, "Do not know"),
    Field("skipped_count", FieldKind.INTEGER, "Skipped"),
    Field("people_count", FieldKind.INTEGER, "People", "Levels, do not know and skipped together"),
    Field(
        "middle_low", FieldKind.INTEGER, "Middle level", "The median; the lower of two when it lies between"
    ),
    Field("middle_high", FieldKind.INTEGER, "Middle level, upper"),
    Field("agreement", FieldKind.NUMBER, "Agreement", "van der Eijk's A: 1 all the same, 0 spread, -1 split"),
    Field(
        "evidence_carries", FieldKind.INTEGER, "Evidence carries", "The highest level that evidence carries"
    ),
    Field("settled_low", FieldKind.INTEGER, "Settled level", "Empty when not settled yet"),
    Field("settled_high", FieldKind.INTEGER, "Settled level, upper"),
)
_GAP_FIELDS = (
    Field("factor", FieldKind.INTEGER, "Factor", required=True),
    Field("practice", FieldKind.STRING, "Practice", required=True),
    Field("higher_voice", FieldKind.STRING, "Higher voice", required=True),
    Field("lower_voice", FieldKind.STRING, "Lower voice", required=True),
    Field("gap", FieldKind.NUMBER, "Gap", "Chance of a higher answer minus chance of a lower one, 0 to 1"),
    Field("gap_lower", FieldKind.NUMBER, "Gap, lower end", "Of the 95% interval (Newcombe 2006, method 5)"),
    Field("gap_upper", FieldKind.NUMBER, "Gap, upper end"),
    Field("is_clear", FieldKind.BOOLEAN, "Clear", "Whether the whole interval is above nought"),
    Field("higher_count", FieldKind.INTEGER, "Answers of the higher voice"),
    Field("lower_count", FieldKind.INTEGER, "Answers of the lower voice"),
)
_DEFINITION = (
    "People's answers, counted once when the round closed. Voices of fewer people than the floor are "
    "suppressed; their figures are missing, not nought."
)


def answers_sheet(results: CanvasResults, *, scope_name: str) -> Sheet:
    """One row for each practice and voice."""
    return Sheet(
        name="results",
        fields=_FIELDS,
        rows=tuple(
            (
                practice.factor,
                practice.code,
                practice.title,
                practice.origin,
                voice.voice,
                *_cells(voice),
                practice.carried_level,
                practice.settled.lowest,
                practice.settled.highest,
            )
            for practice in results.practices
            for voice in practice.voices
        ),
        provenance=_provenance(results, scope_name),
        primary_key=("practice", "voice"),
    )


def gaps_sheet(results: CanvasResults, *, scope_name: str) -> Sheet:
    """One row for each pair of voices that differ, the largest gap first."""
    return Sheet(
        name="gaps",
        fields=_GAP_FIELDS,
        rows=tuple(
            (
                gap.factor,
                gap.practice_code,
                gap.higher,
                gap.lower,
                round(gap.size, 4),
                round(gap.size_low, 4),
                round(gap.size_high, 4),
                gap.is_clear,
                gap.higher_count,
                gap.lower_count,
            )
            for gap in results.gaps
        ),
        provenance=_provenance(results, scope_name),
        primary_key=("practice", "higher_voice", "lower_voice"),
    )


def _cells(voice: VoiceFigures) -> tuple[str | int | float | None, ...]:
    if voice.hidden:
        return ("suppressed", *([None] * 11))
    return (
        "shown" if voice.people_count else "nobody",
        *voice.levels,
        voice.dont_know_count,
        voice.skipped_count,
        voice.people_count,
        voice.middle.low if voice.middle else None,
        voice.middle.high if voice.middle else None,
        None if voice.agreement is None else round(voice.agreement, 4),
    )


def _provenance(results: CanvasResults, scope_name: str) -> Provenance:
    return Provenance(
        title=f"{results.head.title}: what the round said about {scope_name}",
        description="Answers by practice and voice, with what evidence carries and what was settled.",
        source=f"{scope_name}, canvas in Golden Thread",
        as_at=results.evidence_on,
        definition=_DEFINITION,
    )
