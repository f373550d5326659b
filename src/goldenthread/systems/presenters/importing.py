"""What an import would do, in words and rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.systems.imports.faults import FileFault
from goldenthread.systems.queries.importing import ImportPlan, PlannedScope
from goldenthread.systems.rules.importing import Verdict
from goldenthread.systems.terms import ORGANISATION_KIND_NAMES

_MOST_FAULTS = 500

_VERDICT_WORDS = {
    Verdict.MAKE: ("Will be made", "green"),
    Verdict.KEEP: ("Here already", "grey"),
    Verdict.KEEP_NAME: ("Here already, name kept", "grey"),
    Verdict.LEAVE: ("In use elsewhere, left out", "orange"),
}


@dataclass(frozen=True, slots=True)
class FaultRows:
    """Faults as rows of a page, and how many more there are."""

    rows: tuple[dict[str, str], ...]
    more_count: int


def fault_rows(faults: Sequence[FileFault]) -> FaultRows:
    """Faults in the order of the file; a page shows the first five hundred."""
    rows = tuple(
        {
            "file": each.file_name,
            "row": f"{each.fault.line:,}" if each.fault.line else "–",
            "heading": each.fault.heading or "Whole file",
            "value": each.fault.value or "(blank)",
            "what": each.fault.what,
            "mend": each.fault.mend,
        }
        for each in faults[:_MOST_FAULTS]
    )
    return FaultRows(rows, max(len(faults) - _MOST_FAULTS, 0))


@dataclass(frozen=True, slots=True)
class PlanRows:
    """What an import would do, as a page shows it."""

    make_count: int
    place_count: int
    organisation_count: int
    system_is_here: bool
    system_name_here: str
    left_places: tuple[str, ...]
    places_here: tuple[str, ...]
    organisations: tuple[dict[str, str], ...]


def plan_rows(plan: ImportPlan) -> PlanRows:
    """A plan in words."""
    return PlanRows(
        make_count=plan.count(Verdict.MAKE),
        place_count=len(plan.places),
        organisation_count=len(plan.organisations),
        system_is_here=plan.system.found is not None,
        system_name_here=plan.system.found.name if plan.system.found else "",
        left_places=_names(plan.places, Verdict.LEAVE),
        places_here=_names(plan.places, Verdict.KEEP, Verdict.KEEP_NAME),
        organisations=tuple(_organisation_row(planned, plan) for planned in plan.organisations),
    )


def _names(places: Sequence[PlannedScope], *verdicts: Verdict) -> tuple[str, ...]:
    return tuple(planned.wanted.name for planned in places if planned.verdict in verdicts)


def _organisation_row(planned: PlannedScope, plan: ImportPlan) -> dict[str, str]:
    wanted = planned.wanted
    place = {each.wanted.code: each.wanted.name for each in plan.places}.get(wanted.place_code, "")
    words, colour = _VERDICT_WORDS[planned.verdict]
    return {
        "code": wanted.code or "None",
        "name": wanted.name,
        "kind": ORGANISATION_KIND_NAMES[wanted.organisation_kind] if wanted.organisation_kind else "",
        "place": place or "The whole system",
        "verdict": words,
        "colour": colour,
    }
