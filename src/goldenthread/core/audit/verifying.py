"""Prove that nobody has changed the audit trail."""

from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.core.audit.models import AuditChain, AuditEvent
from goldenthread.core.audit.seals import chain_seal, event_hash, same
from goldenthread.core.audit.trail import SITE_CHAIN

HEADS_NOTED = "audit.heads.noted"


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first place where a chain does not hold."""

    chain: str
    position: int
    reason: str


def broken_links(chain: str | None = None) -> Iterator[BrokenLink]:
    """The first broken link of every chain, or of one; none when the trail is as it was written."""
    known = {found.name: found for found in AuditChain.objects.order_by("name")}
    written = set(AuditEvent.objects.order_by().values_list("chain", flat=True).distinct())
    noted = _noted_heads()
    for name in sorted({*known, *written, *noted} if chain is None else {chain}):
        reason = _first_fault(name, known.get(name), noted.get(name, {}))
        if reason is not None:
            yield reason


def _first_fault(name: str, chain: AuditChain | None, noted: dict[int, str]) -> BrokenLink | None:
    if chain is None:
        return BrokenLink(name, 0, "the record of where this chain ends is missing")
    if not same(chain.seal, chain_seal(chain)):
        return BrokenLink(name, chain.head_position, "the record of where this chain ends was changed")
    expected, previous = chain.trimmed_position + 1, chain.trimmed_hash
    for event in AuditEvent.objects.filter(chain=name).order_by("position", "pk").iterator(chunk_size=2000):
        if reason := _fault(event, expected=expected, previous=previous, noted=noted):
            return BrokenLink(name, event.position, reason)
        expected, previous = event.position + 1, event.hash
    if expected <= chain.head_position:
        return BrokenLink(
            name, expected, f"events {expected} to {chain.head_position} are missing at the end"
        )
    if previous != chain.head_hash:
        return BrokenLink(name, chain.head_position, "is not the event that was written last")
    if later := [position for position in noted if position > chain.head_position]:
        return BrokenLink(name, max(later), "was noted on an earlier day and is missing")
    return None


def _fault(event: AuditEvent, *, expected: int, previous: str, noted: dict[int, str]) -> str:
    if event.position != expected:
        return f"event {expected} is missing before it"
    if event.previous_hash != previous:
        return "does not follow the event before it"
    if not same(event.hash, event_hash(event)):
        return "was changed after it was written"
    if noted.get(event.position, event.hash) != event.hash:
        return "is not the event that was noted on an earlier day"
    return ""


def _noted_heads() -> dict[str, dict[int, str]]:
    """The ends of all chains as the site's own chain noted them, day by day."""
    heads: dict[str, dict[int, str]] = {}
    notes = AuditEvent.objects.filter(chain=SITE_CHAIN, verb=HEADS_NOTED).order_by("position")
    for facts in notes.values_list("facts", flat=True):
        for chain, (position, head_hash) in facts["heads"].items():
            heads.setdefault(chain, {})[position] = head_hash
    trimmed = dict(AuditChain.objects.order_by("name").values_list("name", "trimmed_position"))
    return {
        chain: {position: head for position, head in noted.items() if position > trimmed.get(chain, 0)}
        for chain, noted in heads.items()
    }
