"""Publish a canvas, and withdraw it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from goldenthread.canvas import models
from goldenthread.canvas.queries.closed import ClosedCanvas
from goldenthread.canvas.queries.publication_content import candidate
from goldenthread.canvas.queries.publishing import taken_slugs
from goldenthread.canvas.rules import publishing as rules
from goldenthread.canvas.rules.publishing import PublicationChoice
from goldenthread.core.audit import trail
from goldenthread.systems.models import Person
from goldenthread.systems.rules import ScopeRef

REPLACED = "Replaced by a newer version at the same address."


class PublishRefused(Exception):
    """A page cannot be published or withdrawn; args[0] is the PublishRefusal."""


@transaction.atomic
def publish(
    scope: ScopeRef,
    canvas: ClosedCanvas,
    choice: PublicationChoice,
    *,
    seen_hash: str,
    by: Person,
    at: datetime,
) -> str:
    """Publish exactly what the preview with ``seen_hash`` showed, and return its address.

    A page that is already published is replaced under the same address; the old one stays on record.
    """
    models.Canvas.objects.select_for_update().get(pk=canvas.id, scope_id=scope.id)
    made = candidate(scope, canvas, choice, today=timezone.localdate(at))
    before = models.Publication.objects.filter(canvas_id=canvas.id).order_by("-number").first()
    in_force = before if before is not None and before.withdrawn_at is None else None
    refusal = made.refusal or rules.why_not_publish(
        content_hash=made.content_hash,
        seen_hash=seen_hash,
        in_force_hash=in_force.content_hash if in_force else None,
    )
    if refusal:
        raise PublishRefused(refusal)
    if in_force:
        in_force.withdrawn_by, in_force.withdrawn_at, in_force.withdrawn_reason = by, at, REPLACED
        in_force.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
    published = models.Publication.objects.create(
        canvas_id=canvas.id,
        slug=before.slug
        if before
        else rules.slug_for(scope.name, year=canvas.closed_date.year, taken=taken_slugs(canvas.id)),
        number=before.number + 1 if before else 1,
        content=made.content,
        content_hash=made.content_hash,
        published_by=by,
        published_at=at,
    )
    facts = {
        "canvas": canvas.id,
        "number": published.number,
        "hash": made.content_hash,
        "statements": len(choice.statement_ids),
        "plan": choice.with_plan,
        "reasons": choice.with_reasons,
    }
    _record("published", published, scope, facts=facts, by=by, at=at)
    return published.slug


@transaction.atomic
def withdraw(scope: ScopeRef, canvas_id: int, *, reason: str, by: Person, at: datetime) -> None:
    """Withdraw a published page. Its address then says so, with the reason."""
    published = (
        models.Publication.objects.select_for_update(of=("self",))
        .filter(canvas_id=canvas_id, canvas__scope_id=scope.id, withdrawn_at__isnull=True)
        .first()
    )
    refusal = rules.why_not_withdraw(is_in_force=published is not None, reason=reason)
    if refusal or published is None:
        raise PublishRefused(refusal)
    published.withdrawn_by, published.withdrawn_at, published.withdrawn_reason = by, at, reason.strip()[:300]
    published.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
    facts = {"canvas": canvas_id, "number": published.number}
    _record("withdrawn", published, scope, facts=facts, by=by, at=at)


def _record(
    verb: str, published: models.Publication, scope: ScopeRef, *, facts: dict, by: Person, at: datetime
) -> None:
    trail.record(
        f"canvas.publication.{verb}",
        actor=f"person:{by.pk}",
        at=at,
        system_id=scope.system_id,
        subject=f"publication:{published.pk}",
        facts=facts,
    )
