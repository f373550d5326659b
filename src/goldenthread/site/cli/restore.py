"""`goldenthread restore`: fill the database from a backup."""

from datetime import UTC, datetime
from pathlib import Path

import click

from goldenthread.site.cli.progress import watch_on_terminal
from goldenthread.site.cli.starting import pending_migrations, start_django


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--overwrite", is_flag=True, help="Replace what is in this database and its files.")
@click.option("--verify-only", is_flag=True, help="Only say whether the backup is whole.")
def command(path: Path, *, overwrite: bool, verify_only: bool) -> None:
    """Fill the database and files from the backup at PATH: all of it or nothing.

    Stop the site and the worker first. A backup made on SQLite fits PostgreSQL, and the other way round.
    """
    start_django()
    from django.core.management import call_command

    from goldenthread.site.backups.archive import BackupDamaged, verify
    from goldenthread.site.backups.restoring import RestoreRefused, restore_backup

    try:
        if verify_only:
            manifest = verify(path)
            click.echo(f"The backup of {manifest.made_at} is whole.")
            return
        if pending_migrations():
            call_command("migrate", interactive=False, verbosity=0)
        done = restore_backup(path, at=datetime.now(UTC), overwrite=overwrite, watch=watch_on_terminal())
    except (BackupDamaged, RestoreRefused) as refused:
        raise click.ClickException(refused.args[0]) from refused
    click.echo(
        f"Restored the backup of {done.made_at}: {done.row_count:,} rows of {done.table_count} tables and "
        f"{done.file_count:,} files. The audit trail is whole. Everybody signs in again."
    )
    if done.old_files:
        click.echo(f"The files that were here before are in {done.old_files}; remove them when all is well.")
