"""What changed between two versions of the canvas, so that a comparison can say where the wording moved."""

from dataclasses import dataclass
from enum import StrEnum

from goldenthread.canvas.content.shapes import VOICES, Canvas, Practice


class Change(StrEnum):
    """What became of a practice from one version to another."""

    SAME = "same"
    REWORDED = "reworded"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class PracticeChange:
    """What became of one practice."""

    code: str
    change: Change
    fields: tuple[str, ...]  # what was reworded: "statement", "levels", "questions.staff", "answers.partners"

    def touches(self, voice: str) -> bool:
        """Say whether what this voice is asked, or may answer, is no longer what it was."""
        if self.change is Change.REWORDED:
            return not {f"questions.{voice}", f"answers.{voice}"}.isdisjoint(self.fields)
        return self.change is not Change.SAME


def differences(old: Canvas, new: Canvas) -> tuple[PracticeChange, ...]:
    """Compare two versions practice by practice: the new one's in its order, then those that left.

    A practice is reworded when its statement, a level, or a question or answer of any voice differs.
    Titles, reasons and lists of evidence may be mended without that: nobody answers them.
    """
    before = {practice.code: practice for practice in old.practices}
    after = {practice.code: practice for practice in new.practices}
    return (
        *(_compare(before.get(code), practice) for code, practice in after.items()),
        *(PracticeChange(code, Change.REMOVED, ()) for code in before if code not in after),
    )


def _compare(old: Practice | None, new: Practice) -> PracticeChange:
    if old is None:
        return PracticeChange(new.code, Change.ADDED, ())
    fields = [name for name in ("statement", "levels") if getattr(old, name) != getattr(new, name)]
    for part in ("questions", "answers"):
        olds, news = getattr(old, part), getattr(new, part)
        fields += [f"{part}.{voice}" for voice in VOICES if olds[voice] != news[voice]]
    return PracticeChange(new.code, Change.REWORDED if fields else Change.SAME, tuple(fields))
