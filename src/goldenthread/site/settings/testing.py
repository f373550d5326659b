"""For the tests: quick, in memory, nothing leaves."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("GOLDENTHREAD_DATA", tempfile.mkdtemp(prefix="goldenthread-tests-"))

from goldenthread.site.settings.base import *

# On disk rather than in memory, so that a live server's threads have connections of their own.
DATABASES["default"]["TEST"] = {}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"]["NAME"] = str(DATA_FOLDER / "test.sqlite3")

SECRET_KEY = "tests-only"  # noqa: S105
AUDIT_KEY = "tests-only-audit-key"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
WHITENOISE_AUTOREFRESH = True
STATIC_ROOT = Path(tempfile.gettempdir())
AXES_ENABLED = False
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default"]}}
JOBS_SHOW_LIFE = False
