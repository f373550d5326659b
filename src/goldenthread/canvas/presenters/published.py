"""A published page in plain words, drawn from its stored content and nothing else."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.canvas.presenters.standing import level_words
from goldenthread.canvas.presenters.words import level_range
from goldenthread.canvas.rules.comparing import median_levels
from goldenthread.canvas.terms import ACTION_STATUS_NAMES, VOICE_NAMES, ActionStatus, Voice

_MOST_APART = 3
_LEFT, _STEP, _ROW = 20, 40, 26


@dataclass(frozen=True, slots=True)
class FactorRow:
    """A factor in the table at the top, and its mark in the picture."""

    number: int
    title: str
    plain_title: str
    level: str
    words: str
    weakest: str
    x: float | None
    width: float
    y: float


@dataclass(frozen=True, slots=True)
class VoiceCounts:
    """How a voice answered one practice."""

    voice: str
    hidden: bool
    cells: tuple[int, ...]  # levels 0 to 4, "don't know", skipped
    people: int | None


@dataclass(frozen=True, slots=True)
class PracticeBlock:
    """One practice with what was settled and what was heard."""

    code: str
    title: str
    statement: str
    level: str
    words: str
    claimed: bool
    signed_off: bool
    reworded: bool
    reasons: str
    dissent: str
    voices: tuple[VoiceCounts, ...]


@dataclass(frozen=True, slots=True)
class FactorBlock:
    """One factor with its practices."""

    number: int
    title: str
    practices: tuple[PracticeBlock, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Something that somebody said."""

    words: str
    voice: str
    practice: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """Something that will be done."""

    what: str
    first_step: str
    measure: str
    due: date
    status: str
    late: bool


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """Everything that the page prints."""

    name: str
    kind: str
    system: str
    fictional: bool
    round: str
    opened: date
    closed: date
    as_at: date
    question_set: str
    core_version: str
    local_wording: int | None
    floor: int
    summary: tuple[str, ...]
    factors: tuple[FactorRow, ...]
    picture_height: int
    people: tuple[tuple[str, str], ...]
    apart: tuple[str, ...]
    blocks: tuple[FactorBlock, ...]
    quotes: tuple[Quote, ...]
    plan: tuple[PlanRow, ...] | None
    files: tuple[str, ...]


def published_page(content: Mapping[str, Any], *, without: Collection[int] = ()) -> PublishedPage:
    """A page from its stored content. ``without`` are statements taken back since."""
    about, scope = content["round"], content["scope"]
    titles = {factor["number"]: factor for factor in content["factors"]}
    practices = {
        practice["code"]: practice for factor in content["factors"] for practice in factor["practices"]
    }
    quotes = tuple(
        Quote(each["words"], VOICE_NAMES[Voice(each["voice"])], practices[each["practice"]]["title"])
        for each in content["statements"]
        if each["ref"] not in without
    )
    return PublishedPage(
        name=scope["name"],
        kind=scope["kind"],
        system=scope["system"],
        fictional=scope["fictional"],
        round=about["title"],
        opened=date.fromisoformat(about["opened"]),
        closed=date.fromisoformat(about["closed"]),
        as_at=date.fromisoformat(content["as_at"]),
        question_set=about["question_set"],
        core_version=about["core_version"],
        local_wording=about["local_wording"],
        floor=about["floor"],
        summary=tuple(part.strip() for part in content["summary"].split("\n\n") if part.strip()),
        factors=tuple(_factor_row(level, titles, place) for place, level in enumerate(content["levels"])),
        picture_height=len(content["levels"]) * _ROW + 24,
        people=tuple(
            (VOICE_NAMES[Voice(voice)], _people(count, about["floor"]))
            for voice, count in content["people"].items()
        ),
        apart=_most_apart(list(practices.values())),
        blocks=tuple(_block(factor) for factor in content["factors"]),
        quotes=quotes,
        plan=None if content["plan"] is None else tuple(_plan_row(action) for action in content["plan"]),
        files=(
            "levels",
            "voices",
            *(["statements"] if quotes else []),
            *(["plan"] if content["plan"] else []),
        ),
    )


def _people(count: int | None, floor: int) -> str:
    if count is None:
        return f"fewer than {floor} people, not shown"
    return "nobody" if not count else "1 person" if count == 1 else f"{count} people"


def _factor_row(level: Mapping[str, Any], titles: Mapping[int, Mapping[str, Any]], place: int) -> FactorRow:
    low, high = level["low"], level["high"]
    factor = titles[level["factor"]]
    settled = low is not None and high is not None
    return FactorRow(
        number=level["factor"],
        title=factor["title"],
        plain_title=factor["plain_title"],
        level=level_range(low, high) if settled else "Not settled yet",
        words=level_words(low, high)
        if settled
        else f"{level['settled']} of {level['asked']} practices settled",
        weakest=level["weakest_title"] if settled else "",
        x=_LEFT + _STEP * low - 8 if settled else None,
        width=_STEP * (high - low) + 16 if settled else 0,
        y=8 + _ROW * place,
    )


def _block(factor: Mapping[str, Any]) -> FactorBlock:
    return FactorBlock(
        number=factor["number"],
        title=factor["title"],
        practices=tuple(_practice(practice) for practice in factor["practices"]),
    )


def _practice(practice: Mapping[str, Any]) -> PracticeBlock:
    low, high = practice["low"], practice["high"]
    settled = low is not None
    return PracticeBlock(
        code=practice["code"],
        title=practice["title"],
        statement=practice["statement"],
        level=level_range(low, high) if settled else "Not settled yet",
        words=level_words(low, high) if settled else "",
        claimed=settled and low > practice["evidence_carries"],
        signed_off=practice["signed_off"],
        reworded=practice["origin"] != "core",
        reasons=practice["reasons"],
        dissent=practice["dissent"],
        voices=tuple(
            VoiceCounts(
                voice=VOICE_NAMES[Voice(voice)],
                hidden=counts["hidden"],
                cells=() if counts["hidden"] else (*counts["levels"], counts["dont_know"], counts["skipped"]),
                people=counts["people"],
            )
            for voice, counts in practice["voices"].items()
        ),
    )


def _most_apart(practices: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The practices where the middle answers of two voices lie furthest apart, in words."""
    found = []
    for place, practice in enumerate(practices):
        middles = {
            voice: median
            for voice, counts in practice["voices"].items()
            if not counts["hidden"] and (median := median_levels(counts["levels"]))
        }
        if len(middles) < 2:
            continue
        high = max(middles, key=lambda voice: sum(middles[voice]))
        low = min(middles, key=lambda voice: sum(middles[voice]))
        apart = middles[high][0] - middles[low][1]
        if apart >= 1:
            said = (
                f"{practice['title']}: the middle answer of {VOICE_NAMES[Voice(high)].lower()} is "
                f"{level_range(*middles[high])}, that of {VOICE_NAMES[Voice(low)].lower()} is "
                f"{level_range(*middles[low])}."
            )
            found.append((-apart, place, said))
    return tuple(said for *_, said in sorted(found)[:_MOST_APART])


def _plan_row(action: Mapping[str, Any]) -> PlanRow:
    return PlanRow(
        what=action["what"],
        first_step=action["first_step"],
        measure=action["measure"],
        due=date.fromisoformat(action["due"]),
        status=ACTION_STATUS_NAMES[ActionStatus(action["status"])],
        late=action["overdue"],
    )
