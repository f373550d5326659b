"""What was understood of a file of answers, in words and rows. Counts of people, never of levels."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.canvas.queries.importing import KeptFile
from goldenthread.canvas.rules.answer_files import AskedWords, SentTable, Understood
from goldenthread.canvas.terms import LEVEL_NAMES, VOICE_NAMES, AnswerKind, Voice
from goldenthread.core.tables import Fault

_MOST_FAULTS = 500
_MEANINGS = {"dont_know": "Don’t know", "skipped": "Not answered"} | {
    str(level.value): f"{level.value} {name}" for level, name in LEVEL_NAMES.items()
}


@dataclass(frozen=True, slots=True)
class FaultRows:
    """Faults as rows of a page, and how many more there are."""

    rows: tuple[dict[str, str], ...]
    more_count: int


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Everything that a person checks before answers are saved."""

    can_save: bool
    person_count: int
    voices: tuple[dict[str, str], ...]
    practices: tuple[dict[str, str], ...]
    not_in_file: tuple[str, ...]
    meanings: tuple[dict[str, str], ...]
    unused: tuple[str, ...]
    empty_count: int
    left_out_count: int
    detail_count: int
    faults: FaultRows
    fault_count: int


def check_page(kept: KeptFile, understood: Understood, asked: Sequence[AskedWords]) -> CheckPage:
    """What was understood, for its sender to check."""
    mapping, table = kept.mapping, kept.table
    voices = Counter(person.voice for person in understood.people if person.voice)
    used = {*mapping.answers.values(), *mapping.reasons.values(), mapping.voice_column}
    return CheckPage(
        can_save=not understood.faults and bool(understood.people),
        person_count=len(understood.people),
        voices=tuple(
            {"name": VOICE_NAMES[Voice(voice)], "count": f"{voices[voice]:,}"} for voice in sorted(voices)
        ),
        practices=tuple(
            _practice_row(words, kept, understood) for words in asked if words.code in mapping.answers
        ),
        not_in_file=tuple(
            f"{words.code} {words.title}" for words in asked if words.code not in mapping.answers
        ),
        meanings=tuple(
            {"word": word, "meaning": _MEANINGS[meaning]}
            for word, meaning in mapping.level_words.items()
            if meaning
        ),
        unused=tuple(heading for at, heading in enumerate(table.headings) if at not in used),
        empty_count=understood.empty_count,
        left_out_count=understood.left_out_count,
        detail_count=understood.detail_count,
        faults=fault_rows(understood.faults, kept.file_name),
        fault_count=len(understood.faults),
    )


def fault_rows(faults: Sequence[Fault], file_name: str) -> FaultRows:
    """Faults in the order of the file; a page shows the first five hundred."""
    rows = tuple(
        {
            "file": file_name,
            "row": f"{fault.line:,}",
            "heading": fault.heading,
            "value": fault.value or "(blank)",
            "what": fault.what,
            "mend": fault.mend,
        }
        for fault in faults[:_MOST_FAULTS]
    )
    return FaultRows(rows, max(len(faults) - _MOST_FAULTS, 0))


def _practice_row(words: AskedWords, kept: KeptFile, understood: Understood) -> dict[str, str]:
    table: SentTable = kept.table
    reason_at = kept.mapping.reasons.get(words.code)
    answers = [each for person in understood.people for each in person.answers if each.code == words.code]
    given = sum(1 for each in answers if each.kind is not AnswerKind.SKIPPED)
    reasons = sum(1 for each in answers if each.reason)
    return {
        "code": words.code,
        "title": words.title,
        "heading": table.headings[kept.mapping.answers[words.code]],
        "answers": f"{given:,}",
        "reasons": f"{reasons:,}" if reason_at is not None else "–",
    }
