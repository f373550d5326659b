"""The command line: `goldenthread --help` lists it."""

import os

import click


@click.group()
@click.version_option(package_name="goldenthread")
def main() -> None:
    """See whom digital change leaves out, decide with those people, show whether it worked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.site.settings.development")
