"""`goldenthread serve`: the site, by granian."""

import os
import sys

import click

from goldenthread.site.cli.starting import pending_migrations, start_django


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, help="How many processes.")
@click.option("--threads", default=2, show_default=True, help="How many threads in each process.")
def command(host: str, port: int, workers: int, threads: int) -> None:
    """Serve the site. Put a proxy that ends https in front of it."""
    start_django()
    from goldenthread.site.static_files import gather_static_files

    if waiting := pending_migrations():
        raise click.ClickException(
            f"{len(waiting)} migrations are waiting. Take a backup, then run `goldenthread migrate`."
        )
    gather_static_files()
    arguments = server_arguments(host=host, port=port, workers=workers, threads=threads)
    os.execv(arguments[0], arguments)  # noqa: S606  # the server takes this process over, signals and all


def server_arguments(*, host: str, port: int, workers: int, threads: int) -> list[str]:
    """The command line that serves the site."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(threads), "--respawn-failed-workers"),
        *("--log-level", "warning", "goldenthread.site.wsgi:application"),
    ]
