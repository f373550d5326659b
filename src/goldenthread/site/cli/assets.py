"""`goldenthread assets`: the front-end files."""

import click

from goldenthread.site import front_end


@click.group()
def command() -> None:
    """Build the front-end files that pages use."""


@command.command()
def build() -> None:
    """Fetch the locked npm packages and copy what pages need; costs nothing when it is done already."""
    try:
        built = front_end.build_front_end()
    except front_end.FrontEndNotBuilt as reason:
        raise click.ClickException(reason.args[0]) from reason
    click.echo("Front-end files built." if built else "Front-end files are up to date.")
