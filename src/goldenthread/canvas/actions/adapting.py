"""Change what a system's canvas says, and go back.

Every change makes a new numbered version, so a version that a round has used is never touched, and
going back is one more version that is equal to an older one.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from goldenthread.canvas import models
from goldenthread.canvas.content import catalogue
from goldenthread.canvas.queries import adapting as queries
from goldenthread.canvas.rules import adapting as rules
from goldenthread.canvas.rules.adapting import Change
from goldenthread.canvas.terms import AdaptingRefusal
from goldenthread.core.audit import trail
from goldenthread.systems.models import Person, Scope
from goldenthread.systems.terms import ScopeKind


class AdaptingRefused(Exception):
    """The canvas cannot be adapted in this way; args[0] is the AdaptingRefusal."""


@transaction.atomic
def adapt_practice(
    system_id: int, change: Change, *, seen: int, note: str = "", by: Person, at: datetime
) -> int:
    """Reword, hide, show, weigh or put back one practice, or change an added one. Gives the new version.

    ``seen`` is the number of the version that the person was looking at. An empty change puts the core's
    practice back as it comes.
    """
    system = _locked(system_id)
    now = queries.wording_of(system_id)
    before = now.by_code
    refusal = rules.why_not_adapt(
        is_system=system.kind == ScopeKind.SYSTEM,
        core=catalogue.canvas(),
        change=change,
        before=before,
        seen=seen,
        latest_change=_latest_change(system_id, change.code, now),
    )
    if refusal:
        raise AdaptingRefused(refusal)
    after = before | {change.code: change}
    return _save(
        system,
        (kept for kept in after.values() if not kept.empty),
        number=now.number + 1,
        note=note,
        facts={"practice": change.code, "hidden": change.hidden, "weight": change.weight,
               "reworded": sorted(change.wording)},
        by=by,
        at=at,
    )  # fmt: skip


@transaction.atomic
def add_practice(
    system_id: int, factor: int, change: Change, *, note: str = "", by: Person, at: datetime
) -> str:
    """Add a practice of the system's own to a factor. Gives its code, which is never used again."""
    _locked(system_id)
    taken = models.Adaptation.objects.filter(
        local_canvas__system_id=system_id, practice_code__startswith=f"{factor}.L"
    ).values_list("practice_code", flat=True)
    code = rules.next_code(factor, taken)
    added = Change(code=code, wording=change.wording, weight=change.weight, reason=change.reason)
    seen = queries.wording_of(system_id).number
    adapt_practice(system_id, added, seen=seen, note=note or f"{code} added", by=by, at=at)
    return code


@transaction.atomic
def go_back(system_id: int, number: int, *, note: str = "", by: Person, at: datetime) -> int:
    """Make a new version that is equal to an older one; 0 goes back to the core. Gives the new number."""
    system = _locked(system_id)
    if system.kind != ScopeKind.SYSTEM:
        raise AdaptingRefused(AdaptingRefusal.NOT_A_SYSTEM)
    wanted = queries.wording_version(system_id, number)
    if wanted is None:
        raise AdaptingRefused(AdaptingRefusal.NO_SUCH_VERSION)
    now = queries.wording_of(system_id)
    if wanted.changes == now.changes:
        raise AdaptingRefused(AdaptingRefusal.NOTHING_CHANGED)
    return _save(
        system, wanted.changes, number=now.number + 1, note=note, facts={"equal_to": number}, by=by, at=at
    )


def _locked(system_id: int) -> Scope:
    return Scope.objects.select_for_update().get(pk=system_id)


def _latest_change(system_id: int, code: str, now: queries.Wording) -> int:
    """The newest version in which this practice came to be what it is now."""
    newest = now.number
    current = now.by_code.get(code)
    rows = {
        row.local_canvas.number: Change(row.practice_code, row.wording, row.hidden, row.weight, row.reason)
        for row in models.Adaptation.objects.filter(
            local_canvas__system_id=system_id, practice_code=code
        ).select_related("local_canvas")
    }
    while newest > 0 and rows.get(newest - 1) == current:
        newest -= 1
    return newest


def _save(
    system: Scope,
    changes: Iterable[Change],
    *,
    number: int,
    note: str,
    facts: dict[str, object],
    by: Person,
    at: datetime,
) -> int:
    version = models.LocalCanvas.objects.create(
        system=system,
        number=number,
        core_version=catalogue.LATEST,
        made_by=by,
        made_at=at,
        note=note.strip(),
    )
    models.Adaptation.objects.bulk_create(
        models.Adaptation(
            local_canvas=version,
            practice_code=change.code,
            hidden=change.hidden,
            weight=change.weight,
            wording=dict(change.wording),
            reason=change.reason.strip(),
        )
        for change in changes
    )
    trail.record(
        "canvas.wording.saved",
        actor=f"person:{by.pk}",
        at=at,
        system_id=system.pk,
        subject=f"local_canvas:{version.pk}",
        facts={"number": number, **facts},
    )
    return number
