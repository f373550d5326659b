"""What leaves: a sheet of typed columns with its source, and text that no spreadsheet will run."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

Value = str | int | float | Decimal | bool | date | datetime | None


class FieldKind(StrEnum):
    """What a column holds, in the words of Table Schema."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name in a file, its heading for a reader, and what it means."""

    name: str
    kind: FieldKind
    title: str
    description: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where figures come from: what every sheet says of itself."""

    title: str
    description: str
    source: str
    as_at: date
    definition: str
    licence: str = "CC-BY-4.0"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that leaves. Rows hold one value a field, in order; None is missing, never zero."""

    name: str  # small letters, figures and hyphens: it becomes a file name
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]
    provenance: Provenance
    primary_key: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,60}", self.name):
            raise ValueError(f"a sheet's name is small letters, figures and hyphens, not {self.name!r}")
        for row in self.rows:
            if len(row) != len(self.fields):
                raise ValueError(f"a row has {len(row)} values for {len(self.fields)} fields")


_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
# What XML cannot hold, and marks that make text read in another order than it is stored.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)


def safe_text(text: str) -> str:
    """Text that a spreadsheet shows and never runs.

    A cell that begins as a formula does gets an apostrophe in front. Text only: numbers are
    written as numbers and need none.

    >>> safe_text("=1+1"), safe_text(" @SUM(A1)"), safe_text("5 - 3")
    ("'=1+1", "' @SUM(A1)", '5 - 3')
    """
    clean = _UNPRINTABLE.sub("", text)
    bare = clean.lstrip(" \u00a0\u3000\ufeff\u200b\"'")
    if clean.startswith(("\t", "\r", "\n")) or bare.startswith(_STARTS_FORMULA):
        return f"'{clean}"
    return clean


def file_name(name: str, extension: str) -> str:
    """A file name that is safe everywhere: plain letters, figures, hyphens.

    >>> file_name("Round 3: “Ashby & Vale”", "csv")
    'round-3-ashby-vale.csv'
    """
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:80].strip("-")
    return f"{plain or 'export'}.{extension}"


def field_names(fields: Sequence[Field]) -> list[str]:
    """The names of the columns, in order."""
    return [field.name for field in fields]
