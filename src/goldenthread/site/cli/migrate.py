"""`goldenthread migrate`: bring the database up to this version."""

import click

from goldenthread.site.cli.starting import pending_migrations, start_django


@click.command()
def command() -> None:
    """Bring the database up to this version. Take a backup first."""
    start_django()
    from django.core.management import call_command

    waiting = pending_migrations()
    call_command("migrate", interactive=False, verbosity=0)
    click.echo(f"{len(waiting)} migrations run." if waiting else "The database is up to date.")
