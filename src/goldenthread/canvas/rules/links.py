"""Decisions about links that need no account: which can be made, and for whom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from goldenthread.canvas.terms import LinkRefusal, RoundState

LINKS_AT_MOST = 20  # open links in force, for one voice of one canvas
PEOPLE_AT_MOST = 2000  # invited by email, for one voice of one canvas
CONTACTS_KEPT_FOR = timedelta(days=92)  # after closing; then addresses are deleted
_ADDRESS = re.compile(r"[^\s@<>,;:\"()]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
_NAMED = re.compile(r".*<([^<>]*)>\s*")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A line of a pasted list that is not an email address."""

    line: int
    text: str
    problem: str


@dataclass(frozen=True, slots=True)
class PastedList:
    """What a pasted list of email addresses was understood to say."""

    addresses: tuple[str, ...]
    repeated_count: int
    bad_rows: tuple[BadRow, ...]


def read_addresses(pasted: str) -> PastedList:
    """Read addresses from lines, commas and semicolons; every one that cannot be used is named."""
    found: dict[str, str] = {}
    bad: list[BadRow] = []
    repeated = 0
    for number, line in enumerate(pasted.splitlines(), start=1):
        for part in re.split(r"[,;\t]", line):
            text = part.strip()
            if not text:
                continue
            named = _NAMED.fullmatch(text)
            address = (named.group(1) if named else text).strip()
            if problem := _problem_with(address):
                bad.append(BadRow(number, text[:100], problem))
            elif address.casefold() in found:
                repeated += 1
            else:
                found[address.casefold()] = address
    return PastedList(tuple(found.values()), repeated, tuple(bad))


def expiry(closes_on: date, *, zone: tzinfo) -> datetime:
    """The moment at which a round's links end: midnight at the end of its last day."""
    return datetime.combine(closes_on + timedelta(days=1), time(), tzinfo=zone)


def why_not_make(
    *, state: RoundState, voice: str, voices: Sequence[str], in_force_count: int
) -> LinkRefusal | None:
    """Why one more open link cannot be made; None when it can."""
    if state is not RoundState.OPEN:
        return LinkRefusal.ROUND_NOT_OPEN
    if voice not in voices:
        return LinkRefusal.VOICE_NOT_ASKED
    if in_force_count >= LINKS_AT_MOST:
        return LinkRefusal.TOO_MANY_LINKS
    return None


def why_not_invite(
    *, state: RoundState, voice: str, voices: Sequence[str], invited_count: int, new_count: int
) -> LinkRefusal | None:
    """Why these people cannot be invited; None when they can. Whoever was invited before is not new."""
    if state is not RoundState.OPEN:
        return LinkRefusal.ROUND_NOT_OPEN
    if voice not in voices:
        return LinkRefusal.VOICE_NOT_ASKED
    if invited_count + new_count > PEOPLE_AT_MOST:
        return LinkRefusal.TOO_MANY_PEOPLE
    return None if new_count else LinkRefusal.NOBODY_NEW


def address(site_address: str, token: str) -> str:
    """Where a link leads, in full."""
    return f"{site_address.rstrip('/')}/a/{token}/"


def grouped(code: str) -> str:
    """A poster's code in groups of four, as it is printed and read out."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _problem_with(address: str) -> str:
    if "@" not in address:
        return "has no @"
    if len(address) > 254:
        return "is too long"
    if not _ADDRESS.fullmatch(address):
        return "is not an email address"
    return ""
