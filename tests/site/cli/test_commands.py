"""The commands, each in a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

PRODUCTION = {
    "GOLDENTHREAD_SECRET_KEY": "only-for-this-test-0123456789-abcdefghij-klmnopqrst-uvwxyz",
    "GOLDENTHREAD_AUDIT_KEY": "only-for-this-test-0123456789-abcdef",
    "GOLDENTHREAD_HOSTS": "thread.example",
}
CLEAN = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("GOLDENTHREAD", "DJANGO", "DATABASE"))
}


def run(*arguments: str, data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command with its own data folder and nothing of ours in the environment."""
    return subprocess.run(
        [sys.executable, "-m", "goldenthread", *arguments],
        env=CLEAN | {"GOLDENTHREAD_DATA": str(data)} | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.one_database
class TestProduction:
    @pytest.mark.parametrize("name", sorted(PRODUCTION))
    def test_refuses_to_start_without(self, tmp_path: Path, name: str) -> None:
        environment = {key: value for key, value in PRODUCTION.items() if key != name}

        ended = run("check", data=tmp_path, **environment)

        assert ended.returncode == 1
        assert name in ended.stderr
        assert "Traceback" not in ended.stderr

    @pytest.mark.parametrize("name", ["GOLDENTHREAD_SECRET_KEY", "GOLDENTHREAD_AUDIT_KEY"])
    def test_refuses_a_secret_that_is_easy_to_guess(self, tmp_path: Path, name: str) -> None:
        ended = run("check", data=tmp_path, **PRODUCTION | {name: "x" * 60})

        assert ended.returncode == 1
        assert f"{name} is too easy to guess" in ended.stderr

    def test_refuses_every_host(self, tmp_path: Path) -> None:
        ended = run("check", data=tmp_path, **PRODUCTION | {"GOLDENTHREAD_HOSTS": "*"})

        assert ended.returncode == 1
        assert "GOLDENTHREAD_HOSTS" in ended.stderr

    def test_passes_what_django_asks_before_production(self, tmp_path: Path) -> None:
        run("migrate", data=tmp_path, **PRODUCTION)

        found = json.loads(run("check", "--json", data=tmp_path, **PRODUCTION).stdout)["findings"]

        assert [entry["state"] for entry in found if entry["question"] == "Settings"] == ["good"]

    def test_does_not_serve_an_old_database(self, tmp_path: Path) -> None:
        ended = run("serve", data=tmp_path, **PRODUCTION)

        assert ended.returncode == 1
        assert "goldenthread migrate" in ended.stderr

    def test_gives_the_first_administrator_an_account(self, tmp_path: Path) -> None:
        run("migrate", data=tmp_path, **PRODUCTION)
        words = ("people", "add-admin", "asha@example.org", "--name", "Asha", "--operator", "--password")

        made = run(*words, "plum-kettle-orbit-9", data=tmp_path, **PRODUCTION)
        again = run(*words, "plum-kettle-orbit-9", data=tmp_path, **PRODUCTION)
        easy = run(*words, "password1234", data=tmp_path, **PRODUCTION)

        assert (made.returncode, again.returncode, easy.returncode) == (0, 1, 1)
        assert "has an account already" in again.stderr
        assert "Traceback" not in again.stderr + easy.stderr


@pytest.mark.slow
@pytest.mark.one_database
class TestDemo:
    def test_refuses_a_folder_with_a_real_database(self, tmp_path: Path) -> None:
        (tmp_path / "goldenthread.sqlite3").touch()

        ended = run("demo", "--data", str(tmp_path), "--make-only", data=tmp_path)

        assert ended.returncode == 1
        assert "not a demonstration" in ended.stderr
        assert (tmp_path / "goldenthread.sqlite3").exists()


@pytest.mark.slow
@pytest.mark.one_database
class TestServe:
    def test_answers_until_it_is_told_to_stop(self, tmp_path: Path) -> None:
        run("--settings", "demo", "migrate", data=tmp_path)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "goldenthread",
                "--settings",
                "demo",
                "serve",
                "--port",
                str(port),
                "--workers",
                "1",
            ],
            env=CLEAN | {"GOLDENTHREAD_DATA": str(tmp_path)},
        )

        try:
            answer = _first_answer(f"http://127.0.0.1:{port}/health/ready")
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)

        assert answer == b"ready\n"


def _first_answer(address: str) -> bytes:
    for _ in range(200):
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                return answer.read()
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer")
