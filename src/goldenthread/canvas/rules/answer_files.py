"""A spreadsheet of answers: one row a person, one column a question. What its cells say, by a mapping.

The mapping is made with the sender: which column answers which question, who speaks, and which
level each of their words means. Nothing is guessed silently: what is not in the mapping is a fault.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goldenthread.canvas.terms import AnswerKind
from goldenthread.core.privacy import personal_details, without_details
from goldenthread.core.tables import Fault, Table

DONT_KNOW, SKIPPED, LEAVE_OUT = "dont_know", "skipped", "leave_out"
MOST_WORDS = 2_000  # characters of a reason
MOST_DIFFERENT = 60  # different answers in one column; more and it is no column of levels
_ROW, _CELLS = 0, 1


@dataclass(frozen=True, slots=True)
class AskedWords:
    """What a round asks about one practice, in all the words that a file may use for it."""

    code: str
    title: str
    statement: str
    questions: tuple[str, ...]  # one a voice
    level_words: tuple[tuple[str, ...], ...]  # for levels 0 to 4, the words in which anybody is offered it


@dataclass(frozen=True, slots=True)
class SentTable:
    """The file's headings and rows, as they are kept between the steps."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]  # the row number of the sender's spreadsheet, and its cells

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {"headings": list(self.headings), "rows": [[line, list(cells)] for line, cells in self.rows]}

    def words_in(self, position: int) -> tuple[tuple[str, int], ...]:
        """The different words of a column with how often each stands there, in alphabetical order."""
        counts = Counter(tidy(cells[position]) for _, cells in self.rows)
        return tuple(
            sorted(
                ((word, count) for word, count in counts.items() if word), key=lambda each: each[0].casefold()
            )
        )


def sent_table(table: Table) -> SentTable:
    """What is kept of a table that was read: its rows without totals."""
    return SentTable(table.headings, tuple((row.line, row.cells) for row in table.rows if not row.is_total))


def from_plain(plain: Mapping[str, Any]) -> SentTable:
    """The table that `SentTable.plain` made; an emptied one has neither headings nor rows."""
    rows = tuple((row[_ROW], tuple(row[_CELLS])) for row in plain.get("rows", ()))
    return SentTable(tuple(plain.get("headings", ())), rows)


@dataclass(frozen=True, slots=True)
class AnswerMapping:
    """How the sender says that their file is to be understood. Columns are positions from 0."""

    voice: str = ""  # everybody in the file speaks as this
    voice_column: int | None = None  # or: this column says who speaks
    answers: Mapping[str, int] = field(default_factory=dict)  # practice code to column
    reasons: Mapping[str, int] = field(default_factory=dict)  # practice code to column
    voice_words: Mapping[str, str] = field(default_factory=dict)  # their word to a voice, or LEAVE_OUT
    level_words: Mapping[str, str] = field(
        default_factory=dict
    )  # their word to "0"…"4", DONT_KNOW or SKIPPED

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "voice": self.voice,
            "voice_column": self.voice_column,
            "answers": dict(self.answers),
            "reasons": dict(self.reasons),
            "voice_words": dict(self.voice_words),
            "level_words": dict(self.level_words),
        }


def mapping_from(plain: Mapping[str, Any]) -> AnswerMapping:
    """The mapping that ``plain`` made; an empty one from nothing."""
    return AnswerMapping(**plain)


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One person's answer to one practice."""

    code: str
    kind: AnswerKind
    level: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class GivenAnswers:
    """One row: who speaks and what they said."""

    line: int
    voice: str
    answers: tuple[GivenAnswer, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file says under a mapping. It may be saved only without faults."""

    people: tuple[GivenAnswers, ...]
    faults: tuple[Fault, ...]
    empty_count: int  # rows without a single answer
    left_out_count: int  # rows of people whom the sender chose to leave out
    detail_count: int  # reasons from which personal details were taken out


def understand(table: SentTable, mapping: AnswerMapping, *, voices: Sequence[str]) -> Understood:
    """Read every row; name every cell that the mapping does not explain."""
    people, faults = [], []
    empty_count = left_out_count = detail_count = 0
    for line, cells in table.rows:
        voice, fault = _voice(line, cells, table, mapping, voices)
        if voice == LEAVE_OUT:
            left_out_count += 1
            continue
        answers, wrong = _answers(line, cells, table, mapping)
        if not wrong and all(each.kind is AnswerKind.SKIPPED and not each.reason for each in answers):
            empty_count += 1
            continue
        faults += [*([fault] if fault else []), *wrong]
        detail_count += sum(1 for at in mapping.reasons.values() if personal_details(cells[at]))
        people.append(GivenAnswers(line, voice, tuple(answers)))
    return Understood(tuple(people), tuple(faults), empty_count, left_out_count, detail_count)


def tidy(cell: str) -> str:
    """A cell for comparing: one space between words."""
    return " ".join(cell.split())


def _voice(
    line: int, cells: Sequence[str], table: SentTable, mapping: AnswerMapping, voices: Sequence[str]
) -> tuple[str, Fault | None]:
    if mapping.voice_column is None:
        return mapping.voice, None
    word, heading = tidy(cells[mapping.voice_column]), table.headings[mapping.voice_column]
    voice = mapping.voice_words.get(word, "")
    if voice == LEAVE_OUT or voice in voices:
        return voice, None
    what = "We do not know who this is." if word else "It does not say who speaks."
    return "", Fault(line, heading, word, what, "Say which voice this is, or leave these rows out.")


def _answers(
    line: int, cells: Sequence[str], table: SentTable, mapping: AnswerMapping
) -> tuple[list[GivenAnswer], list[Fault]]:
    answers, faults = [], []
    for code, at in mapping.answers.items():
        reason_at = mapping.reasons.get(code)
        reason = without_details(cells[reason_at].strip()) if reason_at is not None else ""
        if reason_at is not None and len(reason) > MOST_WORDS:
            what, mend = f"This has {len(reason):,} characters.", f"Shorten it to {MOST_WORDS:,}."
            faults.append(Fault(line, table.headings[reason_at], f"{reason[:60]}…", what, mend))
        word = tidy(cells[at])
        meaning = mapping.level_words.get(word, "") if word else SKIPPED
        if meaning in ("0", "1", "2", "3", "4"):
            answers.append(GivenAnswer(code, AnswerKind.LEVEL, int(meaning), reason))
        elif meaning == DONT_KNOW:
            answers.append(GivenAnswer(code, AnswerKind.DONT_KNOW, None, reason))
        elif meaning == SKIPPED:
            answers.append(GivenAnswer(code, AnswerKind.SKIPPED, None, reason))
        else:
            what = "We do not know which level this is."
            faults.append(
                Fault(line, table.headings[at], word[:80], what, "Say what it means in the step before.")
            )
    return answers, faults
