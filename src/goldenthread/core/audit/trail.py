"""Write to the audit trail."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from goldenthread.core.audit.models import AuditChain, AuditEvent
from goldenthread.core.audit.seals import chain_seal, event_hash

SITE_CHAIN = "site"
LONGEST_FACT = 120  # enough for a code, a name of a field or a hash; too short for what people say


class FactRefused(Exception):
    """A fact that the trail must not hold. args[0] is its name."""


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

    Raises
    ------
    FactRefused
        If a fact is a text longer than 120 characters, or a fraction (which databases store differently).
    """
    chain = _locked_chain(chain_of(system_id))
    event = AuditEvent(
        chain=chain.name,
        position=chain.head_position + 1,
        at=at.astimezone(UTC),
        actor=actor,
        verb=verb,
        subject=subject,
        facts=_checked(facts or {}),
        previous_hash=chain.head_hash,
    )
    event.hash = event_hash(event)
    event.save(force_insert=True)
    chain.head_position, chain.head_hash = event.position, event.hash
    chain.seal = chain_seal(chain)
    chain.save(update_fields=["head_position", "head_hash", "seal"])


def _locked_chain(name: str) -> AuditChain:
    # One statement makes the chain or finds it, and holds its row for this transaction: two writers never
    # get the same position, not even for the first event
    return AuditChain.objects.raw(
        "INSERT INTO audit_auditchain (name, head_position, head_hash, trimmed_position, trimmed_hash, seal) "
        "VALUES (%s, 0, '', 0, '', '') ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING *",
        [name],
    )[0]


def _checked(facts: Mapping[str, Any]) -> dict[str, Any]:
    for name, fact in facts.items():
        _check(name, fact)
    plain: dict[str, Any] = json.loads(json.dumps(facts))  # as the database gives it back
    return plain


def _check(name: str, fact: Any) -> None:
    if isinstance(fact, Mapping):
        for key, inner in fact.items():
            _check(f"{name}.{key}", inner)
    elif isinstance(fact, (list, tuple)):
        for inner in fact:
            _check(name, inner)
    elif isinstance(fact, float) or (isinstance(fact, str) and len(fact) > LONGEST_FACT):
        raise FactRefused(name)
