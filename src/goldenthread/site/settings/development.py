"""For people who change the product: errors in full, mail printed, no https."""

from goldenthread.site.settings.base import *

DEBUG = True
SECRET_KEY = "development-only-and-therefore-not-a-secret"  # noqa: S105
AUDIT_KEY = "development-only-audit-key"
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
