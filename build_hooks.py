"""Build hooks: dependencies from the requirements folder, front-end files into the wheel."""

from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

ROOT = Path(__file__).parent


def _direct_requirements() -> list[str]:
    lines = (ROOT / "requirements" / "base.in").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


class DependenciesFromFile(MetadataHookInterface):
    """Take the product's dependencies from requirements/base.in, so that they are named once."""

    def update(self, metadata: dict) -> None:
        metadata["dependencies"] = _direct_requirements()


class FrontEndFiles(BuildHookInterface):
    """Refuse a wheel without its front-end files; an editable install builds them later."""

    def initialize(self, version: str, build_data: dict) -> None:
        if version == "editable":
            return
        vendor = ROOT / "src" / "goldenthread" / "site" / "static" / "vendor"
        if not (vendor / "stamp.txt").exists():
            raise SystemExit("Front-end files are missing: run `make assets` before building a wheel.")


def get_metadata_hook() -> type[MetadataHookInterface]:
    return DependenciesFromFile


def get_build_hook() -> type[BuildHookInterface]:
    return FrontEndFiles
