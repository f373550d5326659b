"""For a real system: refuses to start without its secrets, https only."""

from goldenthread.site.settings import environment as env
from goldenthread.site.settings.base import *

SECRET_KEY = env.secret("GOLDENTHREAD_SECRET_KEY", length=50)
AUDIT_KEY = env.secret("GOLDENTHREAD_AUDIT_KEY", length=32)
ALLOWED_HOSTS = env.hosts("GOLDENTHREAD_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

SECOND_STEP_REQUIRED = env.flag("GOLDENTHREAD_SECOND_STEP", default=True)
ASK_AGAIN = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("GOLDENTHREAD_BEHIND_PROXY") else None
)
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"

MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": env.text("GOLDENTHREAD_MAIL_HOST", "localhost"),
            "port": int(env.text("GOLDENTHREAD_MAIL_PORT", "587")),
            "username": env.text("GOLDENTHREAD_MAIL_USER", ""),
            "password": env.text("GOLDENTHREAD_MAIL_PASSWORD", ""),
            "use_tls": env.flag("GOLDENTHREAD_MAIL_TLS", default=True),
        },
    }
}
