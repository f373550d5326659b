"""Read a table from a form's upload, which may be far too large to be read at all."""

from collections.abc import Collection
from typing import Any

from goldenthread.core.tables.limits import Limits
from goldenthread.core.tables.reading import Table, read_table, refuse_too_large


def upload_bytes(upload: Any, *, limits: Limits | None = None) -> bytes:
    """An upload's bytes; its size is looked at before anything is read."""
    refuse_too_large(upload.size, limits or Limits())
    content: bytes = upload.read()
    upload.seek(0)
    return content


def read_upload(
    upload: Any, *, expect: Collection[str] = (), sheet: str | None = None, limits: Limits | None = None
) -> Table:
    """The table in an upload (anything with ``size``, ``name``, ``read`` and ``seek``)."""
    content = upload_bytes(upload, limits=limits)
    return read_table(content, name=upload.name, sheet=sheet, expect=expect, limits=limits)
