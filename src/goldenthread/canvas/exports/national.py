"""Systems side by side as a sheet."""

from collections.abc import Mapping
from datetime import date

from goldenthread.canvas.queries.national import National
from goldenthread.core.exporting.sheet import Field, FieldKind, Provenance, Sheet

_FIELDS = (
    Field("system", FieldKind.STRING, "System", required=True),
    Field("region", FieldKind.STRING, "Region"),
    Field("round", FieldKind.STRING, "Round", required=True),
    Field("closed_date", FieldKind.DATE, "Closed"),
    Field("question_set", FieldKind.STRING, "Question set", required=True),
    Field("core_version", FieldKind.STRING, "Version of the canvas", required=True),
    Field(
        "own_wording", FieldKind.BOOLEAN, "Own wording", "The system asked some practices in its own words"
    ),
    Field("factor", FieldKind.INTEGER, "Factor", required=True),
    Field("factor_title", FieldKind.STRING, "Factor title", required=True),
    Field("lowest", FieldKind.INTEGER, "Level, lowest", "Empty when it is not settled or was not asked"),
    Field("highest", FieldKind.INTEGER, "Level, highest"),
    Field("published_at", FieldKind.STRING, "Published page", required=True),
)


def national_sheet(found: National, titles: Mapping[int, str], *, today: date) -> Sheet:
    """One row for every system that has published and every factor."""
    rows = []
    for system in found.systems:
        if not system.is_published:
            continue
        question_set, version, own = system.asked_as
        for number, title in titles.items():
            level = system.levels.get(number)
            rows.append(
                (
                    system.name,
                    system.region or None,
                    system.round_title,
                    system.closed_date,
                    question_set,
                    version,
                    bool(own),
                    number,
                    title,
                    level.low if level else None,
                    level.high if level else None,
                    f"/p/{system.slug}/",
                )
            )
    return Sheet(
        name="national",
        fields=_FIELDS,
        rows=tuple(rows),
        provenance=Provenance(
            title="Systems side by side",
            description="Where each factor stands, system by system, in order of name. It is not a ranking.",
            source="Golden Thread, pages that systems have published",
            as_at=today,
            definition="A factor stands where its weakest practice stands. The newest round counts.",
        ),
    )
