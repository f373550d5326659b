"""`goldenthread backup`: everything in one file."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from goldenthread.site.cli.progress import watch_on_terminal
from goldenthread.site.cli.starting import start_django


@click.command()
@click.option("--to", "path", type=click.Path(dir_okay=False, path_type=Path),
              help="The file to write. Without it: a dated one in the data folder's backups.")  # fmt: skip
@click.option(
    "--keep-days", default=35, show_default=True, help="Then remove older ones from that folder; 0 keeps all."
)
def command(path: Path | None, keep_days: int) -> None:
    """Write the database and all files to one file, and verify it.

    It holds personal data and is not encrypted: keep it on an encrypted disk, and copy it to another place.
    """
    start_django()
    from django.conf import settings

    from goldenthread.site.backups.archive import BackupDamaged
    from goldenthread.site.backups.writing import write_backup

    at = datetime.now(UTC)
    folder = settings.DATA_FOLDER / "backups"
    path = path or folder / f"golden-thread-{at:%Y%m%d-%H%M%S}.zip"
    if path.exists():
        raise click.ClickException(f"{path} exists already. Choose another name.")
    try:
        manifest = write_backup(path, at=at, watch=watch_on_terminal())
    except BackupDamaged as fault:
        raise click.ClickException(
            f"The backup could not be verified and was removed: {fault.args[0]}"
        ) from fault
    rows = sum(table.rows for table in manifest.tables.values())
    click.echo(
        f"{path}: {rows:,} rows of {len(manifest.tables)} tables and {len(manifest.files):,} files, verified."
    )
    if keep_days:
        oldest = (at - timedelta(days=keep_days)).timestamp()
        for old in sorted(folder.glob("golden-thread-*.zip")):
            if old.stat().st_mtime < oldest:
                old.unlink()
                click.echo(f"Removed {old.name}, which was more than {keep_days} days old.")
