"""Reads for publishing: what could leave, and what has left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from goldenthread.canvas import models
from goldenthread.canvas.queries import closed
from goldenthread.canvas.queries.closed import ClosedCanvas
from goldenthread.core.disclosure import SafeDistributions
from goldenthread.core.privacy import personal_details

INDEX_LENGTH = 50


@dataclass(frozen=True, slots=True)
class Published:
    """One published version of a canvas."""

    id: int
    canvas_id: int
    slug: str
    number: int
    content: Mapping[str, Any]
    content_hash: str
    published_at: datetime
    published_by: str
    withdrawn_at: datetime | None
    withdrawn_reason: str

    @property
    def is_in_force(self) -> bool:
        """Whether everybody can read it."""
        return self.withdrawn_at is None

    @property
    def published_date(self) -> date:
        """The day it was published."""
        return timezone.localdate(self.published_at)


@dataclass(frozen=True, slots=True)
class PublishableCanvas:
    """A closed round of a scope, and every page published from it, newest first."""

    canvas: ClosedCanvas
    published: tuple[Published, ...]

    @property
    def in_force(self) -> Published | None:
        """The page that everybody can read."""
        return next((each for each in self.published if each.is_in_force), None)


@dataclass(frozen=True, slots=True)
class FreeStatement:
    """A statement that may be published if somebody chooses it."""

    id: int
    practice_code: str
    factor: int
    voice: str
    words: str
    has_personal_details: bool


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A published page, as the list of all pages names it."""

    slug: str
    scope_name: str
    scope_kind: str
    system_name: str
    is_fictional: bool
    round_title: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Index:
    """A page of the list of published pages."""

    entries: tuple[IndexEntry, ...]
    found_count: int
    page: int
    page_count: int


def publishable(scope_id: int) -> tuple[PublishableCanvas, ...]:
    """Every closed round of a scope with its published pages, newest first. Two queries."""
    canvases = closed.closed_canvases(scope_id)
    by_canvas: dict[int, list[Published]] = {}
    for found in _published(
        models.Publication.objects.filter(canvas__scope=scope_id).order_by("-number", "pk")
    ):
        by_canvas.setdefault(found.canvas_id, []).append(found)
    return tuple(PublishableCanvas(canvas, tuple(by_canvas.get(canvas.id, ()))) for canvas in canvases)


def publishable_canvas(scope_id: int, canvas_id: int) -> PublishableCanvas | None:
    """One of ``publishable``; None when the scope has no such closed round."""
    return next((each for each in publishable(scope_id) if each.canvas.id == canvas_id), None)


def free_statements(canvas: ClosedCanvas, said: Mapping[str, SafeDistributions]) -> tuple[FreeStatement, ...]:
    """The statements of voices that are shown, neither hidden nor withdrawn. One query.

    ``said`` is what `closed.said_on` gives for the canvas. The order says nothing of who wrote when.
    """
    rows = (
        models.Judgement.objects.filter(
            participant__canvas=canvas.id, participant__withdrawn_date__isnull=True, statement_hidden=False
        )
        .exclude(statement="")
        .order_by("practice__position", "participant__voice", "statement", "pk")
        .values_list("pk", "practice__practice_code", "practice__factor", "participant__voice", "statement")
    )
    return tuple(
        FreeStatement(pk, code, factor, voice, words, bool(personal_details(words)))
        for pk, code, factor, voice, words in rows
        if code in said and voice in said[code].groups and not said[code].groups[voice].hidden
    )


def newest(slug: str) -> Published | None:
    """The newest page at an address, also a withdrawn one. One query."""
    found = _published(models.Publication.objects.filter(slug=slug).order_by("-published_at", "-pk")[:1])
    return found[0] if found else None


def taken_back(content: Mapping[str, Any]) -> frozenset[int]:
    """The statements of a page that were withdrawn, or hidden by a guardian, since. At most one query."""
    chosen = {statement["ref"]: statement["words"] for statement in content["statements"]}
    if not chosen:
        return frozenset()
    still = models.Judgement.objects.filter(
        pk__in=chosen, statement_hidden=False, participant__withdrawn_date__isnull=True
    ).values_list("pk", "statement")
    return frozenset(chosen) - {pk for pk, words in still if words == chosen[pk]}


def index(words: str = "", *, page: int = 1) -> Index:
    """Every page that can be read, by the name of what it is about. Two queries."""
    found = models.Publication.objects.filter(withdrawn_at__isnull=True)
    for word in words.split()[:6]:
        found = found.filter(canvas__scope__name__icontains=word) | found.filter(
            canvas__scope__system__name__icontains=word
        )
    found_count = found.count()
    page_count = max(1, -(-found_count // INDEX_LENGTH))
    page = min(max(1, page), page_count)
    rows = found.order_by("canvas__scope__name", "-published_at", "pk").values_list(
        "slug", "canvas__scope__name", "canvas__scope__kind", "canvas__scope__system__name",
        "canvas__scope__is_fictional", "canvas__round__title", "published_at",
    )[(page - 1) * INDEX_LENGTH : page * INDEX_LENGTH]  # fmt: skip
    entries = tuple(IndexEntry(*row[:3], row[3] or "", *row[4:]) for row in rows)
    return Index(entries, found_count, page, page_count)


def taken_slugs(canvas_id: int) -> frozenset[str]:
    """Every address that a page of another canvas has or had. One query."""
    return frozenset(models.Publication.objects.exclude(canvas=canvas_id).values_list("slug", flat=True))


def with_personal_details(texts: Iterable[str]) -> tuple[str, ...]:
    """Those of some texts that hold an NHS number, telephone number, e-mail address or postcode."""
    return tuple(text for text in texts if personal_details(text))


def _published(rows: QuerySet[models.Publication]) -> list[Published]:
    return [
        Published(
            id=row.pk,
            canvas_id=row.canvas_id,
            slug=row.slug,
            number=row.number,
            content=row.content,
            content_hash=row.content_hash,
            published_at=row.published_at,
            published_by=row.published_by.get_full_name() if row.published_by else "Somebody who has left",
            withdrawn_at=row.withdrawn_at,
            withdrawn_reason=row.withdrawn_reason,
        )
        for row in rows.select_related("published_by")
    ]
