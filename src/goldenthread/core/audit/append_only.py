"""Triggers by which the database itself refuses to change or remove an audit event."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "the audit trail is append-only"

POSTGRES_INSTALL = f"""
CREATE OR REPLACE FUNCTION audit_event_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP IN ('DELETE', 'TRUNCATE') AND current_setting('goldenthread.trimming', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '{REFUSAL}';
END $$;
CREATE TRIGGER audit_event_row_kept BEFORE UPDATE OR DELETE ON audit_auditevent
  FOR EACH ROW EXECUTE FUNCTION audit_event_kept();
CREATE TRIGGER audit_event_table_kept BEFORE TRUNCATE ON audit_auditevent
  FOR EACH STATEMENT EXECUTE FUNCTION audit_event_kept();
"""
POSTGRES_REMOVE = """
DROP TRIGGER IF EXISTS audit_event_row_kept ON audit_auditevent;
DROP TRIGGER IF EXISTS audit_event_table_kept ON audit_auditevent;
DROP FUNCTION IF EXISTS audit_event_kept();
"""
SQLITE_INSTALL = {
    operation: (
        f"CREATE TRIGGER audit_event_kept_{operation.lower()} BEFORE {operation} ON audit_auditevent "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )
    for operation in ("UPDATE", "DELETE")
}


def install(database: BaseDatabaseWrapper) -> None:
    """Add the triggers. A migration that rebuilds the table on SQLite must call this again."""
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(POSTGRES_INSTALL)
            return
        for statement in SQLITE_INSTALL.values():
            cursor.execute(statement)


def remove(database: BaseDatabaseWrapper) -> None:
    """Take the triggers away."""
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(POSTGRES_REMOVE)
            return
        for operation in SQLITE_INSTALL:
            cursor.execute(f"DROP TRIGGER IF EXISTS audit_event_kept_{operation.lower()}")


@contextmanager
def lifted() -> Iterator[None]:
    """Let events be removed inside this block and transaction: for retention and for a restore only.

    Changing an event stays refused. SQLite takes one trigger away and puts it back in the same transaction,
    which no other connection sees.
    """
    with transaction.atomic():
        _lift()
        yield
        _lower()


def _lift() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT set_config('goldenthread.trimming', 'on', true)")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS audit_event_kept_delete")


def _lower() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT set_config('goldenthread.trimming', 'off', true)")
        else:
            cursor.execute(SQLITE_INSTALL["DELETE"])
