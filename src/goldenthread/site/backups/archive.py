"""The file itself: a zip of tables, files and a manifest that says what is in it."""

import hashlib
import json
import zipfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

MANIFEST_NAME = "manifest.json"
FORMAT = 1


class BackupDamaged(Exception):
    """A backup is not what it was when it was written. args[0] is a sentence that says what is wrong."""


@dataclass(slots=True)
class Table:
    """One table in a backup: its columns, in order, and how many rows."""

    columns: list[str]
    rows: int
    sha256: str


@dataclass(slots=True)
class Manifest:
    """What a backup holds."""

    version: str
    made_at: str
    database: str
    migrations: list[str]
    audit_key: str  # a fingerprint: tells whether the key is the same, and nothing of the key
    secret_key: str
    tables: dict[str, Table] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)  # path to sha256
    next_numbers: dict[str, int] = field(default_factory=dict)
    format: int = FORMAT

    def as_json(self) -> str:
        """The manifest as it stands in the file."""
        return json.dumps(asdict(self), indent=1, sort_keys=True)


def read_manifest(path: Path) -> Manifest:
    """The manifest of a backup.

    Raises
    ------
    BackupDamaged
        If the file is no backup of ours, or of a later kind than this version knows.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            described: dict[str, Any] = json.loads(archive.read(MANIFEST_NAME))
    except (zipfile.BadZipFile, KeyError, ValueError) as fault:
        raise BackupDamaged(f"{path.name} is not a backup, or it was cut short.") from fault
    if described.get("format") != FORMAT:
        raise BackupDamaged(f"{path.name} was made by a later version. Install that version first.")
    tables = {name: Table(**table) for name, table in described.pop("tables").items()}
    return Manifest(tables=tables, **described)


def verify(path: Path) -> Manifest:
    """Read a whole backup and compare every part with the manifest.

    Raises
    ------
    BackupDamaged
        At the first part that is missing, added or different; it is named.
    """
    manifest = read_manifest(path)
    expected = {f"tables/{name}.jsonl": table.sha256 for name, table in manifest.tables.items()}
    expected |= {f"files/{name}": digest for name, digest in manifest.files.items()}
    with zipfile.ZipFile(path) as archive:
        found = {name for name in archive.namelist() if name != MANIFEST_NAME}
        if found != set(expected):
            different = sorted(found ^ set(expected))[0]
            raise BackupDamaged(f"{different} is missing from {path.name}, or was added to it.")
        for name, digest in expected.items():
            try:
                if _digest(archive, name) != digest:
                    raise BackupDamaged(f"{name} in {path.name} is not what was written.")
            except zipfile.BadZipFile as fault:
                raise BackupDamaged(f"{name} in {path.name} cannot be read.") from fault
    return manifest


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as part:
        while block := part.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
