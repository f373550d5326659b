"""`goldenthread demo`: an invented system on this machine."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import FrameType, ModuleType

import click

from goldenthread.site import front_end
from goldenthread.site.cli.serve import server_arguments
from goldenthread.site.cli.starting import pending_migrations, start_django
from goldenthread.site.cli.worker import worker_arguments

RECORD_NAME = "demo.json"
SECONDS_TO_START = 40


@click.command()
@click.option("--data", type=click.Path(path_type=Path), default=Path("demo-data"), show_default=True,
              help="Folder for everything the demonstration keeps.")  # fmt: skip
@click.option(
    "--port", default=8000, show_default=True, help="Port to listen on; the next free one if taken."
)
@click.option("--fresh", is_flag=True, help="Throw the old demonstration away and make it anew.")
@click.option("--make-only", is_flag=True, help="Make the demonstration, do not serve it.")
def command(data: Path, port: int, *, fresh: bool, make_only: bool) -> None:
    """Make a demonstration system and serve it on this machine. Everything in it is invented."""
    data = data.resolve()
    os.environ["DJANGO_SETTINGS_MODULE"] = "goldenthread.site.settings.demo"
    os.environ["GOLDENTHREAD_DATA"] = str(data)
    os.environ.pop("DATABASE_URL", None)  # the demonstration never touches a database of yours
    make_demo(data, fresh=fresh)
    if not make_only:
        _serve(_free_port(port))


def make_demo(data: Path, *, fresh: bool = False) -> None:
    """Make what the demonstration needs, leaving what is there already."""
    _prepare_folder(data, fresh=fresh)
    try:
        if front_end.build_front_end():
            click.echo("Front-end files built.")
    except front_end.FrontEndNotBuilt as reason:
        raise click.ClickException(reason.args[0]) from reason
    start_django()
    from django.core.management import call_command

    from goldenthread.site.static_files import gather_static_files

    gather_static_files()
    if pending_migrations():
        call_command("migrate", interactive=False, verbosity=0)
    if _state(data) != "ready":
        _fill()
        _record(data, "ready")


def _fill() -> None:
    demo = _demo_module()
    if demo is None:
        click.echo("This version has no demonstration system yet: the site starts empty.")
        return
    from django.utils import timezone

    click.echo("Making the demonstration system. This takes a minute, once …")
    started = time.monotonic()
    demo.build_demo(timezone.now())
    click.echo(f"Made in {time.monotonic() - started:.0f} seconds.")


def _demo_module() -> ModuleType | None:
    if find_spec("goldenthread.site.demo") is None:
        return None
    return import_module("goldenthread.site.demo")


def _prepare_folder(data: Path, *, fresh: bool) -> None:
    database = data / "goldenthread.sqlite3"
    state = _state(data)
    if database.exists() and state is None:
        raise click.ClickException(
            f"{data} holds a database that is not a demonstration. Choose another folder with --data."
        )
    if database.exists() and (fresh or state == "making"):  # asked for, or stopped half way
        for name in (database.name, f"{database.name}-wal", f"{database.name}-shm"):
            (data / name).unlink(missing_ok=True)
    if not database.exists():
        _record(data, "making")


def _state(data: Path) -> str | None:
    record = data / RECORD_NAME
    if not record.exists():
        return None
    state: str = json.loads(record.read_text(encoding="utf-8"))["state"]
    return state


def _record(data: Path, state: str) -> None:
    data.mkdir(parents=True, exist_ok=True)
    (data / RECORD_NAME).write_text(json.dumps({"state": state}) + "\n", encoding="utf-8")


def _free_port(port: int) -> int:
    for candidate in range(port, port + 100):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind(("127.0.0.1", candidate))
            except OSError:
                continue
            return candidate
    raise click.ClickException(f"No port from {port} to {port + 99} is free. Choose another with --port.")


def _serve(port: int) -> None:
    server = server_arguments(host="127.0.0.1", port=port, workers=1, threads=4)
    running = [
        subprocess.Popen(arguments, start_new_session=True)  # noqa: S603  # our own words, no shell
        for arguments in (server, worker_arguments())
    ]

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        address = f"http://127.0.0.1:{port}/"
        _wait_for(address, running[0])
        click.echo(f"\n  Golden Thread is at {address}\n")
        _say_who()
        click.echo("  Press Ctrl-C to stop.\n")
        sys.stdout.flush()
        while all(process.poll() is None for process in running):
            time.sleep(0.5)
        raise click.ClickException("The server or the worker stopped by itself; its last words are above.")
    except KeyboardInterrupt:
        click.echo("\nStopped.")
    finally:
        for process in running:
            process.terminate()
        for process in running:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address + "health/live", timeout=2).close()  # noqa: S310  # our own address
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise click.ClickException(f"The server did not answer at {address}; its last words are above.")


def _say_who() -> None:
    from goldenthread.core.permissions.terms import ROLE_NAMES
    from goldenthread.systems.queries.accounts import demo_people

    one_each = {person.role: person for person in reversed(demo_people())}
    if not one_each:
        return
    click.echo("  Choose “Look round the demonstration” and sign in with one click, for example as:")
    for role, person in reversed(one_each.items()):
        click.echo(f"    {person.name}, {ROLE_NAMES[role]} {person.scope_name}".rstrip())
    click.echo("")
