"""What can be wrong with a file, in words for the person who sent it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a whole file is refused, and what its sender can do about it."""

    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one cell, named as the sender's spreadsheet names it."""

    line: int  # the row number that their spreadsheet shows
    heading: str  # as they wrote it
    value: str  # as they wrote it
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something we understood in one way where another was possible, or left out."""

    what: str
    line: int | None = None


class TableRefused(Exception):
    """A file that we do not read; ``reasons`` says why."""

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        self.reasons = reasons
        super().__init__("; ".join(reason.what for reason in reasons))


def refused(what: str, mend: str) -> TableRefused:
    """A refusal for one reason."""
    return TableRefused((Reason(what, mend),))
