"""A backup holds everything, and a restore gives it back on either database, or changes nothing."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection

from goldenthread.core.audit import append_only, trail
from goldenthread.core.audit.models import AuditEvent
from goldenthread.core.audit.verifying import broken_links
from goldenthread.core.permissions.terms import Role
from goldenthread.site.backups import restoring, writing
from goldenthread.site.backups.archive import BackupDamaged, Manifest, read_manifest, verify
from goldenthread.systems.models import Person, Scope
from making.systems import NOW, give_role, make_person, make_scope, make_system

AT = datetime(2026, 6, 2, 3, 0, tzinfo=UTC)
CLEAN = {
    name: value for name, value in os.environ.items() if not name.startswith(("GOLDENTHREAD", "DATABASE"))
}


@pytest.fixture
def files(settings: Any, tmp_path: Path) -> Path:
    """A folder of files of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def fill(files: Path) -> None:
    """Something in many tables, and a file."""
    system = make_system("Wessbury – ‘St Évre’")
    place = make_scope(system)
    give_role(make_person(name="Ášá 🧵"), Role.LEAD, place)
    gone = make_person("gone@example.org")
    gone.delete()  # its number must not be given to somebody else
    for number in range(5):
        trail.record(
            "tests.did", actor="command", at=NOW, system_id=system.pk, facts={"b": number, "a": [1, "x"]}
        )
    (files / "evidence").mkdir(parents=True, exist_ok=True)
    (files / "evidence" / "minutes.txt").write_bytes(b"\x00\xff minutes")


