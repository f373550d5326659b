"""A published page as files: sheets for csv, and the whole as one value for JSON."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from goldenthread.canvas.terms import LEVEL_NAMES
from goldenthread.core.exporting.sheet import Field, FieldKind, Provenance, Sheet, Value

LICENCE = "CC-BY-4.0"
DEFINITION = (
    "A level is 0 not started, 1 exploring, 2 in place in parts, 3 in place throughout or 4 leading others. "
    "A factor stands where its weakest practice stands."
)

_LEVELS = (
    Field("practice", FieldKind.STRING, "Practice", "Code of the practice in the canvas", required=True),
    Field("title", FieldKind.STRING, "Practice title", required=True),
    Field("factor", FieldKind.INTEGER, "Factor", required=True),
    Field("factor_title", FieldKind.STRING, "Factor title", required=True),
    Field("origin", FieldKind.STRING, "Origin", "core, reworded or added here", required=True),
    Field("lowest", FieldKind.INTEGER, "Settled level, lowest", "Empty when no level was settled"),
    Field("highest", FieldKind.INTEGER, "Settled level, highest"),
    Field("signed_off", FieldKind.BOOLEAN, "Signed off by a second person", required=True),
    Field(
        "evidence_carries",
        FieldKind.INTEGER,
        "Level that evidence carries",
        "By the evidence rule; a settled level above it is a claim",
        required=True,
    ),
    Field("reasons", FieldKind.STRING, "Reasons"),
    Field("dissent", FieldKind.STRING, "Dissent"),
)
_VOICES = (
    Field("practice", FieldKind.STRING, "Practice", "Code of the practice in the canvas", required=True),
    Field("voice", FieldKind.STRING, "Voice", "leaders, staff, partners or local_people", required=True),
    Field(
        "hidden", FieldKind.BOOLEAN, "Hidden", "True when too few people answered to show any", required=True
    ),
    *(
        Field(f"level_{level.value}", FieldKind.INTEGER, f"People who said {name.lower()}")
        for level, name in LEVEL_NAMES.items()
    ),
    Field("dont_know", FieldKind.INTEGER, "People who do not know"),
    Field("skipped", FieldKind.INTEGER, "People who skipped it"),
    Field("people", FieldKind.INTEGER, "People together"),
)
_STATEMENTS = (
    Field("practice", FieldKind.STRING, "Practice", required=True),
    Field("voice", FieldKind.STRING, "Voice", required=True),
    Field("words", FieldKind.STRING, "What somebody said", required=True),
)
_PLAN = (
    Field("practice", FieldKind.STRING, "Practice", required=True),
    Field("what", FieldKind.STRING, "What will be done", required=True),
    Field("first_step", FieldKind.STRING, "First small step"),
    Field("measure", FieldKind.STRING, "How we will know"),
    Field("due", FieldKind.DATE, "Due", required=True),
    Field("status", FieldKind.STRING, "Status", required=True),
    Field("overdue", FieldKind.BOOLEAN, "Overdue", required=True),
)


def published_sheets(content: Mapping[str, Any], *, without: Collection[int] = ()) -> tuple[Sheet, ...]:
    """Everything that a page shows, as sheets. ``without`` are statements taken back since."""
    sheets = [
        _sheet(content, "levels", "Levels", _LEVELS, _level_rows(content), key=("practice",)),
        _sheet(
            content,
            "voices",
            "What each voice said",
            _VOICES,
            _voice_rows(content),
            key=("practice", "voice"),
        ),
    ]
    statements = [each for each in content["statements"] if each["ref"] not in without]
    if statements:
        rows = ((each["practice"], each["voice"], each["words"]) for each in statements)
        sheets.append(_sheet(content, "statements", "Statements", _STATEMENTS, rows))
    if content["plan"]:
        sheets.append(_sheet(content, "plan", "What will be done", _PLAN, _plan_rows(content)))
    return tuple(sheets)


def published_values(content: Mapping[str, Any], *, without: Collection[int] = ()) -> dict[str, Any]:
    """The whole page as one value, without the references that only we can follow."""
    return {
        **content,
        "licence": LICENCE,
        "definition": DEFINITION,
        "statements": [
            {name: value for name, value in each.items() if name != "ref"}
            for each in content["statements"]
            if each["ref"] not in without
        ],
    }


def _sheet(
    content: Mapping[str, Any],
    name: str,
    title: str,
    fields: tuple[Field, ...],
    rows: Iterator[tuple[Value, ...]],
    *,
    key: tuple[str, ...] = (),
) -> Sheet:
    about, scope = content["round"], content["scope"]
    floor = f"Counts of a voice with fewer than {about['floor']} people are not given."
    return Sheet(
        name=name,
        fields=fields,
        rows=tuple(rows),
        provenance=Provenance(
            title=f"{title}: {scope['name']}, {about['title']}",
            description=f"Asked from {about['opened']} to {about['closed']} on the Golden Thread canvas.",
            source=f"{scope['name']}, {about['title']}",
            as_at=date.fromisoformat(content["as_at"]),
            definition=f"{DEFINITION} {floor}",
            licence=LICENCE,
        ),
        primary_key=key,
    )


def _practices(content: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for factor in content["factors"]:
        for practice in factor["practices"]:
            yield factor, practice


def _level_rows(content: Mapping[str, Any]) -> Iterator[tuple[Value, ...]]:
    for factor, practice in _practices(content):
        yield (
            practice["code"],
            practice["title"],
            factor["number"],
            factor["title"],
            practice["origin"],
            practice["low"],
            practice["high"],
            practice["signed_off"],
            practice["evidence_carries"],
            practice["reasons"] or None,
            practice["dissent"] or None,
        )


def _voice_rows(content: Mapping[str, Any]) -> Iterator[tuple[Value, ...]]:
    for _, practice in _practices(content):
        for voice, counts in practice["voices"].items():
            levels = counts["levels"] or (None,) * len(LEVEL_NAMES)
            yield (
                practice["code"],
                voice,
                counts["hidden"],
                *levels,
                counts["dont_know"],
                counts["skipped"],
                counts["people"],
            )


def _plan_rows(content: Mapping[str, Any]) -> Iterator[tuple[Value, ...]]:
    for action in content["plan"]:
        yield (
            action["practice"],
            action["what"],
            action["first_step"] or None,
            action["measure"] or None,
            date.fromisoformat(action["due"]),
            action["status"],
            action["overdue"],
        )
