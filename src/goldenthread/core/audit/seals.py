"""Hashes with the audit key: nobody who lacks it can make one that fits."""

import hashlib
import hmac
import json
from datetime import UTC

from django.conf import settings

from goldenthread.core.audit.models import AuditChain, AuditEvent


def event_hash(event: AuditEvent) -> str:
    """What an event and the one before it come to."""
    at = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    return _keyed(
        [
            event.chain, event.position, at, event.actor, event.verb, event.subject, event.facts,
            event.previous_hash,
        ]
    )  # fmt: skip


def chain_seal(chain: AuditChain) -> str:
    """What the two ends of a chain come to."""
    trimmed_to = chain.trimmed_to.astimezone(UTC).isoformat() if chain.trimmed_to else ""
    return _keyed(
        [
            chain.name, chain.head_position, chain.head_hash, chain.trimmed_position, chain.trimmed_hash,
            trimmed_to,
        ]
    )  # fmt: skip


def same(one: str, other: str) -> bool:
    """Compare two hashes without telling how alike they are."""
    return hmac.compare_digest(one.encode(), other.encode())


def _keyed(parts: list[object]) -> str:
    content = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.new(settings.AUDIT_KEY.encode(), content.encode(), hashlib.sha256).hexdigest()
