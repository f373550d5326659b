"""Read settings from environment variables."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=67108864;PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;"
    ),
}


class SettingMissing(Exception):
    """A setting that this kind of start cannot do without. args[0] is its name."""


class SettingRefused(Exception):
    """A setting that is there but must not be used. args[0] is a sentence that says why."""


def text(name: str, default: str | None = None) -> str:
    """A setting as text; without a default it must be there."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise SettingMissing(name)
    return value


def secret(name: str, *, length: int) -> str:
    """A setting that must be long and hard to guess."""
    value = text(name)
    if len(value) < length or len(set(value)) < 5:
        raise SettingRefused(
            f"{name} is too easy to guess: give it at least {length} characters, "
            "for example what `openssl rand -base64 48` prints."
        )
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """A setting that is on or off."""
    return text(name, "yes" if default else "no").lower() in {"1", "yes", "true", "on"}


def words(name: str, default: str = "") -> list[str]:
    """A setting that lists words, with commas between."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def hosts(name: str) -> list[str]:
    """The names that this site answers to; each must be written out."""
    named = words(name, text(name))
    if any("*" in host for host in named):
        raise SettingRefused(f"{name} must name each host: a site that answers to every name can be misled.")
    return named


def database(url: str, data_folder: Path) -> dict[str, Any]:
    """Django's description of the database at ``url``; SQLite in the data folder when empty.

    Raises
    ------
    ValueError
        If the address is neither ``sqlite:///…`` nor ``postgresql://…``.
    """
    if not url:
        return _sqlite(data_folder / "goldenthread.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(parts.path))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL must begin with sqlite: or postgresql:, not {parts.scheme}:")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 4}},
    }


def _sqlite(path: Path) -> dict[str, Any]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": SQLITE_OPTIONS,
        "CONN_MAX_AGE": 600,
    }
