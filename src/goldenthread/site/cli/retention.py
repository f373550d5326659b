"""`goldenthread retention`: delete what has been kept for long enough."""

import click

from goldenthread.site.cli.starting import start_django


@click.group()
def command() -> None:
    """Delete what has been kept for as long as the privacy page says."""
    start_django()


@command.command("run")
def run() -> None:
    """Delete old answers, codes, addresses and files. Run it once a day."""
    from django.utils import timezone

    from goldenthread.canvas.actions.importing import forget_stale_answer_files
    from goldenthread.canvas.actions.links import delete_old_contacts
    from goldenthread.canvas.actions.retention import purge_answers
    from goldenthread.core.audit.keeping import trim
    from goldenthread.core.retention.table import kept_for

    now = timezone.now()
    purged = purge_answers(now)
    addresses, files = delete_old_contacts(now), forget_stale_answer_files(at=now)
    events = trim(before=now - kept_for("audit"), at=now)
    click.echo(
        f"Deleted: {purged.answers} answers, {purged.receipts} codes, {addresses} addresses, {files} files, "
        f"{events} audit events."
    )
