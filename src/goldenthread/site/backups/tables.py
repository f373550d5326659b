"""Which tables a backup holds, and how their values are written so that no database matters."""

import base64
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

LEFT_OUT = (Session,)  # after a restore everybody signs in again


def kept_models() -> list[type[models.Model]]:
    """Every model with a table of its own, by the name of its table."""
    found = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model not in LEFT_OUT
    }
    return [found[table] for table in sorted(found)]


def kept_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The columns of a model's table that are not worked out by the database."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def applied_migrations() -> list[str]:
    """The migrations that this database has had."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def written(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value // timedelta(microseconds=1)
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, (Decimal, UUID)):
        return str(value)
    return value


def read(field: models.Field[Any, Any], value: Any) -> Any:
    """A value as a field holds it, from what `written` made of it."""
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.DurationField):
        return timedelta(microseconds=value)
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    return field.to_python(value)


def next_numbers() -> dict[str, int]:
    """The highest number that each table has given out, also to rows that are gone: none is given twice."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            given = dict(cursor.fetchall())
            return {model._meta.db_table: given.get(model._meta.db_table, 0) for model in _numbered_models()}
        numbers = {}
        for model in _numbered_models():
            cursor.execute(f"SELECT last_value, is_called FROM {_sequence(cursor, model)}")  # noqa: S608
            last, is_called = cursor.fetchone()
            numbers[model._meta.db_table] = last if is_called else last - 1
        return numbers


def set_next_numbers(given: dict[str, int]) -> None:
    """Go on numbering where the backup stopped."""
    with connection.cursor() as cursor:
        for model in _numbered_models():
            table = model._meta.db_table
            highest = model._base_manager.aggregate(highest=models.Max("pk"))["highest"] or 0
            number = max(given.get(table, 0), highest)
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
            else:
                sequence = _sequence(cursor, model)
                cursor.execute("SELECT setval(%s, %s, %s)", [sequence, max(number, 1), number > 0])


def _numbered_models() -> list[type[models.Model]]:
    return [model for model in kept_models() if isinstance(model._meta.pk, models.AutoField)]


def _sequence(cursor: Any, model: type[models.Model]) -> str:
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [model._meta.db_table, model._meta.pk.column])
    sequence: str = cursor.fetchone()[0]
    return sequence
