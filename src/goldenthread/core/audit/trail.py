"""Write to the audit trail and prove that nobody has changed it."""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from goldenthread.core.audit.models import AuditEvent

SITE_CHAIN = "site"


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first place where a chain does not hold."""

    chain: str
    position: int
    reason: str


def chain_of(system_id: int | None) -> str:
    """The name of a system's chain; ``None`` is the installation's own."""
    return SITE_CHAIN if system_id is None else f"system:{system_id}"


@transaction.atomic
def record(
    verb: str,
    *,
    actor: str,
    at: datetime,
    system_id: int | None,
    subject: str = "",
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Add one event to a chain, in the caller's transaction.

    ``facts`` holds ids, counts, codes and names of changed fields, never anything a person said.
    """
    chain = chain_of(system_id)
    last = (
        AuditEvent.objects.select_for_update()
        .filter(chain=chain)
        .order_by("-position")
        .values("position", "hash")
        .first()
    )
    event = AuditEvent(
        chain=chain,
        position=last["position"] + 1 if last else 1,
        at=at,
        actor=actor,
        verb=verb,
        subject=subject,
        facts=dict(facts or {}),
        previous_hash=last["hash"] if last else "",
    )
    event.hash = _hash(event)
    event.save(force_insert=True)


def broken_links(chain: str | None = None) -> Iterator[BrokenLink]:
    """The first broken link of every chain, or of one."""
    events = AuditEvent.objects.order_by("chain", "position", "pk")
    if chain is not None:
        events = events.filter(chain=chain)
    current, expected, previous, broken = None, 0, "", False
    for event in events.iterator(chunk_size=2000):
        if event.chain != current:
            current, expected, previous, broken = event.chain, event.position, event.previous_hash, False
        if broken:
            continue
        reason = _fault(event, expected=expected, previous=previous)
        if reason:
            broken = True
            yield BrokenLink(event.chain, event.position, reason)
        expected, previous = event.position + 1, event.hash


def _fault(event: AuditEvent, *, expected: int, previous: str) -> str:
    if event.position != expected:
        return f"event {expected} is missing"
    if event.previous_hash != previous:
        return "does not follow the event before it"
    if not hmac.compare_digest(event.hash, _hash(event)):
        return "was changed after it was written"
    return ""


def _hash(event: AuditEvent) -> str:
    content = json.dumps(
        [
            event.chain, event.position, event.at.isoformat(timespec="microseconds"), event.actor, event.verb,
            event.subject, event.facts, event.previous_hash,
        ],
        sort_keys=True, separators=(",", ":"), ensure_ascii=False,
    )  # fmt: skip
    return hmac.new(settings.AUDIT_KEY.encode(), content.encode(), hashlib.sha256).hexdigest()
