"""The command line: `goldenthread --help` lists it. One module a command, loaded when it is asked for."""

import os
from importlib import import_module

import click

COMMANDS = {
    "assets": "Build the front-end files.",
    "systems": "Start a real system from published files.",
}


class LazyCommands(click.Group):
    """Finds a command in the module of its name, so that `--help` loads none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        return import_module(f"goldenthread.site.cli.{name}").command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


@click.group(cls=LazyCommands)
@click.version_option(package_name="goldenthread")
def main() -> None:
    """See whom digital change leaves out, decide with those people, show whether it worked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.site.settings.development")
