"""`goldenthread people`: the first administrator, whom no one is there to invite."""

from datetime import UTC, datetime

import click

from goldenthread.site.cli.starting import start_django


@click.group()
def command() -> None:
    """Add the first administrator. Everybody after that is invited on the site's own pages."""
    start_django()


@command.command("add-admin")
@click.argument("email")
@click.option("--name", prompt="Full name", help="What the person is called.")
@click.option("--system", "system_id", type=int, help="Number of the system to look after.")
@click.option("--operator", is_flag=True, help="Look after this installation instead; sees no content.")
@click.password_option(help="At least 12 characters. Asked for when left out.")
def add_admin(email: str, name: str, system_id: int | None, password: str, *, operator: bool) -> None:
    """Open an account for EMAIL that may run a system (--system) or this installation (--operator)."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from goldenthread.systems.actions import accounts

    if operator == (system_id is not None):
        raise click.UsageError("Say either --system NUMBER or --operator.")
    try:
        validate_password(password)
    except ValidationError as refused:
        raise click.ClickException(" ".join(refused.messages)) from refused
    at = datetime.now(UTC)
    try:
        accounts.open_administrator(
            email=email, name=name, password=password, system_id=system_id, actor="command", at=at
        )
    except accounts.EmailTaken as taken:
        raise click.ClickException(f"{email} has an account already.") from taken
    except accounts.SystemUnknown as unknown:
        raise click.ClickException(f"There is no system with number {system_id}.") from unknown
    click.echo(f"{email} can sign in now, and is asked to set up a second step.")
