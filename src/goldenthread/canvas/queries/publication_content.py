"""Build what would leave: one plain value that the page, the data files and the preview are drawn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.canvas import models
from goldenthread.canvas.content import catalogue
from goldenthread.canvas.queries import closed
from goldenthread.canvas.queries.agreeing import settled_practices
from goldenthread.canvas.queries.closed import ClosedCanvas
from goldenthread.canvas.queries.evidence import carried_levels
from goldenthread.canvas.queries.planning import whole_plan
from goldenthread.canvas.queries.publishing import FreeStatement, free_statements, with_personal_details
from goldenthread.canvas.rules import across, publishing
from goldenthread.canvas.rules.levels import FactorLevel, SettledPractice, factor_levels
from goldenthread.canvas.rules.publishing import PublicationChoice, PublishRefusal
from goldenthread.canvas.terms import ActionStatus
from goldenthread.core.disclosure import SafeCounts, SafeDistributions
from goldenthread.systems.rules import ScopeRef


@dataclass(frozen=True, slots=True)
class Candidate:
    """What would leave if it were published now, and why it cannot if it cannot."""

    content: Mapping[str, Any]
    content_hash: str
    refusal: PublishRefusal | None
    details_in: tuple[str, ...]  # texts of our own that hold a telephone number, e-mail address or postcode


def candidate(scope: ScopeRef, canvas: ClosedCanvas, choice: PublicationChoice, *, today: date) -> Candidate:
    """What would leave of a closed round of a scope. At most eleven queries.

    The counts come from the tallies taken when the round closed. They are the same every time, so
    two publications of a round never differ by a single person.
    """
    said = closed.said_on([canvas])[canvas.id]
    free = {statement.id: statement for statement in free_statements(canvas, said)}
    chosen = [free[number] for number in choice.statement_ids if number in free]
    content = _content(scope, canvas, choice, said, chosen, today)
    refusal = publishing.why_not_prepare(
        choice,
        is_closed=True,
        free_statement_ids=free.keys(),
        has_personal_details=any(statement.has_personal_details for statement in chosen)
        or bool(with_personal_details([choice.summary])),
    )
    return Candidate(
        content, publishing.content_hash(content), refusal, with_personal_details(_own_texts(content))
    )


def _content(
    scope: ScopeRef,
    canvas: ClosedCanvas,
    choice: PublicationChoice,
    said: Mapping[str, SafeDistributions],
    chosen: Sequence[FreeStatement],
    today: date,
) -> dict[str, Any]:
    practices = settled_practices([canvas.id])[canvas.id]
    carried = carried_levels([scope.id], on=today)[scope.id]
    reasons = _reasons(canvas.id) if choice.with_reasons else {}
    levels = factor_levels(practices)
    titles = {factor.number: factor for factor in catalogue.canvas().factors}
    origins = {asked.code: asked.origin for asked in closed.asked_in([canvas.round_id])[canvas.round_id]}
    statements = _statements(canvas.round_id)
    return {
        "schema": publishing.SCHEMA,
        "scope": {
            "name": scope.name,
            "kind": scope.kind,
            "code": scope.code,
            "system": scope.system_name,
            "fictional": scope.is_fictional,
        },
        "round": {
            "title": canvas.title,
            "opened": canvas.opened_date.isoformat(),
            "closed": canvas.closed_date.isoformat(),
            "question_set": canvas.question_set,
            "core_version": canvas.core_version,
            "local_wording": canvas.local_number,
            "floor": canvas.floor,
            "voices": list(canvas.voices),
        },
        "as_at": today.isoformat(),
        "summary": choice.summary.strip(),
        "people": {voice: _people(voice, said) for voice in canvas.voices},
        "levels": [_level(level) for level in levels],
        "factors": [
            {
                "number": level.factor,
                "title": titles[level.factor].title,
                "plain_title": titles[level.factor].plain_title,
                "practices": [
                    _practice(practice, statements, origins, said, carried, reasons)
                    for practice in practices
                    if practice.factor == level.factor
                ],
            }
            for level in levels
        ],
        "statements": [
            {"ref": each.id, "practice": each.practice_code, "voice": each.voice, "words": each.words}
            for each in chosen
        ],
        "plan": _plan(scope.id, today) if choice.with_plan else None,
        "with_reasons": choice.with_reasons,
    }


def _level(level: FactorLevel) -> dict[str, Any]:
    return {
        "factor": level.factor,
        "low": level.low,
        "high": level.high,
        "weakest": level.weakest_code,
        "weakest_title": level.weakest_title,
        "settled": level.settled_count,
        "asked": level.asked_count,
        "signed_off": level.signed_off,
    }


def _practice(
    practice: SettledPractice,
    statements: Mapping[str, str],
    origins: Mapping[str, str],
    said: Mapping[str, SafeDistributions],
    carried: Mapping[str, int],
    reasons: Mapping[str, tuple[str, str]],
) -> dict[str, Any]:
    why, dissent = reasons.get(practice.code, ("", ""))
    return {
        "code": practice.code,
        "title": practice.title,
        "statement": statements.get(practice.code, ""),
        "origin": origins.get(practice.code, ""),
        "low": practice.lowest,
        "high": practice.highest,
        "signed_off": practice.signed_off,
        "evidence_carries": carried.get(practice.code, across.CARRIED_BY_NOTHING),
        "reasons": why,
        "dissent": dissent,
        "voices": {voice: _counts(counts) for voice, counts in said[practice.code].groups.items()}
        if practice.code in said
        else {},
    }


def _counts(counts: SafeCounts) -> dict[str, Any]:
    if counts.hidden:
        return {"hidden": True, "levels": None, "dont_know": None, "skipped": None, "people": None}
    *levels, dont_know, skipped = counts.shown
    return {
        "hidden": False,
        "levels": list(levels),
        "dont_know": dont_know,
        "skipped": skipped,
        "people": counts.total,
    }


def _people(voice: str, said: Mapping[str, SafeDistributions]) -> int | None:
    """How many of a voice answered the question that most of them answered; None when too few."""
    groups = [each.groups[voice] for each in said.values() if voice in each.groups]
    shown = [counts.total or 0 for counts in groups if not counts.hidden]
    most = max(shown, default=0)
    return None if any(counts.hidden for counts in groups) and not most else most


def _reasons(canvas_id: int) -> dict[str, tuple[str, str]]:
    rows = models.Agreement.objects.filter(canvas=canvas_id, replaced_at__isnull=True).order_by("pk")
    return {
        code: (reasons, dissent)
        for code, reasons, dissent in rows.values_list("practice__practice_code", "reasons", "dissent")
    }


def _statements(round_id: int) -> dict[str, str]:
    rows = models.AskedPractice.objects.filter(round=round_id).order_by("position")
    return {code: words or "" for code, words in rows.values_list("practice_code", "wording__statement")}


def _plan(scope_id: int, today: date) -> list[dict[str, Any]]:
    return [
        {
            "practice": action.practice_code,
            "what": action.what,
            "first_step": action.first_step,
            "measure": action.measure,
            "due": action.due_date.isoformat(),
            "status": action.status.value,
            "overdue": action.is_overdue,
        }
        for action in whole_plan(scope_id, today=today)
        if action.status is not ActionStatus.STOPPED
    ]


def _own_texts(content: Mapping[str, Any]) -> list[str]:
    practices = [practice for factor in content["factors"] for practice in factor["practices"]]
    plan = content["plan"] or []
    return [
        *(practice[name] for practice in practices for name in ("reasons", "dissent")),
        *(action[name] for action in plan for name in ("what", "first_step", "measure")),
    ]
