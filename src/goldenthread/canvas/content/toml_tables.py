"""Strict reading of a TOML file: every fault is named and gathered, and nothing faulty gets through."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a content file."""

    file: str
    subject: str  # the practice, item or part of the file it is about; empty for the file's head
    field: str
    problem: str

    def __str__(self) -> str:
        return f"{' · '.join(part for part in (self.file, self.subject, self.field) if part)}: {self.problem}"


class ContentFaulty(Exception):
    """Content that cannot be used; args[0] is the tuple of its faults."""

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.args[0])


@dataclass(slots=True)
class Table:
    """One table of a file, read field by field; a faulty field reads as empty and adds a fault."""

    values: dict[str, Any]
    file: str
    faults: list[Fault]
    subject: str = ""
    _read: set[str] = field(default_factory=set)

    def fault(self, name: str, problem: str) -> None:
        """Add a fault about a field of this table."""
        self.faults.append(Fault(self.file, self.subject, name, problem))

    def _value[T](self, name: str, kind: type[T], kind_name: str) -> T | None:
        self._read.add(name)
        if name not in self.values:
            self.fault(name, "is missing")
            return None
        value = self.values[name]
        if type(value) is kind:
            return value
        self.fault(name, f"is not {kind_name}")
        return None

    def _clean(self, name: str, value: Any) -> str:
        if not isinstance(value, str):
            self.fault(name, "is not text")
            return ""
        if not value.strip():
            self.fault(name, "is empty")
        elif value != " ".join(value.split()):
            self.fault(name, "has line breaks or spaces it does not need")
        return value

    def has(self, name: str) -> bool:
        """Say whether an optional field is there."""
        return name in self.values

    def text(self, name: str) -> str:
        """Read a text on one line."""
        value = self._value(name, str, "text")
        return "" if value is None else self._clean(name, value)

    def whole_number(self, name: str) -> int:
        """Read a whole number."""
        return self._value(name, int, "a whole number") or 0

    def yes(self, name: str) -> bool:
        """Read true or false; absent is false."""
        return self.has(name) and (self._value(name, bool, "true or false") or False)

    def day(self, name: str) -> date:
        """Read a date."""
        return self._value(name, date, "a date") or date.min

    def texts(self, name: str, *, count: int | None = None) -> tuple[str, ...]:
        """Read a list of different texts: as many as `count` says, or one at least."""
        values = self._value(name, list, "a list")
        if values is None:
            return ("",) * (count or 0)
        if count is not None and len(values) != count:
            self.fault(name, f"has {len(values)} texts and needs {count}")
        elif not values:
            self.fault(name, "is empty")
        texts = tuple(self._clean(name, value) for value in values)
        if len({text.casefold() for text in texts}) < len(texts):
            self.fault(name, "says the same thing twice")
        return texts

    def part(self, name: str) -> "Table":
        """Read a table inside this one; its faults carry its name and this table's subject."""
        values = self._value(name, dict, "a table") or {}
        subject = f"{self.subject} {name}".strip()
        return Table(values, self.file, self.faults, subject)

    def parts(self, name: str) -> list["Table"]:
        """Read a list of tables, one at least."""
        values = self._value(name, list, "a list of tables")
        if values == []:
            self.fault(name, "is empty")
        tables = []
        for position, value in enumerate(values or [], start=1):
            if isinstance(value, dict):
                tables.append(Table(value, self.file, self.faults, f"{name} {position}"))
            else:
                self.fault(name, f"number {position} is not a table")
        return tables

    def finish(self) -> None:
        """Name every field that nobody asked for: it is likely a slip of the pen."""
        for name in sorted(set(self.values) - self._read):
            self.fault(name, "is not a field we know")


def read_table(path: Path, faults: list[Fault]) -> Table | None:
    """Read a file's top table; None, with a fault, when it is not there or is not TOML."""
    name = f"{path.parent.name}/{path.name}"
    try:
        return Table(tomllib.loads(path.read_text(encoding="utf-8")), name, faults)
    except FileNotFoundError:
        faults.append(Fault(name, "", "", "is missing"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        faults.append(Fault(name, "", "", f"is not TOML: {wrong}"))
    return None
