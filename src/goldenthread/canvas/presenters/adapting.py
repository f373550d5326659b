"""A system's own canvas in words: what differs from the core, and what that means for comparing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from goldenthread.canvas.content.shapes import Canvas
from goldenthread.canvas.queries.adapting import Wording, WordingVersion
from goldenthread.canvas.rules.adapting import Change, LocalPractice
from goldenthread.canvas.terms import LEVEL_NAMES, VOICE_NAMES, AdaptingRefusal, Level, Origin, Voice

ADAPTING_REFUSALS = {
    AdaptingRefusal.NOT_A_SYSTEM: (
        "The words are the same for a whole system, so only the system can change them."
    ),
    AdaptingRefusal.NO_SUCH_PRACTICE: "There is no such practice in this canvas.",
    AdaptingRefusal.NO_SUCH_VERSION: "There is no such version.",
    AdaptingRefusal.REASON_MISSING: "Enter why you change it, so that others can understand it later.",
    AdaptingRefusal.WORDS_MISSING: (
        "Some of the words are missing. Fill them in, or put the shared words back."
    ),
    AdaptingRefusal.WEIGHT_OUT_OF_RANGE: "Choose a weight from 1 to 5.",
    AdaptingRefusal.FACTOR_LEFT_EMPTY: (
        "This is the last practice that you show for its factor. Show or add another one first, "
        "so that every factor is still asked about."
    ),
    AdaptingRefusal.CHANGED_MEANWHILE: (
        "Somebody else changed this practice while you were writing. Your words are below and not saved. "
        "Look at theirs in another window, then save again."
    ),
    AdaptingRefusal.NOTHING_CHANGED: "Nothing differs from what is saved already.",
}
_COMPARES = {
    Origin.CORE: "Compares with other systems: what people are asked is the same.",
    Origin.REWORDED: (
        "Compares with care: people here read other words than elsewhere, so a difference may come "
        "from the words. Every comparison says so."
    ),
    Origin.ADDED: "Does not compare: nobody else asks this.",
}


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """One practice in the list."""

    code: str
    title: str
    tags: tuple[tuple[str, str], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class FactorLines:
    """The practices of one factor."""

    number: int
    title: str
    practices: tuple[PracticeLine, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One piece of text, as shared and as here."""

    what: str
    shared: str
    ours: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the history."""

    number: int
    note: str
    made_by: str
    made_at: Any
    changes: str
    used: str
    is_newest: bool


def factor_lines(core: Canvas, practices: Iterable[LocalPractice]) -> tuple[FactorLines, ...]:
    """The whole canvas, factor by factor."""
    found = list(practices)
    return tuple(
        FactorLines(
            number=factor.number,
            title=factor.title,
            practices=tuple(
                PracticeLine(practice.code, practice.title, _tags(practice), practice.reason)
                for practice in found
                if practice.factor == factor.number
            ),
        )
        for factor in core.factors
    )


def compares(origin: Origin) -> str:
    """Whether a practice can still be compared with other systems."""
    return _COMPARES[origin]


def summary(wording: Wording) -> str:
    """What a system has changed, in one sentence."""
    practices = wording.practices
    counts = [
        (sum(practice.origin is Origin.REWORDED for practice in practices), "reworded"),
        (sum(practice.origin is Origin.ADDED for practice in practices), "added"),
        (sum(practice.hidden for practice in practices), "hidden"),
        (sum(practice.weight > 1 for practice in practices), "given more weight"),
    ]
    said = [f"{count} {what}" for count, what in counts if count]
    if not said:
        return "You use the shared canvas as it comes."
    return f"Version {wording.number}: {', '.join(said)}. Everything else is the shared canvas."


def differences(core: Mapping[str, Any], ours: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Every text that differs, the shared one beside ours."""
    pairs = [
        ("Short name", core["title"], ours["title"]),
        ("What good looks like", core["statement"], ours["statement"]),
        ("Why we ask", core["why"], ours["why"]),
        ("What counts as evidence", "; ".join(core["evidence"]), "; ".join(ours["evidence"])),
    ]
    pairs += [
        (f"Level {level}: {LEVEL_NAMES[level]}", core["levels"][level], ours["levels"][level])
        for level in Level
    ]
    for voice in Voice:
        name = VOICE_NAMES[voice]
        pairs.append((f"{name}: question", core["questions"][voice], ours["questions"][voice]))
        if voice is not Voice.LEADERS:
            pairs += [
                (f"{name}: answer {level}", core["answers"][voice][level], ours["answers"][voice][level])
                for level in Level
            ]
    return tuple(Difference(what, shared, own) for what, shared, own in pairs if shared != own)


def version_lines(versions: Iterable[WordingVersion]) -> tuple[VersionLine, ...]:
    """The history, newest first."""
    return tuple(
        VersionLine(
            number=version.number,
            note=version.note,
            made_by=version.made_by or "somebody who has left",
            made_at=version.made_at,
            changes=_counted(version.change_count, "practice differs", "practices differ"),
            used=f"Used by {_counted(version.round_count, 'round', 'rounds')}" if version.round_count else "",
            is_newest=place == 0,
        )
        for place, version in enumerate(versions)
    )


def note_of(change: Change, *, before: Change, title: str) -> str:
    """What a version changed, as the history prints it."""
    if change.empty:
        return f"{change.code} {title}: the shared words put back"
    said = []
    if change.wording != before.wording:
        said.append("reworded")
    if change.hidden != before.hidden:
        said.append("hidden" if change.hidden else "shown again")
    if change.weight != before.weight:
        said.append(f"weight {change.weight}")
    return f"{change.code} {title}: {', '.join(said) or 'reason changed'}"


def _tags(practice: LocalPractice) -> tuple[tuple[str, str], ...]:
    tags = []
    if practice.origin is Origin.REWORDED:
        tags.append(("Your words", "nhsuk-tag--yellow"))
    if practice.origin is Origin.ADDED:
        tags.append(("Your own", "nhsuk-tag--purple"))
    if practice.hidden:
        tags.append(("Hidden", "nhsuk-tag--grey"))
    if practice.weight > 1:
        tags.append((f"Weight {practice.weight}", "nhsuk-tag--blue"))
    return tuple(tags)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
