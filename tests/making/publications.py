"""Publish a canvas through the product's own action."""

from datetime import datetime

from django.utils import timezone

from goldenthread.canvas.actions.publishing import publish
from goldenthread.canvas.models import Canvas, Publication
from goldenthread.canvas.queries.closed import closed_canvases
from goldenthread.canvas.queries.publication_content import Candidate, candidate
from goldenthread.canvas.rules.publishing import PublicationChoice
from goldenthread.systems.models import Person
from goldenthread.systems.queries.readers import scope_ref
from making.two_rounds import LATER_CLOSED

CHOICE = PublicationChoice(summary="We asked how digital change includes people.\n\nMuch is still to do.")


def make_candidate(
    canvas: Canvas, choice: PublicationChoice = CHOICE, *, at: datetime = LATER_CLOSED
) -> Candidate:
    """What would leave of a closed canvas."""
    scope = scope_ref(canvas.scope_id)
    closed = next(each for each in closed_canvases(canvas.scope_id) if each.id == canvas.pk)
    assert scope
    return candidate(scope, closed, choice, today=timezone.localdate(at))


def make_published(
    canvas: Canvas, *, by: Person, choice: PublicationChoice = CHOICE, at: datetime = LATER_CLOSED
) -> Publication:
    """A published page."""
    scope = scope_ref(canvas.scope_id)
    closed = next(each for each in closed_canvases(canvas.scope_id) if each.id == canvas.pk)
    assert scope
    seen = make_candidate(canvas, choice, at=at).content_hash
    slug = publish(scope, closed, choice, seen_hash=seen, by=by, at=at)
    return Publication.objects.get(slug=slug, withdrawn_at__isnull=True)
