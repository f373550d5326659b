"""Make links that let people answer without an account, invite people by e-mail, and take links back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from goldenthread.canvas import models
from goldenthread.canvas.actions.mailing import INVITATION, REMINDER, post
from goldenthread.canvas.actions.rounds import RoundRefused
from goldenthread.canvas.queries.links import token_for, waiting_contacts
from goldenthread.canvas.rules import links as rules
from goldenthread.canvas.rules import rounds
from goldenthread.canvas.terms import LinkKind, LinkRefusal, RoundRefusal, RoundState
from goldenthread.core.audit import trail
from goldenthread.core.tokens import hashed
from goldenthread.systems.models import Person


class LinkRefused(Exception):
    """A link cannot be made; args[0] is the LinkRefusal, args[1] the bad rows of a pasted list, if any."""


@dataclass(frozen=True, slots=True)
class Invited:
    """What came of a pasted list."""

    sent_count: int
    before_count: int  # had been invited before, and were not written to again
    repeated_count: int  # stood in the list more than once


@transaction.atomic
def make_open_link(canvas_id: int, voice: str, *, label: str = "", by: Person, at: datetime) -> int:
    """Make a link for a poster or a newsletter, for anybody until the round closes. Gives its id."""
    canvas = _locked(canvas_id)
    refusal = rules.why_not_make(
        state=_state(canvas.round, at=at),
        voice=voice,
        voices=canvas.round.voices,
        in_force_count=canvas.links.filter(
            voice=voice, kind=LinkKind.OPEN, revoked_at__isnull=True, expires_at__gt=at
        ).count(),
    )
    if refusal:
        raise LinkRefused(refusal)
    link = _new_link(canvas, voice, LinkKind.OPEN, label=label, by=by, at=at)
    link.save()
    _record("made", canvas, subject=f"link:{link.pk}", facts={"voice": voice, "kind": "open"}, by=by, at=at)
    return link.pk


@transaction.atomic
def revoke_link(link_id: int, *, by: Person, at: datetime) -> None:
    """Take a link back: nobody can begin by it any more. Answers given by it stay."""
    link = models.Link.objects.select_for_update(of=("self",)).get(pk=link_id)
    if link.revoked_at is not None:
        return
    link.revoked_at = at
    link.save(update_fields=["revoked_at"])
    canvas = models.Canvas.objects.select_related("round", "scope").get(pk=link.canvas_id)
    facts = {"voice": link.voice, "kind": link.kind, "used": link.use_count}
    _record("revoked", canvas, subject=f"link:{link.pk}", facts=facts, by=by, at=at)


@transaction.atomic
def invite(
    canvas_id: int, voice: str, pasted: str, *, site_address: str, by: Person, at: datetime
) -> Invited:
    """Send a personal link to everybody in a pasted list; all of them, or none when a row is faulty."""
    canvas = _locked(canvas_id)
    read = rules.read_addresses(pasted)
    if read.bad_rows:
        raise LinkRefused(LinkRefusal.ADDRESSES_FAULTY, read.bad_rows)
    there = {
        email.casefold()
        for email in models.Contact.objects.filter(
            link__canvas=canvas, link__voice=voice, link__revoked_at__isnull=True
        ).values_list("email", flat=True)
    }
    new = [address for address in read.addresses if address.casefold() not in there]
    refusal = rules.why_not_invite(
        state=_state(canvas.round, at=at),
        voice=voice,
        voices=canvas.round.voices,
        invited_count=len(there),
        new_count=len(new),
    )
    if refusal:
        raise LinkRefused(refusal)
    made = models.Link.objects.bulk_create(
        _new_link(canvas, voice, LinkKind.PERSONAL, by=by, at=at) for _ in new
    )
    contacts = models.Contact.objects.bulk_create(
        models.Contact(link=link, email=address, invited_at=at)
        for link, address in zip(made, new, strict=True)
    )
    facts = {"voice": voice, "people": len(new)}
    _record("invited", canvas, subject=f"canvas:{canvas.pk}", facts=facts, by=by, at=at)
    _post(contacts, INVITATION, site_address)
    return Invited(len(new), len(read.addresses) - len(new), read.repeated_count)


@transaction.atomic
def remind(round_id: int, *, site_address: str, by: Person, at: datetime) -> int:
    """Write again to everybody invited who has not answered and may be reminded; gives how many."""
    round_ = models.Round.objects.select_for_update(of=("self",)).select_related("scope").get(pk=round_id)
    if _state(round_, at=at) is not RoundState.OPEN:
        raise RoundRefused(RoundRefusal.NOT_OPEN)
    waiting = waiting_contacts(round_id, at=at)
    if not waiting:
        raise RoundRefused(RoundRefusal.NOBODY_TO_REMIND)
    for contact in waiting:
        contact.reminded_at, contact.reminder_count = at, contact.reminder_count + 1
    models.Contact.objects.bulk_update(waiting, ["reminded_at", "reminder_count"], batch_size=500)
    trail.record(
        "canvas.round.reminded",
        actor=f"person:{by.pk}",
        at=at,
        system_id=round_.scope.system_id,
        subject=f"round:{round_.pk}",
        facts={"people": len(waiting)},
    )
    _post(waiting, REMINDER, site_address)
    return len(waiting)


@transaction.atomic
def delete_old_contacts(at: datetime) -> int:
    """Delete the addresses of rounds that closed three months ago; gives how many."""
    old = models.Contact.objects.filter(link__canvas__round__closed_at__lt=at - rules.CONTACTS_KEPT_FOR)
    by_system: dict[int | None, int] = {}
    for system_id in old.order_by("pk").values_list("link__canvas__scope__system_id", flat=True):
        by_system[system_id] = by_system.get(system_id, 0) + 1
    old.delete()
    for system_id, count in by_system.items():
        trail.record(
            "canvas.contacts.deleted",
            actor="command",
            at=at,
            system_id=system_id,
            facts={"people": count},
        )
    return sum(by_system.values())


def _post(contacts: Iterable[models.Contact], letter: str, site_address: str) -> None:
    ids = [contact.pk for contact in contacts]
    for start in range(0, len(ids), 100):
        batch = ids[start : start + 100]
        transaction.on_commit(partial(post.enqueue, batch, letter, site_address))


def _new_link(
    canvas: models.Canvas, voice: str, kind: LinkKind, *, label: str = "", by: Person, at: datetime
) -> models.Link:
    link = models.Link(
        canvas=canvas,
        voice=voice,
        kind=kind,
        label=label.strip(),
        made_by=by,
        made_at=at,
        expires_at=rules.expiry(canvas.round.closes_on, zone=timezone.get_current_timezone()),
        use_limit=1 if kind is LinkKind.PERSONAL else None,
    )
    link.token_hash = hashed(token_for(seed=link.seed, kind=kind))
    return link


def _locked(canvas_id: int) -> models.Canvas:
    return (
        models.Canvas.objects.select_for_update(of=("self",))
        .select_related("round", "scope")
        .get(pk=canvas_id)
    )


def _state(round_: models.Round, *, at: datetime) -> RoundState:
    state = rounds.state_of(opened_at=round_.opened_at, closed_at=round_.closed_at)
    over = rounds.is_past(round_.closes_on, today=timezone.localdate(at))
    return RoundState.CLOSED if state is RoundState.OPEN and over else state


def _record(what: str, canvas: models.Canvas, *, subject: str, facts: dict, by: Person, at: datetime) -> None:
    trail.record(
        f"canvas.link.{what}",
        actor=f"person:{by.pk}",
        at=at,
        system_id=canvas.scope.system_id,
        subject=subject,
        facts={"canvas": canvas.pk, **facts},
    )
