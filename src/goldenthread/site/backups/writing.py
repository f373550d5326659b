"""Write a backup, and read it again before anybody trusts it."""

import hashlib
import hmac
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction

from goldenthread.site.backups import tables
from goldenthread.site.backups.archive import MANIFEST_NAME, Manifest, Table, verify

ROWS_AT_ONCE = 2000
Watch = Callable[[int, int | None, str], None]


def write_backup(path: Path, *, at: datetime, watch: Watch | None = None) -> Manifest:
    """Write everything to ``path``, verify it, and answer what it holds.

    The file appears under its name only when it is whole. People can go on working meanwhile: the backup is
    of the moment at which it began.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.part")
    manifest = Manifest(
        version=version("goldenthread"),
        made_at=at.isoformat(),
        database=connection.vendor,
        migrations=tables.applied_migrations(),
        audit_key=fingerprint(settings.AUDIT_KEY),
        secret_key=fingerprint(settings.SECRET_KEY),
    )
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            with _one_moment():
                kept = tables.kept_models()
                for number, model in enumerate(kept, start=1):
                    if watch:
                        watch(number, len(kept), "Tables written:")
                    manifest.tables[model._meta.db_table] = _write_table(archive, model)
                manifest.next_numbers = tables.next_numbers()
            _write_files(archive, manifest)
            archive.writestr(MANIFEST_NAME, manifest.as_json())
        verify(unfinished)
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def fingerprint(key: str) -> str:
    """Tells two keys apart without giving anything of either away."""
    return hmac.new(key.encode(), b"golden thread backup", hashlib.sha256).hexdigest()[:16]


@contextmanager
def _one_moment() -> Iterator[None]:
    # every table as it is now, whatever is written meanwhile, and without keeping the writers waiting
    if connection.in_atomic_block:  # the caller holds a moment already
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


def _write_table(archive: zipfile.ZipFile, model: type[models.Model]) -> Table:
    fields = tables.kept_fields(model)
    digest, count = hashlib.sha256(), 0
    with archive.open(f"tables/{model._meta.db_table}.jsonl", "w") as part:
        for row in _rows(model, [str(field.attname) for field in fields]):
            values = [tables.written(value) for value in row]
            content = json.dumps(values, ensure_ascii=False, sort_keys=True).encode("utf-8") + b"\n"
            part.write(content)
            digest.update(content)
            count += 1
    return Table(columns=[str(field.column) for field in fields], rows=count, sha256=digest.hexdigest())


def _rows(model: type[models.Model], names: list[str]) -> Iterator[tuple[Any, ...]]:
    # by key, a page at a time: neither memory nor a server-side cursor is needed for a million rows
    rows = model._base_manager.order_by("pk").values_list("pk", *names)
    last = None
    while True:
        page = list((rows if last is None else rows.filter(pk__gt=last))[:ROWS_AT_ONCE])
        for row in page:
            yield row[1:]
        if len(page) < ROWS_AT_ONCE:
            return
        last = page[-1][0]


def _write_files(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    folder = Path(settings.MEDIA_ROOT)
    for path in sorted(folder.rglob("*")) if folder.exists() else []:
        if path.is_file() and not path.is_symlink():
            name = path.relative_to(folder).as_posix()
            content = path.read_bytes()
            archive.writestr(f"files/{name}", content)
            manifest.files[name] = hashlib.sha256(content).hexdigest()
