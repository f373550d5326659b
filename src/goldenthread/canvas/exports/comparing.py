"""Two rounds of one scope as a sheet."""

from collections.abc import Iterator

from goldenthread.canvas.queries.comparing import Comparison, PracticeThenAndNow, VoiceThenAndNow
from goldenthread.canvas.terms import LEVEL_NAMES
from goldenthread.core.disclosure import SafeCounts
from goldenthread.core.exporting.sheet import Field, FieldKind, Provenance, Sheet, Value

_LEVELS = 5


def _side(name: str, title: str) -> tuple[Field, ...]:
    return (
        Field(f"lowest_{name}", FieldKind.INTEGER, f"Settled level {title}, lowest"),
        Field(f"highest_{name}", FieldKind.INTEGER, f"Settled level {title}, highest"),
        *(
            Field(f"level_{level.value}_{name}", FieldKind.INTEGER, f"{words}, people {title}")
            for level, words in LEVEL_NAMES.items()
        ),
        Field(f"dont_know_{name}", FieldKind.INTEGER, f"Don't know, people {title}"),
        Field(f"skipped_{name}", FieldKind.INTEGER, f"Skipped, people {title}"),
        Field(f"median_low_{name}", FieldKind.INTEGER, f"Median {title}, lower end"),
        Field(f"median_high_{name}", FieldKind.INTEGER, f"Median {title}, upper end"),
    )


_FIELDS = (
    Field("practice", FieldKind.STRING, "Practice", "Code of the practice in the canvas", required=True),
    Field("title", FieldKind.STRING, "Practice title", required=True),
    Field("factor", FieldKind.INTEGER, "Factor", required=True),
    Field("voice", FieldKind.STRING, "Voice", required=True),
    Field(
        "why_not_compared",
        FieldKind.STRING,
        "Why not compared",
        "Empty when both rounds asked this voice the same thing in the same words, and enough answered",
    ),
    Field("level_movement", FieldKind.STRING, "Movement of the settled level"),
    *_side("then", "in the earlier round"),
    *_side("now", "in the later round"),
)


def comparison_sheet(found: Comparison, *, scope_name: str) -> Sheet:
    """One row for every practice and voice of two rounds."""
    return Sheet(
        name="over-time",
        fields=_FIELDS,
        rows=tuple(_rows(found)),
        provenance=Provenance(
            title=f"Over time: {scope_name}",
            description=f"{found.then.title} beside {found.now.title}: settled levels, and answers by voice.",
            source=f"Golden Thread, rounds of {scope_name}",
            as_at=found.now.closed_date,
            definition=(
                "A level can only be compared where both rounds asked the same thing in the same words. "
                f"Groups of fewer than {max(found.then.floor, found.now.floor)} people are left out."
            ),
        ),
        primary_key=("practice", "voice"),
    )


def _rows(found: Comparison) -> Iterator[tuple[Value, ...]]:
    for practice in found.practices:
        for voice in practice.voices:
            yield (
                practice.code,
                practice.title,
                practice.factor,
                voice.voice,
                str(voice.broken) if voice.broken else None,
                str(practice.movement) if practice.movement else None,
                *_values(practice, voice, "then"),
                *_values(practice, voice, "now"),
            )


def _values(practice: PracticeThenAndNow, voice: VoiceThenAndNow, side: str) -> tuple[Value, ...]:
    settled = practice.then if side == "then" else practice.now
    counts = voice.then if side == "then" else voice.now
    median = voice.median_then if side == "then" else voice.median_now
    return (
        settled.lowest if settled else None,
        settled.highest if settled else None,
        *_cells(counts),
        *(median or (None, None)),
    )


def _cells(counts: SafeCounts | None) -> tuple[Value, ...]:
    return counts.shown if counts is not None else (None,) * (_LEVELS + 2)
