"""What every way of running shares."""

from pathlib import Path

from django.utils.csp import CSP

from goldenthread.site.settings import environment as env
from goldenthread.site.settings.accounts import *

SITE_FOLDER = Path(__file__).resolve().parent.parent

DATA_FOLDER = Path(env.text("GOLDENTHREAD_DATA", str(Path.cwd() / "data"))).resolve()
DATABASES = {"default": env.database(env.text("DATABASE_URL", ""), DATA_FOLDER)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DEBUG = False
DEMO = False
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    *OIDC_APPS,
    "axes",
    "django_tasks_db",
    "goldenthread.core.audit",
    "goldenthread.core.jobs",
    "goldenthread.core.components",
    "goldenthread.systems",
    "goldenthread.canvas",
    "goldenthread.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "goldenthread.site.middleware.RequestNoted",
    "goldenthread.site.middleware.HeadersAdded",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "goldenthread.systems.middleware.SessionLimited",
    "goldenthread.systems.middleware.ReaderAttached",
    "goldenthread.systems.middleware.SecondStepAsked",
    "goldenthread.core.permissions.middleware.UndeclaredViewRefused",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "goldenthread.site.urls"
WSGI_APPLICATION = "goldenthread.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "goldenthread.site.pages.environment",
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "goldenthread.site.pages.site_words",
            ],
        },
    },
    {
        # allauth's own templates, for the few pages that ours do not replace
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_AGE = SESSION_COOKIE_AGE  # nothing of ours stays longer on a phone that somebody borrowed
# how many proxies of ours stand in front of the site, for telling one visitor from another
TRUSTED_PROXY_COUNT = int(env.text("GOLDENTHREAD_PROXY_COUNT", "0"))
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    # the one inline line of the design system's page template
    "script-src": [CSP.SELF, "'sha256-tDOvXJi1PXbg0CWjLCCYSNHRXtps26K4JXkE3M6u/c0='"],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}

# The handlers of Django and of libraries are ours too: all of it is one stream of JSON lines.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "goldenthread.site.logs.JsonLine"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["lines"], "level": "WARNING"},
    "loggers": {
        "goldenthread": {"level": "INFO"},
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # what these say of a request, RequestNoted says without its address
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}

CSRF_FAILURE_VIEW = "goldenthread.site.views.errors.form_expired"
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_FOLDER / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# an e-mail address is unique whatever its letters' case, by a constraint that this check does not see
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
JOBS_SHOW_LIFE = True  # a running job says every 15 seconds that its process lives
SITE_NAME = env.text("GOLDENTHREAD_NAME", "Golden Thread")
CONTACT_EMAIL = env.text("GOLDENTHREAD_CONTACT", "")
DEFAULT_FROM_EMAIL = env.text("GOLDENTHREAD_MAIL_FROM", "golden-thread@localhost")
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
