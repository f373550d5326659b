"""The links into a round, the posters that carry them, and how many people were invited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from goldenthread.canvas import models
from goldenthread.canvas.rules import rounds as rules
from goldenthread.canvas.terms import LinkKind, QuestionSet
from goldenthread.core.tokens import hashed, poster_code_from, token_from


@dataclass(frozen=True, slots=True)
class LinkRow:
    """An open link, and how often it has been used."""

    id: int
    scope_name: str
    voice: str
    label: str
    made_at: datetime
    expires_at: datetime
    use_count: int
    revoked_at: datetime | None

    def in_force(self, at: datetime) -> bool:
        """Whether people can still begin by this link."""
        return self.revoked_at is None and at < self.expires_at


@dataclass(frozen=True, slots=True)
class Poster:
    """What a poster prints."""

    link_id: int
    token: str | None  # None when the site's key has changed since the link was made
    scope_name: str
    owner_name: str
    round_title: str
    voice: str
    question_count: int
    minutes: int
    closes_on: date
    floor: int
    revoked_at: datetime | None
    is_fictional: bool


@dataclass(frozen=True, slots=True)
class InvitedRow:
    """Somebody who was invited by e-mail. Whether they have answered is not said."""

    link_id: int
    email: str
    scope_name: str
    voice: str
    invited_at: datetime
    reminder_count: int


@dataclass(frozen=True, slots=True)
class InvitedCount:
    """How many people one voice of one canvas has by e-mail."""

    canvas_id: int
    voice: str
    invited: int
    answered: int


def token_for(*, seed: UUID, kind: str) -> str:
    """The token that belongs to a seed: short enough to type for a poster, long for one person."""
    make = poster_code_from if kind == LinkKind.OPEN else token_from
    return make(seed.hex, key=settings.SECRET_KEY)


def token_of(*, seed: UUID, kind: str, token_hash: str) -> str | None:
    """The token of a link, made again from its seed; None when it cannot be."""
    token = token_for(seed=seed, kind=kind)
    return token if hashed(token) == token_hash else None


def open_links(scope_id: int, round_id: int) -> tuple[LinkRow, ...]:
    """The open links of a round, those of the same canvas and voice together. One query."""
    rows = (
        models.Link.objects.filter(
            canvas__round_id=round_id, canvas__round__scope_id=scope_id, kind=LinkKind.OPEN
        )
        .select_related("canvas__scope")
        .order_by("canvas__scope__name", "voice", "pk")
    )
    return tuple(
        LinkRow(
            id=link.pk,
            scope_name=link.canvas.scope.name,
            voice=link.voice,
            label=link.label,
            made_at=link.made_at,
            expires_at=link.expires_at,
            use_count=link.use_count,
            revoked_at=link.revoked_at,
        )
        for link in rows
    )


def link_row(scope_id: int, round_id: int, link_id: int) -> LinkRow | None:
    """One link of a round, open or personal; None when this round has no such link."""
    link = _links(scope_id, round_id).filter(pk=link_id).first()
    if link is None:
        return None
    return LinkRow(
        id=link.pk,
        scope_name=link.canvas.scope.name,
        voice=link.voice,
        label=link.label or (link.contact.email if link.kind == LinkKind.PERSONAL else ""),
        made_at=link.made_at,
        expires_at=link.expires_at,
        use_count=link.use_count,
        revoked_at=link.revoked_at,
    )


def poster(scope_id: int, round_id: int, link_id: int) -> Poster | None:
    """What the poster of an open link prints; None when this round has no such link. Two queries."""
    link = _links(scope_id, round_id).filter(pk=link_id, kind=LinkKind.OPEN).first()
    if link is None:
        return None
    round_ = link.canvas.round
    return Poster(
        link_id=link.pk,
        token=token_of(seed=link.seed, kind=link.kind, token_hash=link.token_hash),
        scope_name=link.canvas.scope.name,
        owner_name=round_.scope.name,
        round_title=round_.title,
        voice=link.voice,
        question_count=round_.asked.count(),
        minutes=rules.MINUTES_AT_MOST[QuestionSet(round_.question_set)],
        closes_on=round_.closes_on,
        floor=round_.floor,
        revoked_at=link.revoked_at,
        is_fictional=link.canvas.scope.is_fictional,
    )


def invited_people(scope_id: int, round_id: int) -> tuple[InvitedRow, ...]:
    """Everybody invited by e-mail whose link was not taken back, newest first. One query."""
    contacts = (
        models.Contact.objects.filter(
            link__canvas__round_id=round_id,
            link__canvas__round__scope_id=scope_id,
            link__revoked_at__isnull=True,
        )
        .select_related("link__canvas__scope")
        .order_by("-invited_at", "email", "pk")
    )
    return tuple(
        InvitedRow(
            link_id=contact.link_id,
            email=contact.email,
            scope_name=contact.link.canvas.scope.name,
            voice=contact.link.voice,
            invited_at=contact.invited_at,
            reminder_count=contact.reminder_count,
        )
        for contact in contacts
    )


def invited_counts(scope_id: int, round_id: int) -> tuple[InvitedCount, ...]:
    """How many were invited by e-mail, and how many of them have answered. One query."""
    rows = (
        models.Contact.objects.filter(
            link__canvas__round_id=round_id,
            link__canvas__round__scope_id=scope_id,
            link__revoked_at__isnull=True,
        )
        .order_by()
        .values("link__canvas_id", "link__voice")
        .annotate(invited=Count("pk"), answered_count=Count("pk", filter=Q(answered=True)))
    )
    return tuple(
        InvitedCount(row["link__canvas_id"], row["link__voice"], row["invited"], row["answered_count"])
        for row in rows
    )


def waiting_contacts(round_id: int, *, at: datetime) -> list[models.Contact]:
    """The contacts that may be reminded now. For actions, which write to them."""
    contacts = models.Contact.objects.filter(
        link__canvas__round_id=round_id,
        link__revoked_at__isnull=True,
        link__expires_at__gt=at,
        answered=False,
    ).order_by("pk")
    return _due(contacts, at=at)


def waiting_count(scope_id: int, round_id: int, *, at: datetime) -> int:
    """How many people may be reminded now."""
    if not models.Round.objects.filter(pk=round_id, scope_id=scope_id).exists():
        return 0
    return len(waiting_contacts(round_id, at=at))


def _due(contacts: Iterable[models.Contact], *, at: datetime) -> list[models.Contact]:
    return [
        contact
        for contact in contacts
        if rules.can_be_reminded(
            answered=contact.answered,
            reminder_count=contact.reminder_count,
            last_written_at=contact.reminded_at or contact.invited_at,
            at=at,
        )
    ]


def _links(scope_id: int, round_id: int) -> QuerySet[models.Link]:
    return models.Link.objects.filter(
        canvas__round_id=round_id, canvas__round__scope_id=scope_id
    ).select_related("canvas__scope", "canvas__round__scope", "contact")
