"""One practice in full: its ladder of levels, what people wrote, what was settled."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.canvas.presenters.words import level_name, level_range, voice_name
from goldenthread.canvas.queries.agreeing import Settlement
from goldenthread.canvas.queries.results import PracticeFigures, Statement


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of a practice, and who stands on it."""

    level: int
    name: str
    statement: str
    voices: tuple[str, ...]  # the voices whose middle answer this is
    is_carried: bool  # evidence carries this level
    is_last_carried: bool
    is_settled: bool


@dataclass(frozen=True, slots=True)
class StatementRow:
    """What somebody wrote, with their voice and level."""

    id: int
    voice: str
    level: int | None
    level_text: str
    words: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class SettlementRow:
    """One settled level as a reader sees it."""

    settlement: Settlement
    level: str
    in_force: bool


def ladder(levels: Sequence[str], practice: PracticeFigures) -> tuple[Rung, ...]:
    """The five levels, from 4 at the top to 0."""
    lowest, highest = practice.settled.lowest, practice.settled.highest
    rungs = (
        Rung(
            level=level,
            name=level_name(level),
            statement=statement,
            voices=tuple(
                voice_name(voice.voice)
                for voice in practice.voices
                if voice.middle is not None and voice.middle.low <= level <= voice.middle.high
            ),
            is_carried=level <= practice.carried_level,
            is_last_carried=level == practice.carried_level,
            is_settled=lowest is not None and highest is not None and lowest <= level <= highest,
        )
        for level, statement in enumerate(levels)
    )
    return tuple(reversed(tuple(rungs)))


def statement_rows(statements: Sequence[Statement]) -> tuple[StatementRow, ...]:
    """What people wrote."""
    return tuple(
        StatementRow(
            id=each.id,
            voice=voice_name(each.voice),
            level=each.level,
            level_text="No level" if each.level is None else f"Level {each.level}",
            words=each.words,
            hidden=each.hidden,
        )
        for each in statements
    )


def settlement_rows(settlements: Sequence[Settlement]) -> tuple[SettlementRow, ...]:
    """What was settled, the one in force first."""
    return tuple(
        SettlementRow(
            settlement=each,
            level=f"Level {level_range(each.lowest, each.highest)}",
            in_force=each.replaced_at is None,
        )
        for each in settlements
    )
