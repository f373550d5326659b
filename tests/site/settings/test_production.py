"""The settings of a real system, in a process of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ASKED = (
    "SESSION_COOKIE_NAME SESSION_COOKIE_SECURE SESSION_COOKIE_HTTPONLY SESSION_COOKIE_SAMESITE "
    "SESSION_COOKIE_DOMAIN CSRF_COOKIE_NAME CSRF_COOKIE_SECURE CSRF_COOKIE_HTTPONLY CSRF_COOKIE_DOMAIN "
    "SECURE_HSTS_SECONDS SECURE_HSTS_INCLUDE_SUBDOMAINS SECURE_SSL_REDIRECT DEBUG DEMO SECOND_STEP_REQUIRED"
)


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    program = (
        "import django, json; django.setup(); from django.conf import settings;"
        f"print(json.dumps({{name: getattr(settings, name) for name in {ASKED.split()!r}}}))"
    )
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("GOLDENTHREAD", "DATABASE"))
    }
    folder: Path = tmp_path_factory.mktemp("production")
    environment |= {
        "DJANGO_SETTINGS_MODULE": "goldenthread.site.settings.production",
        "GOLDENTHREAD_DATA": str(folder),
        "GOLDENTHREAD_SECRET_KEY": "only-for-this-test-0123456789-abcdefghij-klmnopqrst-uvwxyz",
        "GOLDENTHREAD_AUDIT_KEY": "only-for-this-test-0123456789-abcdef",
        "GOLDENTHREAD_HOSTS": "thread.example",
    }
    ended = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    settings: dict[str, Any] = json.loads(ended.stdout)
    return settings


class TestProduction:
    @pytest.mark.parametrize("cookie", ["SESSION", "CSRF"])
    def test_binds_cookies_to_this_host_alone(self, production: dict[str, Any], cookie: str) -> None:
        assert production[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
        assert production[f"{cookie}_COOKIE_SECURE"] is True
        assert production[f"{cookie}_COOKIE_HTTPONLY"] is True
        assert production[f"{cookie}_COOKIE_DOMAIN"] is None

    def test_speaks_https_only_for_a_year(self, production: dict[str, Any]) -> None:
        assert production["SECURE_SSL_REDIRECT"] is True
        assert production["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
        assert production["SECURE_HSTS_SECONDS"] >= 31_536_000

    def test_is_neither_debug_nor_demonstration(self, production: dict[str, Any]) -> None:
        assert (production["DEBUG"], production["DEMO"]) == (False, False)

    def test_asks_for_a_second_step(self, production: dict[str, Any]) -> None:
        assert production["SECOND_STEP_REQUIRED"] is True
