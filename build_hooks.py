"""Build hooks: dependencies from the requirements folder, front-end files into the wheel."""

import importlib.util
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
    """Build the front-end files into a wheel; an editable install builds them later."""

    def initialize(self, version: str, build_data: dict) -> None:
        if version == "editable":
            return
        path = ROOT / "src" / "goldenthread" / "site" / "front_end.py"
        spec = importlib.util.spec_from_file_location("front_end", path)
        front_end = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(front_end)
        front_end.build_front_end()


def get_metadata_hook() -> type[MetadataHookInterface]:
    return DependenciesFromFile


def get_build_hook() -> type[BuildHookInterface]:
    return FrontEndFiles
