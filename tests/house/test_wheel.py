"""A built wheel carries everything that pages need."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        return wheel.namelist()


@pytest.mark.slow
class TestWheel:
    @pytest.mark.parametrize(
        "name",
        [
            "goldenthread/site/static/vendor/nhsuk/nhsuk-frontend.min.css",
            "goldenthread/site/static/vendor/nhsuk/nhsuk-frontend.min.js",
            "goldenthread/site/static/vendor/htmx/htmx.min.js",
            "goldenthread/site/static/goldenthread/goldenthread.css",
            "goldenthread/core/components/jinja2/layouts/page.jinja",
            "goldenthread/canvas/migrations/0001_initial.py",
            "goldenthread/canvas/content/core/2026.1/version.toml",
            "goldenthread/canvas/content/core/2026.1/11-learning.toml",
            "goldenthread/canvas/content/translations/pl/2026.1.toml",
            "goldenthread/canvas/content/crosswalks/what-good-looks-like.toml",
        ],
    )
    def test_carries(self, names: list[str], name: str) -> None:
        assert name in names

    def test_carries_no_tests(self, names: list[str]) -> None:
        assert [name for name in names if name.startswith("tests")] == []
