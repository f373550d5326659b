"""Progress on a terminal: one line that changes, or a line now and then where there is no terminal."""

import sys
from collections.abc import Callable

import click

Watch = Callable[[int, int | None, str], None]


def watch_on_terminal() -> Watch:
    """A function that long work calls with how far it is."""
    told = -1

    def watch(done: int, total: int | None, message: str) -> None:
        nonlocal told
        tenth = done * 10 // total if total else 0
        counted = f"{done:,} of {total:,}" if total else f"{done:,}"
        if sys.stderr.isatty():
            click.echo(f"\r\033[K{message} {counted}", nl=done == total, err=True)
        elif tenth != told:
            told = tenth
            click.echo(f"{message} {counted}", err=True)

    return watch
