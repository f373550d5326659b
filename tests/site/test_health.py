"""What `goldenthread check` asks."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError

from goldenthread.core.audit import trail
from goldenthread.core.jobs.models import Job
from goldenthread.site import health
from goldenthread.site.health import Finding, State

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def answer(question: str, at: datetime = NOW) -> Finding:
    """The worst answer to a question."""
    order = [State.GOOD, State.WARNING, State.PROBLEM]
    found = [finding for finding in health.findings(at) if finding.question == question]
    return max(found, key=lambda finding: order.index(finding.state))


@pytest.mark.django_db
class TestFindings:
    @pytest.fixture(autouse=True)
    def data_folder(self, settings: Any, tmp_path: Path) -> Path:
        settings.DATA_FOLDER = tmp_path
        settings.STATIC_ROOT = tmp_path / "static"
        return tmp_path

    def test_are_good_about_a_database_that_is_up_to_date(self) -> None:
        assert answer("Database").state is State.GOOD
        assert answer("Migrations").state is State.GOOD

    def test_say_when_the_database_does_not_answer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse() -> None:
            raise DatabaseError("no route")

        monkeypatch.setattr(health.connection, "cursor", refuse)

        assert answer("Database").state is State.PROBLEM
        assert "DATABASE_URL" in answer("Database").mend

    def test_say_when_the_data_folder_is_not_there_to_write_to(self, settings: Any, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        settings.DATA_FOLDER = tmp_path / "file"

        assert answer("Data folder").state is State.PROBLEM

    def test_say_when_the_disk_is_nearly_full(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(health, "LEAST_FREE_BYTES", 10**18)

        assert answer("Data folder").state is State.PROBLEM

    def test_say_when_the_front_end_was_not_built(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(health.front_end, "VENDOR_FOLDER", tmp_path)

        assert answer("Front-end files").mend == "Run `goldenthread assets build`."

    def test_say_when_the_record_is_ahead_of_the_clock(self) -> None:
        trail.record("tests.did", actor="command", at=NOW + timedelta(days=1), system_id=None)

        assert answer("Clock").state is State.PROBLEM

    def test_say_when_no_worker_takes_the_jobs(self) -> None:
        Job.objects.create(kind="tests.wait", asked_by="command", asked_at=NOW - timedelta(hours=1))

        assert "goldenthread worker" in answer("Jobs").mend

    def test_say_when_the_newest_backup_is_old(self, tmp_path: Path) -> None:
        (tmp_path / "backups").mkdir()
        (tmp_path / "backups" / "old.zip").touch()

        assert answer("Backups", datetime.now(UTC)).state is State.GOOD
        assert answer("Backups", datetime.now(UTC) + timedelta(days=3)).state is State.WARNING

    def test_say_when_the_mail_server_does_not_answer(self, settings: Any) -> None:
        smtp = "django.core.mail.backends.smtp.EmailBackend"
        settings.MAILERS = {"default": {"BACKEND": smtp, "OPTIONS": {"host": "127.0.0.1", "port": 1}}}

        assert answer("Mail").state is State.PROBLEM

    def test_ask_what_django_asks_before_production(self) -> None:
        # the tests' own settings have no https, so this must find fault with them
        assert answer("Settings").state is State.PROBLEM
