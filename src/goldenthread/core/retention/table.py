"""The one table of what is kept and for how long."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class RecordClass:
    """A kind of record, when its time starts to run and how long it is kept; None means it is not purged."""

    key: str
    what: str
    starts: str
    kept_for: timedelta | None
    how_long: str


_DAY = timedelta(days=1)

RECORDS: tuple[RecordClass, ...] = (
    RecordClass(
        "answers", "Answers and the words written with them", "round closed", 365 * _DAY, "12 months after the asking closes"
    ),
    RecordClass(
        "receipts", "The scrambled form of your code", "round closed", 30 * _DAY, "30 days after the asking closes"
    ),
    RecordClass(
        "contacts", "E-mail addresses that links were sent to", "round closed", 90 * _DAY, "Three months after the asking closes"
    ),
    RecordClass("counts", "Counts of answers, agreed levels and published pages", "", None, "10 years, or while they are public"),
    RecordClass("uploads", "Files of answers sent in by staff", "uploaded", 30 * _DAY, "30 days"),
    RecordClass("accounts", "Accounts of staff and partners", "left", 730 * _DAY, "Two years after they leave"),
    RecordClass("audit", "The record of who did what", "event", 2190 * _DAY, "Six years"),
)  # fmt: skip


def record_class(key: str) -> RecordClass:
    """The class with this key."""
    return next(record for record in RECORDS if record.key == key)
