"""Plain functions that make small canvas content files."""

import json
from datetime import date
from pathlib import Path
from typing import Any

VOICES = ("leaders", "staff", "partners", "local_people")


def practice_values(code: str = "1.1", **changes: Any) -> dict[str, Any]:
    """Make the values of one good practice; a change of None takes a field away."""
    values = {
        "code": code,
        "title": f"Title of {code}",
        "statement": f"Statement of {code}.",
        "why": f"Because of {code}.",
        "in_quick": code.endswith(".1"),
        "source_section": f"2.{code.partition('.')[0]}",
        "evidence": ["Minutes", "A plan"],
        "levels": [f"Level {number} of {code}." for number in range(5)],
        "questions": {voice: f"What do {voice} say of {code}?" for voice in VOICES},
        "answers": {voice: [f"{voice} {number}" for number in range(5)] for voice in VOICES[1:]},
    }
    return {name: value for name, value in (values | changes).items() if value is not None}


def factor_values(number: int = 1, **changes: Any) -> dict[str, Any]:
    """Make the values of one good factor with two practices."""
    values = {
        "number": number,
        "slug": "a-factor",
        "title": f"Factor {number}",
        "plain_title": f"Plain factor {number}",
        "statement": "It is so.",
        "source_section": f"2.{number}",
        "practices": [practice_values(f"{number}.1"), practice_values(f"{number}.2")],
    }
    return {name: value for name, value in (values | changes).items() if value is not None}


def version_values(version: str = "2020.1", **changes: Any) -> dict[str, Any]:
    """Make the values of a version's head."""
    values = {
        "version": version,
        "published_date": date(2020, 1, 31),
        "author": "An author",
        "reviewed_by": "A reviewer",
        "licence": "CC BY 4.0",
        "source": "A report",
        "choosing_rule": "Choose the highest that is true.",
    }
    return {name: value for name, value in (values | changes).items() if value is not None}


def write_canvas(folder: Path, *factors: dict[str, Any], head: dict[str, Any] | None = None) -> Path:
    """Write a version of the canvas, one factor unless told otherwise, and give its folder."""
    version = folder / "2020.1"
    write_toml(version / "version.toml", version_values() if head is None else head)
    for values in factors or (factor_values(),):
        write_toml(version / f"{values['number']:02d}-{values['slug']}.toml", values)
    return version


def write_toml(path: Path, values: dict[str, Any]) -> Path:
    """Write a file of tables inside tables."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{_name(name)} = {_toml(value)}\n" for name, value in values.items()), "utf-8")
    return path


def _toml(value: Any) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{_name(name)} = {_toml(inner)}" for name, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_toml, value)) + "]"
        case date():
            return value.isoformat()
        case _:
            return json.dumps(value, ensure_ascii=False)


def _name(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)
