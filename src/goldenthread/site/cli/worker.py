"""`goldenthread worker`: the jobs that pages ask for."""

import sys

import click

from goldenthread.site.cli.starting import start_django


@click.command()
@click.option("--once", is_flag=True, help="Run the jobs that are waiting, then stop.")
def command(*, once: bool) -> None:
    """Run the jobs that pages ask for. Keep one of these running beside the site."""
    start_django()
    from django.core.management import call_command

    call_command("db_worker", batch=once, reload=False)


def worker_arguments() -> list[str]:
    """The command line that runs jobs."""
    return [sys.executable, "-m", "goldenthread", "worker"]
