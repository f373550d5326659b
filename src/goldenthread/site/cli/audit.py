"""`goldenthread audit`: prove that the trail is whole, and note where it ends."""

import json
from datetime import UTC, datetime

import click

from goldenthread.site.cli.starting import start_django


@click.group()
def command() -> None:
    """Verify the audit trail."""
    start_django()


@command.command()
@click.option("--system", "system_id", type=int, help="Only this system's chain.")
def verify(system_id: int | None) -> None:
    """Name the first event of each chain that was edited, removed, moved or cut off. Ends with 1 on any."""
    from goldenthread.core.audit.models import AuditEvent
    from goldenthread.core.audit.trail import chain_of
    from goldenthread.core.audit.verifying import broken_links

    broken = list(broken_links() if system_id is None else broken_links(chain_of(system_id)))
    for link in broken:
        click.echo(f"{link.chain}, event {link.position}: {link.reason}")
    if broken:
        raise click.ClickException("The audit trail is not as it was written.")
    click.echo(f"The audit trail is whole: {AuditEvent.objects.count()} events.")


@command.command()
def heads() -> None:
    """Note where each chain ends, in the trail and here. Run it daily and keep what it prints elsewhere."""
    from goldenthread.core.audit.keeping import note_heads

    at = datetime.now(UTC)
    for head in note_heads(at=at):
        click.echo(
            json.dumps({"at": at.isoformat(), "chain": head.chain, "event": head.position, "hash": head.hash})
        )
