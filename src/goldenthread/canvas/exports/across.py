"""Scopes side by side as a sheet."""

from collections.abc import Mapping
from datetime import date

from goldenthread.canvas.queries.across import Across
from goldenthread.core.exporting.sheet import Field, FieldKind, Provenance, Sheet

_FIELDS = (
    Field("scope", FieldKind.STRING, "Scope", required=True),
    Field("kind", FieldKind.STRING, "Kind", required=True),
    Field("round", FieldKind.STRING, "Round"),
    Field("closed_date", FieldKind.DATE, "Closed"),
    Field("factor", FieldKind.INTEGER, "Factor", required=True),
    Field("factor_title", FieldKind.STRING, "Factor title", required=True),
    Field("lowest", FieldKind.INTEGER, "Level, lowest", "Empty when it is not settled or was not asked"),
    Field("highest", FieldKind.INTEGER, "Level, highest"),
    Field("weakest_practice", FieldKind.STRING, "Weakest practice", "The practice that holds the factor"),
    Field("settled_practices", FieldKind.INTEGER, "Practices settled"),
    Field("asked_practices", FieldKind.INTEGER, "Practices asked"),
    Field("claimed", FieldKind.BOOLEAN, "Claimed", "A practice stands higher than its evidence carries"),
)


def across_sheet(found: Across, titles: Mapping[int, str], *, scope_name: str, today: date) -> Sheet:
    """One row for every scope and factor."""
    rows = []
    for row in found.rows:
        for number, title in titles.items():
            level = row.levels.get(number)
            rows.append(
                (
                    row.name,
                    found.kind.value,
                    row.canvas.title if row.canvas else None,
                    row.canvas.closed_date if row.canvas else None,
                    number,
                    title,
                    level.low if level else None,
                    level.high if level else None,
                    f"{level.weakest_code} {level.weakest_title}" if level and level.weakest_code else None,
                    level.settled_count if level else None,
                    level.asked_count if level else None,
                    (number in row.claimed) if level else None,
                )
            )
    return Sheet(
        name="across",
        fields=_FIELDS,
        rows=tuple(rows),
        provenance=Provenance(
            title=f"Across {scope_name}",
            description="Where each factor stands, scope by scope, in order of name. It is not a ranking.",
            source=f"Golden Thread, levels settled in {scope_name}",
            as_at=today,
            definition=(
                "A factor stands where its weakest practice stands. It has no level until all are settled."
            ),
        ),
    )
