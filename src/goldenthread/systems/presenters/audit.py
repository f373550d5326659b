"""Audit events in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from goldenthread.core.exporting import Field, FieldKind, Provenance, Sheet
from goldenthread.systems.queries.audit import AuditFilter, AuditLine


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One event as a reader sees it."""

    position: int
    at: datetime
    who: str
    what: str
    about: str
    details: tuple[str, ...]


def audit_rows(lines: tuple[AuditLine, ...]) -> list[AuditRow]:
    """Events as rows of a table."""
    return [
        AuditRow(
            position=line.position,
            at=line.at,
            who=line.actor_name,
            what=deed(line.verb),
            about=_about(line.subject),
            details=_details(line.facts),
        )
        for line in lines
    ]


def deed(verb: str) -> str:
    """A verb of the trail in plain words: ``canvas.level.signed_off`` is "Level signed off"."""
    return " ".join(verb.split(".")[1:]).replace("_", " ").capitalize() or verb


def query_of(wanted: AuditFilter) -> str:
    """The filter as the query of an address, to follow to another page or to the export."""
    days = (("from_date", wanted.from_date), ("to_date", wanted.to_date))
    parts: list[tuple[str, str | int]] = [
        (name, value) for name, value in (("verb", wanted.verb), ("actor", wanted.actor)) if value
    ]
    for name, day in days:
        if day:
            parts += [(f"{name}_day", day.day), (f"{name}_month", day.month), (f"{name}_year", day.year)]
    return urlencode(parts)


def audit_sheet(lines: tuple[AuditLine, ...], *, scope_name: str, as_at: date) -> Sheet:
    """Events as a file."""
    return Sheet(
        name="audit-trail",
        fields=(
            Field("event", FieldKind.INTEGER, "Event", "Its place in the system's chain", required=True),
            Field("at", FieldKind.DATETIME, "When", required=True),
            Field("actor", FieldKind.STRING, "Who, as the trail names them", required=True),
            Field("name", FieldKind.STRING, "Who"),
            Field("verb", FieldKind.STRING, "What was done", required=True),
            Field("subject", FieldKind.STRING, "To what"),
            Field("details", FieldKind.STRING, "Details"),
        ),
        rows=tuple(
            (
                line.position, line.at, line.actor, line.actor_name, line.verb, line.subject,
                "; ".join(_details(line.facts)),
            )
            for line in lines
        ),
        provenance=Provenance(
            title=f"Audit trail of {scope_name}",
            description="Who did what and when. It holds no answers and nothing that anybody said.",
            source="Golden Thread",
            as_at=as_at,
            definition="One row for each event, newest first, at most 100,000.",
        ),
        primary_key=("event",),
    )  # fmt: skip


def _about(subject: str) -> str:
    kind, _, number = subject.rpartition(":")
    return f"{kind.split('.')[-1].replace('_', ' ').capitalize()} {number}" if kind else subject


def _details(facts: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(f"{name.replace('_', ' ')}: {_fact(fact)}" for name, fact in sorted(facts.items()))


def _fact(fact: Any) -> str:
    if isinstance(fact, Mapping):
        return ", ".join(f"{name} {_fact(inner)}" for name, inner in sorted(fact.items()))
    if isinstance(fact, list):
        return ", ".join(_fact(inner) for inner in fact) or "none"
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    return "none" if fact is None else str(fact)
