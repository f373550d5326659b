"""`goldenthread rounds`: close what is past its last day."""

from datetime import datetime

import click

from goldenthread.site.cli.starting import start_django


@click.group()
def command() -> None:
    """Close rounds whose last day is over. The worker does this too, so most installs never need it."""
    start_django()


@command.command("close-due")
def close_due() -> None:
    """Close and count every round whose last day is over, and delete old addresses."""
    from django.utils import timezone

    closed, deleted = tidy_rounds(timezone.now())
    click.echo(f"Rounds closed and counted: {closed}. Old addresses and files deleted: {deleted}.")


def tidy_rounds(at: datetime) -> tuple[int, int]:
    """Close what is due, delete addresses and files that are no longer needed; gives how many of each."""
    from goldenthread.canvas.actions.importing import forget_stale_answer_files
    from goldenthread.canvas.actions.links import delete_old_contacts
    from goldenthread.canvas.actions.rounds import close_due_rounds

    return len(close_due_rounds(at)), delete_old_contacts(at) + forget_stale_answer_files(at=at)
