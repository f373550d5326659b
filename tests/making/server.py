"""Run the real server on a database of its own, as a process that can be killed."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from goldenthread.site.cli.serve import server_arguments

TESTS = Path(__file__).resolve().parent.parent
_PATIENCE = 30.0


@dataclass(slots=True)
class RealServer:
    """A server with its own database, started and killed as a process."""

    environment: Mapping[str, str]
    port: int
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        arguments = server_arguments(host="127.0.0.1", port=self.port, workers=2, threads=2)
        self.process = subprocess.Popen(
            arguments,
            env=dict(self.environment),
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + _PATIENCE
        while not self._answers():
            assert time.monotonic() < until, "the server did not start"
            assert self.process.poll() is None, "the server stopped while starting"
            time.sleep(0.05)

    def kill(self) -> None:
        """End it and its workers at once, as a power cut would (SIGKILL)."""
        if self.process is None:
            return
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def run(self, code: str) -> Any:
        """Run Python beside the server, on the same database; what it leaves in ``answer`` comes back."""
        whole = f"import json, django; django.setup()\n{code}\nprint(json.dumps(answer))"
        done = subprocess.run(
            [sys.executable, "-c", whole], env=dict(self.environment), capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout.decode().splitlines()[-1])

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/health/live")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


@contextmanager
def real_server(folder: Path) -> Iterator[RealServer]:
    """A migrated database of the kind that the tests run on, and a server for it."""
    given = os.environ.get("DATABASE_URL", "")
    with _own_database(given, folder) as address:
        environment = os.environ | {
            "DATABASE_URL": address,
            "GOLDENTHREAD_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "goldenthread.site.settings.testing",
            "PYTHONPATH": str(TESTS),
        }
        server = RealServer(environment, _free_port())
        migrate = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, env=environment, check=True, capture_output=True)
        try:
            yield server
        finally:
            server.kill()


@contextmanager
def _own_database(given: str, folder: Path) -> Iterator[str]:
    if not given.startswith("postgres"):
        yield f"sqlite:///{folder / 'server.sqlite3'}"
        return
    import psycopg

    name = f"goldenthread_server_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {name}")
    try:
        yield urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(given, autocommit=True) as admin:
            admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
