"""Gather the files that browsers fetch into one folder, and only when one of them changed."""

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP_NAME = "gathered.txt"


def gather_static_files() -> bool:
    """Fill STATIC_ROOT; False when it was up to date."""
    stamp = _stamp()
    record = settings.STATIC_ROOT / STAMP_NAME
    if record.exists() and record.read_text(encoding="utf-8") == stamp:
        return False
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    record.write_text(stamp, encoding="utf-8")
    return True


def are_gathered() -> bool:
    """Whether STATIC_ROOT holds what this version needs."""
    record = settings.STATIC_ROOT / STAMP_NAME
    return record.exists() and record.read_text(encoding="utf-8") == _stamp()


def _stamp() -> str:
    described = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            described.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
    return described.hexdigest()
