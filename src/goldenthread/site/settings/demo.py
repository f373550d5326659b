"""The demonstration: a fictional system on this machine only, with one-click sign-in."""

import os
from pathlib import Path

os.environ.setdefault("GOLDENTHREAD_DATA", str(Path.cwd() / "demo-data"))

from goldenthread.site.settings.base import *

DEMO = True
SECRET_KEY = "demonstration-only-and-therefore-not-a-secret"  # noqa: S105
AUDIT_KEY = "demonstration-only-audit-key"
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": DATA_FOLDER / "mail"},
    }
}
# nothing here is real, so nobody is asked for more than one click
SESSION_IDLE = SESSION_LONGEST
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
