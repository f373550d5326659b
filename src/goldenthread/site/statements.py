"""Facts that the statement pages print, read from the content folder."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True, slots=True)
class KnownIssue:
    """Something that does not yet work for everybody."""

    what: str
    affects: str
    criterion: str
    found_date: date
    mend_by: str


@dataclass(frozen=True, slots=True)
class AccessibilityFacts:
    """When and how the service was tested, and what is known to be wrong."""

    tested_date: date
    tested_how: str
    issues: tuple[KnownIssue, ...]


@cache
def accessibility_facts() -> AccessibilityFacts:
    """The tracked list of known issues, with the date and manner of the last test."""
    stored = tomllib.loads((CONTENT / "known_issues.toml").read_text(encoding="utf-8"))
    return AccessibilityFacts(
        tested_date=stored["tested_date"],
        tested_how=stored["tested_how"],
        issues=tuple(KnownIssue(**issue) for issue in stored["issue"]),
    )
