"""`goldenthread worker`: the jobs that pages ask for."""

import logging
import sys
import threading
import time

import click

from goldenthread.site.cli.rounds import tidy_rounds
from goldenthread.site.cli.starting import start_django

SECONDS_BETWEEN_LOOKS = 600
_log = logging.getLogger(__name__)


@click.command()
@click.option("--once", is_flag=True, help="Run the jobs that are waiting, then stop.")
def command(*, once: bool) -> None:
    """Run the jobs that pages ask for. Keep one of these running beside the site.

    Every ten minutes it also closes the rounds whose last day is over, and marks what evidence that has
    expired puts in doubt.
    """
    start_django()
    from django.core.management import call_command

    tidy()
    if not once:
        threading.Thread(target=_keep_tidying, daemon=True).start()
    call_command("db_worker", batch=once, reload=False)


def tidy() -> None:
    """Close rounds that are due, mark answers under evidence that expired, end jobs whose process died.

    A database that is away for a moment must not stop the jobs.
    """
    from django.db import DatabaseError, close_old_connections
    from django.utils import timezone

    from goldenthread.canvas.actions.crosswalks import mark_expired
    from goldenthread.core.jobs.running import end_lost_jobs

    close_old_connections()
    try:
        end_lost_jobs(at=timezone.now())
        tidy_rounds(timezone.now())
        mark_expired(at=timezone.now())
    except DatabaseError:
        _log.exception("what is due could not be closed; trying again later")


def _keep_tidying() -> None:
    while True:
        time.sleep(SECONDS_BETWEEN_LOOKS)
        tidy()


def worker_arguments() -> list[str]:
    """The command line that runs jobs."""
    return [sys.executable, "-m", "goldenthread", "worker"]
