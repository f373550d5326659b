"""Statements to choose from, factor by factor."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from goldenthread.canvas.queries.comparing import factor_titles
from goldenthread.canvas.queries.publishing import FreeStatement
from goldenthread.canvas.terms import VOICE_NAMES, Voice


@dataclass(frozen=True, slots=True)
class StatementChoice:
    """One statement to tick."""

    id: int
    words: str
    voice: str
    practice: str
    chosen: bool
    warned: bool


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """The statements about one factor."""

    number: int
    title: str
    statements: tuple[StatementChoice, ...]
    chosen_count: int


def statement_groups(free: Sequence[FreeStatement], chosen: Collection[int]) -> list[StatementGroup]:
    """Every statement that may be published, factor by factor."""
    groups = []
    for number, title in factor_titles().items():
        found = tuple(
            StatementChoice(
                id=each.id,
                words=each.words,
                voice=VOICE_NAMES[Voice(each.voice)],
                practice=each.practice_code,
                chosen=each.id in chosen,
                warned=each.has_personal_details,
            )
            for each in free
            if each.factor == number
        )
        if found:
            groups.append(StatementGroup(number, title, found, sum(1 for each in found if each.chosen)))
    return groups
