"""Fill a database from a backup: all of it or nothing."""

import json
import logging
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction

from goldenthread.core.audit import append_only
from goldenthread.core.audit.verifying import broken_links
from goldenthread.site.backups import tables
from goldenthread.site.backups.archive import BackupDamaged, Manifest, Table, verify
from goldenthread.site.backups.writing import fingerprint

ROWS_AT_ONCE = 1000
FILLED_BY_DJANGO = (ContentType, Permission)
Watch = Callable[[int, int | None, str], None]
log = logging.getLogger("goldenthread.backups")


class RestoreRefused(Exception):
    """Why a backup is not restored here. args[0] is a sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did."""

    row_count: int
    table_count: int
    file_count: int
    made_at: str
    old_files: Path | None  # where the files that were there before have been moved


def restore_backup(
    path: Path, *, at: datetime, overwrite: bool = False, watch: Watch | None = None
) -> Restored:
    """Replace everything in this database and its files by what a backup holds, in one transaction.

    Raises
    ------
    BackupDamaged
        If the file is not what was written.
    RestoreRefused
        If there is something here already and ``overwrite`` is not given, if the backup comes from another
        version or key, or if its audit trail is broken.
    """
    manifest = verify(path)
    _check(manifest, overwrite=overwrite)
    new_files = Path(settings.MEDIA_ROOT).with_name("files.restoring")
    shutil.rmtree(new_files, ignore_errors=True)
    try:
        with zipfile.ZipFile(path) as archive:
            _unpack_files(archive, manifest, new_files)
            with transaction.atomic():
                _empty()
                for number, (name, table) in enumerate(manifest.tables.items(), start=1):
                    if watch:
                        watch(number, len(manifest.tables), "Tables restored:")
                    _fill(archive, name, table)
                tables.set_next_numbers(manifest.next_numbers)
                connection.check_constraints()
                if broken := next(broken_links(), None):
                    raise RestoreRefused(
                        f"The audit trail in this backup is broken ({broken.chain}, event {broken.position}: "
                        f"{broken.reason}). Nothing was restored."
                    )
        old_files = _swap_files(new_files, at=at)
        # in the log and not in the trail: what is restored is what was backed up, to the last event
        log.warning("A backup was restored", extra={"made_at": manifest.made_at, "version": manifest.version})
        ContentType.objects.clear_cache()
    finally:
        shutil.rmtree(new_files, ignore_errors=True)
    return Restored(
        row_count=sum(table.rows for table in manifest.tables.values()),
        table_count=len(manifest.tables),
        file_count=len(manifest.files),
        made_at=manifest.made_at,
        old_files=old_files,
    )


def is_empty() -> bool:
    """Whether nothing has been done on this database since it was made."""
    return not any(
        model._base_manager.exists() for model in tables.kept_models() if model not in FILLED_BY_DJANGO
    )


def _check(manifest: Manifest, *, overwrite: bool) -> None:
    if not overwrite and not is_empty():
        raise RestoreRefused(
            "There is something in this database already. Take a backup of it, then say --overwrite to "
            "replace it."
        )
    if manifest.migrations != tables.applied_migrations():
        raise RestoreRefused(
            f"The backup was made by version {manifest.version}, whose database looks different. Install "
            "that version, run `goldenthread migrate`, restore, and update afterwards."
        )
    if manifest.audit_key != fingerprint(settings.AUDIT_KEY):
        raise RestoreRefused(
            "GOLDENTHREAD_AUDIT_KEY is not the one that the backup was made with, so its audit trail cannot "
            "be proved. Set the same key."
        )
    if manifest.secret_key != fingerprint(settings.SECRET_KEY):
        raise RestoreRefused(
            "GOLDENTHREAD_SECRET_KEY is not the one that the backup was made with, so links that people were "
            "sent would stop working. Set the same key."
        )
    if unknown := set(manifest.tables) - {model._meta.db_table for model in tables.kept_models()}:
        raise RestoreRefused(
            f"The backup holds a table that this version does not know: {sorted(unknown)[0]}."
        )


def _empty() -> None:
    names = [connection.ops.quote_name(model._meta.db_table) for model in tables.kept_models()]
    names += [connection.ops.quote_name(model._meta.db_table) for model in tables.LEFT_OUT]
    with append_only.lifted(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(names)}")
        else:
            for name in names:
                cursor.execute(f"DELETE FROM {name}")  # noqa: S608  # names of our own tables


def _fill(archive: zipfile.ZipFile, name: str, table: Table) -> None:
    model = next(model for model in tables.kept_models() if model._meta.db_table == name)
    fields = {field.column: field for field in tables.kept_fields(model)}
    if set(table.columns) != set(fields):
        raise BackupDamaged(f"The columns of {name} are not those of this version.")
    columns = ", ".join(connection.ops.quote_name(column) for column in table.columns)
    places = ", ".join(["%s"] * len(table.columns))
    insert = f"INSERT INTO {connection.ops.quote_name(name)} ({columns}) VALUES ({places})"  # noqa: S608
    in_order = [fields[column] for column in table.columns]
    with archive.open(f"tables/{name}.jsonl") as part, connection.cursor() as cursor:
        batch: list[list[Any]] = []
        for line in part:
            batch.append(
                [_stored(field, value) for field, value in zip(in_order, json.loads(line), strict=True)]
            )
            if len(batch) == ROWS_AT_ONCE:
                cursor.executemany(insert, batch)
                batch = []
        if batch:
            cursor.executemany(insert, batch)


def _stored(field: models.Field[Any, Any], value: Any) -> Any:
    return field.get_db_prep_save(tables.read(field, value), connection)


def _unpack_files(archive: zipfile.ZipFile, manifest: Manifest, folder: Path) -> None:
    for name in manifest.files:
        parts = PurePosixPath(name).parts
        if name.startswith("/") or ".." in parts:
            raise BackupDamaged(f"{name} would be written outside the data folder.")
        target = folder.joinpath(*parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(archive.read(f"files/{name}"))


def _swap_files(new: Path, *, at: datetime) -> Path | None:
    folder = Path(settings.MEDIA_ROOT)
    old = None
    if folder.exists() and any(folder.iterdir()):
        old = folder.with_name(f"files.before-restore-{at:%Y%m%d-%H%M%S}")
        folder.rename(old)
    elif folder.exists():
        folder.rmdir()
    if new.exists():
        new.rename(folder)
    return old
