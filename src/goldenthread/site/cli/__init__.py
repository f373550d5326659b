"""The command line: `goldenthread --help` lists it. One module a command, loaded when it is asked for."""

import os
from importlib import import_module

import click

COMMANDS = {
    "assets": "Build the front-end files.",
    "audit": "Verify the audit trail.",
    "backup": "Write everything to one file, and verify it.",
    "check": "Say whether this install is healthy, and how to mend what is not.",
    "demo": "Make a demonstration system and serve it on this machine.",
    "migrate": "Bring the database up to this version.",
    "people": "Add the first administrator.",
    "rounds": "Close rounds whose last day is over.",
    "report": "Write the board report of a scope, as PDF or workbook.",
    "restore": "Fill the database from a backup.",
    "retention": "Delete what has been kept for long enough.",
    "serve": "Serve the site.",
    "systems": "Start a real system from published files.",
    "worker": "Run the jobs that pages ask for.",
}
SETTINGS = ("production", "demo", "development", "testing")


class LazyCommands(click.Group):
    """Finds a command in the module of its name, so that `--help` loads none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"goldenthread.site.cli.{cmd_name}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


@click.group(cls=LazyCommands)
@click.version_option(package_name="goldenthread")
@click.option(
    "--settings",
    type=click.Choice(SETTINGS),
    envvar="GOLDENTHREAD_SETTINGS",
    help="Which settings to use. Without it: DJANGO_SETTINGS_MODULE, or else production.",
)
def main(settings: str | None) -> None:
    """See whom digital change leaves out, decide with those people, show whether it worked."""
    if settings:
        os.environ["DJANGO_SETTINGS_MODULE"] = f"goldenthread.site.settings.{settings}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.site.settings.production")
