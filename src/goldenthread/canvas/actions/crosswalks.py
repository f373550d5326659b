"""Mark answers to other frameworks for a second look, and say that somebody has looked."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from goldenthread.canvas import models
from goldenthread.canvas.content import catalogue
from goldenthread.canvas.queries import crosswalks
from goldenthread.canvas.terms import ReviewReason
from goldenthread.core.audit import trail
from goldenthread.systems.models import Person, Scope


class NothingToReview(Exception):
    """No answer to this item is waiting; somebody may have looked already."""


@transaction.atomic
def mark_for_review(
    scope_id: int,
    practice_codes: Iterable[str],
    *,
    evidence_id: int | None,
    reason: ReviewReason,
    at: datetime,
) -> int:
    """Mark every answer that rests on these practices. No answer is changed; gives how many were marked.

    One that waits already keeps its first mark.
    """
    links = [link for code in dict.fromkeys(practice_codes) for link in catalogue.links_of(code)]
    waiting = set(
        models.CrosswalkReview.objects.filter(scope=scope_id, reviewed_at__isnull=True).values_list(
            "framework", "item_code", "practice_code"
        )
    )
    marks = [
        models.CrosswalkReview(
            scope_id=scope_id,
            framework=link.framework,
            item_code=link.item,
            practice_code=link.practice,
            evidence_id=evidence_id,
            reason=reason,
            marked_at=at,
        )
        for link in links
        if (link.framework, link.item, link.practice) not in waiting
    ]
    models.CrosswalkReview.objects.bulk_create(marks, ignore_conflicts=True)
    return len(marks)


@transaction.atomic
def mark_expired(*, at: datetime, scope_id: int | None = None) -> int:
    """Mark the answers that rest on evidence which has expired since anybody looked.

    For one scope or for all. Run daily; run twice it does nothing more. Gives how many were marked.
    """
    unmarked = crosswalks.unmarked_expiries(at.date(), scope_id=scope_id)
    models.CrosswalkReview.objects.bulk_create(
        (
            models.CrosswalkReview(
                scope_id=expiry.scope_id,
                framework=expiry.link.framework,
                item_code=expiry.link.item,
                practice_code=expiry.link.practice,
                evidence_id=expiry.evidence_id,
                reason=ReviewReason.EXPIRED,
                marked_at=at,
            )
            for expiry in unmarked
        ),
        ignore_conflicts=True,
    )
    return len(unmarked)


@transaction.atomic
def look_at_answer(
    scope_id: int, framework: str, item_code: str, *, outcome: str, by: Person, at: datetime
) -> None:
    """Say that somebody has looked again at an answer, and what came of it."""
    mark_expired(at=at, scope_id=scope_id)
    waiting = models.CrosswalkReview.objects.filter(
        scope=scope_id, framework=framework, item_code=item_code, reviewed_at__isnull=True
    )
    count = waiting.update(reviewed_at=at, reviewed_by=by, outcome=outcome.strip())
    if not count:
        raise NothingToReview
    trail.record(
        "canvas.crosswalk.looked_at",
        actor=f"person:{by.pk}",
        at=at,
        system_id=Scope.objects.values_list("system_id", flat=True).get(pk=scope_id),
        subject=f"scope:{scope_id}",
        facts={"framework": framework, "item": item_code, "marks": count},
    )
