"""Is this install healthy? One function a question; each says how to mend what it finds."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.mail import mailers
from django.core.mail.backends.smtp import EmailBackend as SmtpMailer
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max

from goldenthread.core.audit.models import AuditEvent
from goldenthread.core.jobs.models import Job
from goldenthread.core.jobs.terms import JobState
from goldenthread.site import front_end, static_files

LEAST_FREE_BYTES = 1_000_000_000
OLDEST_BACKUP = timedelta(days=2)
MOST_CLOCK_DRIFT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(minutes=10)


class State(StrEnum):
    """How a question was answered."""

    GOOD = "good"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and what to do about it."""

    question: str
    state: State
    said: str
    mend: str = ""


def findings(at: datetime) -> list[Finding]:
    """Every question, asked now. A database that does not answer ends the asking early."""
    found = list(_database())
    if found[0].state is State.PROBLEM:
        return [*found, *_data_folder(at), *_assets(at)]
    questions: tuple[Callable[[datetime], Iterator[Finding]], ...] = (
        _migrations, _data_folder, _assets, _clock, _jobs, _mail, _backups, _settings,
    )  # fmt: skip
    return found + [finding for question in questions for finding in question(at)]


def _database() -> Iterator[Finding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        mend = "Check DATABASE_URL, and that the database server runs and lets this account in."
        yield Finding("Database", State.PROBLEM, f"It does not answer: {error}".strip(), mend)
    else:
        yield Finding("Database", State.GOOD, f"{connection.display_name} answers.")


def _migrations(at: datetime) -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if waiting:
        mend = "Take a backup, then run `goldenthread migrate`."
        yield Finding("Migrations", State.PROBLEM, f"{waiting} are waiting.", mend)
    else:
        yield Finding("Migrations", State.GOOD, "The database is up to date.")


def _data_folder(at: datetime) -> Iterator[Finding]:
    folder: Path = settings.DATA_FOLDER
    trial = folder / ".can-write"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial.write_text("yes", encoding="utf-8")
        trial.unlink()
    except OSError as error:
        mend = f"Let the account that runs the site write to {folder}, or set GOLDENTHREAD_DATA."
        yield Finding("Data folder", State.PROBLEM, f"It cannot be written to: {error.strerror}.", mend)
        return
    free = shutil.disk_usage(folder).free
    said = f"{folder}, {free / 1e9:.1f} GB free."
    if free < LEAST_FREE_BYTES:
        yield Finding("Data folder", State.PROBLEM, said, "Free at least 1 GB on its disk.")
    else:
        yield Finding("Data folder", State.GOOD, said)


def _assets(at: datetime) -> Iterator[Finding]:
    if not (front_end.VENDOR_FOLDER / front_end.STAMP_NAME).exists():
        mend = "Run `goldenthread assets build`."
        yield Finding("Front-end files", State.PROBLEM, "They have not been built.", mend)
    elif not settings.DEBUG and not static_files.are_gathered():
        mend = "`goldenthread serve` gathers them when it starts: start it again."
        yield Finding("Front-end files", State.WARNING, "Those being served are of another version.", mend)
    else:
        yield Finding("Front-end files", State.GOOD, "They are there.")


def _clock(at: datetime) -> Iterator[Finding]:
    newest = AuditEvent.objects.filter(chain="site").aggregate(newest=Max("at"))["newest"]
    behind = newest - at if newest else timedelta()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT now()")
            behind = max(behind, abs(cursor.fetchone()[0] - at))
    if behind > MOST_CLOCK_DRIFT:
        mend = "Set this machine's clock by a time server (NTP)."
        said = "This machine's clock and what is on record differ by more than 5 minutes."
        yield Finding("Clock", State.PROBLEM, said, mend)
    else:
        yield Finding("Clock", State.GOOD, f"It is {at:%d %B %Y, %H:%M} UTC.")


def _jobs(at: datetime) -> Iterator[Finding]:
    late = Job.objects.filter(state=JobState.WAITING, asked_at__lt=at - LONGEST_WAIT).count()
    if late:
        mend = "Keep `goldenthread worker` running beside the site."
        yield Finding("Jobs", State.PROBLEM, f"{late} have waited for more than 10 minutes.", mend)
    else:
        yield Finding("Jobs", State.GOOD, "None is kept waiting.")


def _mail(at: datetime) -> Iterator[Finding]:
    mailer = mailers.default
    if not isinstance(mailer, SmtpMailer):
        yield Finding("Mail", State.GOOD, "It is not sent from this kind of start.")
        return
    mailer.timeout = 5
    try:
        mailer.open()
        mailer.close()
    except OSError as error:
        mend = "Check the GOLDENTHREAD_MAIL_… settings and that the mail server lets this machine in."
        yield Finding("Mail", State.PROBLEM, f"The mail server does not answer: {error}", mend)
    else:
        yield Finding("Mail", State.GOOD, "The mail server answers.")


def _backups(at: datetime) -> Iterator[Finding]:
    made = [path.stat().st_mtime for path in (settings.DATA_FOLDER / "backups").glob("*.zip")]
    mend = "Run `goldenthread backup` every night, and copy the file to another place."
    if not made:
        state = State.GOOD if settings.DEMO or settings.DEBUG else State.WARNING
        yield Finding("Backups", state, "There is none in the data folder.", mend)
    elif at.timestamp() - max(made) > OLDEST_BACKUP.total_seconds():
        yield Finding("Backups", State.WARNING, "The newest is more than 2 days old.", mend)
    else:
        yield Finding("Backups", State.GOOD, "The newest is less than 2 days old.")


def _settings(at: datetime) -> Iterator[Finding]:
    if settings.DEMO or settings.DEBUG:
        yield Finding("Settings", State.GOOD, "Not those of production: for trying and changing the product.")
        return
    asked = checks.run_checks(include_deployment_checks=True)
    messages = [message for message in asked if not message.is_silenced()]
    for message in messages:
        state = State.PROBLEM if message.level >= checks.ERROR else State.WARNING
        yield Finding("Settings", state, f"{message.msg} ({message.id})", message.hint or "")
    if not messages:
        yield Finding("Settings", State.GOOD, "They are fit for production.")
