"""Systems side by side in words and cells, in order of name."""

from collections.abc import Mapping
from dataclasses import dataclass

from goldenthread.canvas.presenters.across import Cell, level_cell
from goldenthread.canvas.presenters.standing import factor_label, factor_words
from goldenthread.canvas.queries.national import National, PublishedSystem
from goldenthread.canvas.rules.learning import can_learn_from


@dataclass(frozen=True, slots=True)
class SystemRow:
    """One system of the table."""

    name: str
    region: str
    slug: str
    round: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TeacherRow:
    """A system that is further on with a factor, and what it has published on that."""

    name: str
    slug: str
    level: str
    words: str
    plan: str
    note: str


def system_rows(found: National, titles: Mapping[int, str]) -> list[SystemRow]:
    """Every system, also those that have published nothing."""
    return [
        SystemRow(
            name=system.name,
            region=system.region,
            slug=system.slug,
            round=f"{system.round_title}, closed {system.closed_date:%B %Y}" if system.closed_date else "",
            cells=tuple(
                level_cell(system.name, number, title, system.levels.get(number))
                for number, title in titles.items()
            )
            if system.is_published
            else (),
        )
        for system in found.systems
    ]


def teacher_rows(found: National, factor: int, learner_id: int | None) -> list[TeacherRow]:
    """Who may have something to teach on a factor, in order of name."""
    learner = next((system for system in found.systems if system.scope_id == learner_id), None)
    return [
        _teacher(system, factor, learner)
        for system in found.systems
        if system is not learner
        and can_learn_from(learner.levels.get(factor) if learner else None, system.levels.get(factor))
    ]


def summary(found: National) -> str:
    """How many have published, in a sentence."""
    total = "1 system" if len(found.systems) == 1 else f"{len(found.systems)} systems"
    return f"{total}, in order of name. {found.published_count} have published a page."


def _teacher(system: PublishedSystem, factor: int, learner: PublishedSystem | None) -> TeacherRow:
    level = system.levels[factor]
    actions = system.action_counts.get(factor, 0)
    note = ""
    if learner and learner.is_published and learner.asked_as != system.asked_as:
        note = "Asked with other questions or other words, so read the two levels with care."
    return TeacherRow(
        name=system.name,
        slug=system.slug,
        level=factor_label(level),
        words=factor_words(level),
        plan=f"{actions} {'action' if actions == 1 else 'actions'} in the published plan" if actions else "",
        note=note,
    )
