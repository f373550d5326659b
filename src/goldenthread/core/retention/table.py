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
        key="answers",
        what="Answers and the words written with them",
        starts="round closed",
        kept_for=365 * _DAY,
        how_long="12 months after the asking closes",
    ),
    RecordClass(
        key="receipts",
        what="The scrambled form of your code",
        starts="round closed",
        kept_for=30 * _DAY,
        how_long="30 days after the asking closes",
    ),
    RecordClass(
        key="contacts",
        what="E-mail addresses that links were sent to",
        starts="round closed",
        kept_for=90 * _DAY,
        how_long="Three months after the asking closes",
    ),
    RecordClass(
        key="counts",
        what="Counts of answers, agreed levels and published pages",
        starts="",
        kept_for=None,
        how_long="10 years, or while they are public",
    ),
    RecordClass(
        key="uploads",
        what="Files of answers sent in by staff",
        starts="uploaded",
        kept_for=30 * _DAY,
        how_long="30 days",
    ),
    RecordClass(
        key="accounts",
        what="Accounts of staff and partners",
        starts="left",
        kept_for=730 * _DAY,
        how_long="Two years after they leave",
    ),
    RecordClass(
        key="audit",
        what="The record of who did what",
        starts="event",
        kept_for=2190 * _DAY,
        how_long="Six years",
    ),
)


def record_class(key: str) -> RecordClass:
    """The class with this key."""
    return next(record for record in RECORDS if record.key == key)


def kept_for(key: str) -> timedelta:
    """How long records of a class are kept; a class that is never purged raises LookupError."""
    found = record_class(key).kept_for
    if found is None:
        raise LookupError(f"{key} are not purged")
    return found