def run(*arguments: str, data: Path, database: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command on a database of its own."""
    return subprocess.run(
        [sys.executable, "-m", "goldenthread", "--settings", "testing", *arguments],
        env=CLEAN | {"GOLDENTHREAD_DATA": str(data), "DATABASE_URL": database},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.django_db(transaction=True)
class TestWriteBackup:
    def test_is_verified_and_seen_by_its_owner_alone(self, files: Path, tmp_path: Path) -> None:
        fill(files)

        manifest = writing.write_backup(tmp_path / "backup.zip", at=AT)

        assert verify(tmp_path / "backup.zip") == manifest
        assert (tmp_path / "backup.zip").stat().st_mode & 0o077 == 0
        assert manifest.files.keys() == {"evidence/minutes.txt"}
        assert manifest.tables["audit_auditevent"].rows == 5

    def test_holds_neither_sessions_nor_keys(self, files: Path, tmp_path: Path, settings: Any) -> None:
        manifest = writing.write_backup(tmp_path / "backup.zip", at=AT)

        assert "django_session" not in manifest.tables
        assert settings.AUDIT_KEY not in manifest.as_json()

    def test_leaves_nothing_half_written(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*words: Any) -> None:
            raise OSError("no space")

        monkeypatch.setattr(writing, "_write_files", fail)

        with pytest.raises(OSError, match="no space"):
            writing.write_backup(tmp_path / "backup.zip", at=AT)

        assert list(tmp_path.glob("backup*")) == []

    def test_reads_tables_longer_than_one_page(
        self, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fill(files)
        monkeypatch.setattr(writing, "ROWS_AT_ONCE", 2)

        assert writing.write_backup(tmp_path / "backup.zip", at=AT).tables["audit_auditevent"].rows == 5


@pytest.mark.django_db(transaction=True)
class TestRestoreBackup:
    @pytest.fixture
    def backup(self, files: Path, tmp_path: Path) -> Path:
        fill(files)
        path = tmp_path / "backup.zip"
        writing.write_backup(path, at=AT)
        return path

    def test_gives_everything_back(self, backup: Path, files: Path, tmp_path: Path) -> None:
        before = read_manifest(backup)
        make_system("Made after the backup")
        (files / "evidence" / "minutes.txt").write_text("changed since")

        restored = restoring.restore_backup(backup, at=AT, overwrite=True)

        after = writing.write_backup(tmp_path / "after.zip", at=AT)
        assert after.tables == before.tables
        assert after.files == before.files
        assert after.next_numbers == before.next_numbers
        assert list(broken_links()) == []
        assert restored.old_files is not None
        assert (restored.old_files / "evidence" / "minutes.txt").read_text() == "changed since"

    def test_gives_no_number_twice(self, backup: Path) -> None:
        highest = Person.objects.order_by("-pk").values_list("pk", flat=True)[0]

        restoring.restore_backup(backup, at=AT, overwrite=True)

        assert make_person("next@example.org").pk == highest + 2  # one after the person who was deleted

    def test_keeps_the_trail_append_only(self, backup: Path) -> None:
        restoring.restore_backup(backup, at=AT, overwrite=True)

        with pytest.raises(Exception, match="append-only"):
            AuditEvent.objects.all().delete()

    def test_does_not_overwrite_unless_told(self, backup: Path) -> None:
        with pytest.raises(restoring.RestoreRefused, match="--overwrite"):
            restoring.restore_backup(backup, at=AT)

    @pytest.mark.parametrize(("name", "said"), [("AUDIT_KEY", "AUDIT_KEY"), ("SECRET_KEY", "SECRET_KEY")])
    def test_refuses_another_installations_keys(
        self, backup: Path, settings: Any, name: str, said: str
    ) -> None:
        setattr(settings, name, "another key altogether")

        with pytest.raises(restoring.RestoreRefused, match=said):
            restoring.restore_backup(backup, at=AT, overwrite=True)

    def test_refuses_another_versions_database(self, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(restoring.tables, "applied_migrations", lambda: ["canvas.0009_later"])

        with pytest.raises(restoring.RestoreRefused, match="goldenthread migrate"):
            restoring.restore_backup(backup, at=AT, overwrite=True)

    def test_changes_nothing_when_its_audit_trail_is_broken(self, files: Path, tmp_path: Path) -> None:
        fill(files)
        append_only.remove(connection)
        AuditEvent.objects.filter(position=3).update(actor="person:2")
        append_only.install(connection)
        writing.write_backup(tmp_path / "broken.zip", at=AT)
        make_system("Made after the backup")

        with pytest.raises(restoring.RestoreRefused, match=r"event 3: was changed"):
            restoring.restore_backup(tmp_path / "broken.zip", at=AT, overwrite=True)

        assert Scope.objects.filter(name="Made after the backup").exists()
        assert (files / "evidence" / "minutes.txt").exists()

    def test_names_the_part_that_was_changed(self, backup: Path, tmp_path: Path) -> None:
        changed = tmp_path / "changed.zip"
        with zipfile.ZipFile(backup) as old, zipfile.ZipFile(changed, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                new.writestr(name, content.replace(b"Eastdale", b"Westdale"))

        with pytest.raises(BackupDamaged, match="systems_scope"):
            restoring.restore_backup(changed, at=AT, overwrite=True)

    def test_names_the_part_that_is_missing(self, backup: Path, tmp_path: Path) -> None:
        short = tmp_path / "short.zip"
        with zipfile.ZipFile(backup) as old, zipfile.ZipFile(short, "w") as new:
            for name in old.namelist():
                if name != "files/evidence/minutes.txt":
                    new.writestr(name, old.read(name))

        with pytest.raises(BackupDamaged, match=r"minutes\.txt is missing"):
            verify(short)

    def test_finds_a_file_that_was_cut_short(self, backup: Path) -> None:
        backup.write_bytes(backup.read_bytes()[:-200])

        with pytest.raises(BackupDamaged, match="cut short"):
            verify(backup)

    def test_writes_nothing_outside_the_data_folder(self, backup: Path, tmp_path: Path) -> None:
        manifest = read_manifest(backup)
        manifest.files = {"../outside.txt": manifest.files["evidence/minutes.txt"]}
        evil = tmp_path / "evil.zip"
        with zipfile.ZipFile(backup) as old, zipfile.ZipFile(evil, "w") as new:
            for name in old.namelist():
                if name.startswith("tables/"):
                    new.writestr(name, old.read(name))
            new.writestr("files/../outside.txt", old.read("files/evidence/minutes.txt"))
            new.writestr("manifest.json", manifest.as_json())

        with pytest.raises(BackupDamaged, match="outside the data folder"):
            restoring.restore_backup(evil, at=AT, overwrite=True)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
class TestFromOneDatabaseToTheOther:
    """From this run's database to a new SQLite and, when this run is on PostgreSQL, on to a new one there."""

    @pytest.fixture
    def postgres(self) -> Iterator[str]:
        if connection.vendor != "postgresql":
            yield ""
            return
        name = f"{connection.settings_dict['NAME']}_restored"
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")
            cursor.execute(f"CREATE DATABASE {name}")
        yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name}")

    def test_every_row_file_and_audit_event_arrives(self, files: Path, tmp_path: Path, postgres: str) -> None:
        fill(files)
        first = tmp_path / "first.zip"
        before = writing.write_backup(first, at=AT)

        on_sqlite = self.through(first, data=tmp_path / "sqlite")
        assert on_sqlite.database == "sqlite"
        self.assert_same(on_sqlite, before)
        if postgres:
            on_postgres = self.through(
                tmp_path / "sqlite" / "next.zip", data=tmp_path / "pg", database=postgres
            )
            assert on_postgres.database == "postgresql"
            self.assert_same(on_postgres, before)

    def through(self, backup: Path, *, data: Path, database: str = "") -> Manifest:
        """Restore a backup into a new database, prove its audit trail and back it up again."""
        data.mkdir()
        restored = run("restore", str(backup), data=data, database=database)
        assert restored.returncode == 0, restored.stderr
        proved = run("audit", "verify", data=data, database=database)
        assert proved.returncode == 0, proved.stdout
        again = run("backup", "--to", str(data / "next.zip"), data=data, database=database)
        assert again.returncode == 0, again.stderr
        return read_manifest(data / "next.zip")

    def assert_same(self, one: Manifest, other: Manifest) -> None:
        """Row for row: the fingerprints are those of the rows themselves, whatever the database."""
        assert one.tables == other.tables
        assert one.files == other.files
        assert one.next_numbers == other.next_numbers
