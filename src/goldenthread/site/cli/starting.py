"""Start Django for a command, and say plainly why it cannot start."""

import click


def start_django() -> None:
    """Load the settings and the applications.

    Raises
    ------
    click.ClickException
        If a setting is missing or wrong; the message says which and what to do.
    """
    import django

    from goldenthread.site.settings.environment import SettingMissing, SettingRefused

    try:
        django.setup()
    except SettingMissing as missing:
        name = missing.args[0]
        raise click.ClickException(
            f"{name} is not set, and production cannot start without it. docs/reference/settings.md says "
            "what it is for. To try the product on this machine, run `goldenthread demo`."
        ) from missing
    except SettingRefused as refused:
        raise click.ClickException(str(refused.args[0])) from refused


def pending_migrations() -> list[str]:
    """The migrations that the database has not had yet."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
