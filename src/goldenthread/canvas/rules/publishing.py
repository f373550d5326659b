"""Decisions about publishing: what may leave, under which address, and when it may not."""

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

STATEMENTS_AT_MOST = 30
SUMMARY_AT_MOST = 2000
SCHEMA = "goldenthread-publication/1"

WHAT_NEVER_LEAVES = (
    "Names, e-mail addresses and links of the people who answered.",
    "Answers of one person. Only counts for a voice leave, and only where enough people answered.",
    "Any count of a voice with fewer people than the floor.",
    "Statements that you did not choose, and statements from a voice that is hidden.",
    "Who does each action in the plan, and the notes on it.",
    "Evidence files, and who settled a level.",
)


class PublishRefusal(StrEnum):
    """Why a page cannot be published or withdrawn."""

    ROUND_NOT_CLOSED = "round_not_closed"
    SUMMARY_MISSING = "summary_missing"
    SUMMARY_TOO_LONG = "summary_too_long"
    TOO_MANY_STATEMENTS = "too_many_statements"
    STATEMENT_NOT_FREE = "statement_not_free"
    PERSONAL_DETAILS = "personal_details"
    CHANGED_MEANWHILE = "changed_meanwhile"
    SAME_AS_BEFORE = "same_as_before"
    NOT_PUBLISHED = "not_published"
    REASON_MISSING = "reason_missing"


REFUSAL_WORDS = {
    PublishRefusal.ROUND_NOT_CLOSED: "The round is still open. A page can be published when it has closed.",
    PublishRefusal.SUMMARY_MISSING: "Write the summary in plain words",
    PublishRefusal.SUMMARY_TOO_LONG: f"Shorten the summary to {SUMMARY_AT_MOST} characters or fewer",
    PublishRefusal.TOO_MANY_STATEMENTS: f"Choose {STATEMENTS_AT_MOST} statements or fewer",
    PublishRefusal.STATEMENT_NOT_FREE: (
        "A statement that you chose can no longer be published: it was withdrawn or hidden. Choose again."
    ),
    PublishRefusal.PERSONAL_DETAILS: (
        "The summary or a statement holds an NHS number, telephone number, e-mail address or postcode. "
        "Take it out, or do not choose that statement."
    ),
    PublishRefusal.CHANGED_MEANWHILE: (
        "Something changed since you saw the preview. Look at it again, then publish."
    ),
    PublishRefusal.SAME_AS_BEFORE: "This is what is already published. There is nothing new to publish.",
    PublishRefusal.NOT_PUBLISHED: "This page is not published, so there is nothing to withdraw.",
    PublishRefusal.REASON_MISSING: "Say why the page is withdrawn. Readers of the old address will see it.",
}


@dataclass(frozen=True, slots=True)
class PublicationChoice:
    """What a lead chooses to show."""

    summary: str
    with_reasons: bool = True
    with_plan: bool = True
    statement_ids: tuple[int, ...] = ()


def why_not_prepare(
    choice: PublicationChoice,
    *,
    is_closed: bool,
    free_statement_ids: Collection[int],
    has_personal_details: bool,
) -> PublishRefusal | None:
    """Why this choice cannot become a page; None when it can."""
    if not is_closed:
        return PublishRefusal.ROUND_NOT_CLOSED
    if not choice.summary.strip():
        return PublishRefusal.SUMMARY_MISSING
    if len(choice.summary) > SUMMARY_AT_MOST:
        return PublishRefusal.SUMMARY_TOO_LONG
    if len(choice.statement_ids) > STATEMENTS_AT_MOST:
        return PublishRefusal.TOO_MANY_STATEMENTS
    if not set(choice.statement_ids) <= set(free_statement_ids):
        return PublishRefusal.STATEMENT_NOT_FREE
    return PublishRefusal.PERSONAL_DETAILS if has_personal_details else None


def why_not_publish(*, content_hash: str, seen_hash: str, in_force_hash: str | None) -> PublishRefusal | None:
    """Why a prepared page cannot be published; None when it can. ``seen_hash`` is that of the preview."""
    if content_hash != seen_hash:
        return PublishRefusal.CHANGED_MEANWHILE
    return PublishRefusal.SAME_AS_BEFORE if content_hash == in_force_hash else None


def why_not_withdraw(*, is_in_force: bool, reason: str) -> PublishRefusal | None:
    """Why a page cannot be withdrawn; None when it can."""
    if not is_in_force:
        return PublishRefusal.NOT_PUBLISHED
    return None if reason.strip() else PublishRefusal.REASON_MISSING


def content_hash(content: Mapping[str, Any]) -> str:
    """A fingerprint of what is published: equal content, equal fingerprint."""
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def slug_for(name: str, *, year: int, taken: Collection[str]) -> str:
    """An address that says what the page is about and that no other page has ever had.

    >>> slug_for("Ashby & Vale", year=2026, taken={"ashby-vale-2026"})
    'ashby-vale-2026-2'
    """
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-") or "page"
    slug, copy = f"{plain}-{year}", 2
    while slug in taken:
        slug, copy = f"{plain}-{year}-{copy}", copy + 1
    return slug
