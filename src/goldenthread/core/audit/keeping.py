"""Keep the trail: note where its chains end each day, and trim what is older than its time."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from goldenthread.core.audit import append_only, trail
from goldenthread.core.audit.models import AuditChain, AuditEvent
from goldenthread.core.audit.seals import chain_seal
from goldenthread.core.audit.verifying import HEADS_NOTED


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends."""

    chain: str
    position: int
    hash: str


@transaction.atomic
def note_heads(*, at: datetime) -> list[Head]:
    """Note in the site's own chain where every chain ends, and answer it for the log and for two people.

    Somebody who could rewrite a whole chain, key and all, would also have to change what was sent away.
    """
    heads = [
        Head(chain.name, chain.head_position, chain.head_hash)
        for chain in AuditChain.objects.filter(head_position__gt=0).order_by("name")
    ]
    noted = {head.chain: [head.position, head.hash] for head in heads}
    trail.record(HEADS_NOTED, actor="command", at=at, system_id=None, facts={"heads": noted})
    return heads


@transaction.atomic
def trim(*, before: datetime, at: datetime) -> int:
    """Remove the events before a moment, leave where each chain now begins, and answer how many went."""
    removed = 0
    for chain in AuditChain.objects.select_for_update().order_by("name"):
        kept = AuditEvent.objects.filter(chain=chain.name, at__gte=before).order_by("position").first()
        old = AuditEvent.objects.filter(chain=chain.name)
        if kept is not None:  # never out of the middle: the first event to keep keeps all that follow it
            old = old.filter(position__lt=kept.position)
        last = old.order_by("-position").first()
        if last is None:
            continue
        chain.trimmed_position, chain.trimmed_hash, chain.trimmed_to = last.position, last.hash, before
        chain.seal = chain_seal(chain)
        chain.save(update_fields=["trimmed_position", "trimmed_hash", "trimmed_to", "seal"])
        with append_only.lifted():
            removed += old.delete()[0]
    if removed:
        facts = {"events": removed, "before": before.isoformat()}
        trail.record("audit.trimmed", actor="command", at=at, system_id=None, facts=facts)
    return removed
