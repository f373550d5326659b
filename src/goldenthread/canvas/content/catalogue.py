"""The canvas content that ships with the product, read once and kept: ask here, not in the files beside."""

from functools import cache
from pathlib import Path

from goldenthread.canvas.content.core_files import read_canvas
from goldenthread.canvas.content.shapes import (
    LEVEL_COUNT,
    VOICES,
    Canvas,
    CrosswalkLink,
    Factor,
    FiveTexts,
    Framework,
    FrameworkItem,
    Language,
    Practice,
    Relation,
    TranslatedPractice,
    Translation,
    TranslationStatus,
)
from goldenthread.canvas.content.toml_tables import ContentFaulty, Fault

__all__ = [
    "LATEST",
    "LEVEL_COUNT",
    "VOICES",
    "Canvas",
    "ContentFaulty",
    "CrosswalkLink",
    "Factor",
    "Fault",
    "FiveTexts",
    "Framework",
    "FrameworkItem",
    "Language",
    "Practice",
    "Relation",
    "TranslatedPractice",
    "Translation",
    "TranslationStatus",
    "UnknownVersion",
    "canvas",
    "versions",
]

LATEST = "2026.1"

_CONTENT = Path(__file__).parent


class UnknownVersion(LookupError):
    """No such version of the canvas ships with the product; args[0] is the version asked for."""


@cache
def versions() -> tuple[str, ...]:
    """Name every core version that ships, oldest first."""
    names = [folder.name for folder in (_CONTENT / "core").iterdir() if (folder / "version.toml").exists()]
    return tuple(sorted(names, key=lambda name: tuple(int(number) for number in name.split("."))))


@cache
def canvas(version: str = LATEST) -> Canvas:
    """Give one version of the canvas, in English."""
    if version not in versions():
        raise UnknownVersion(version)
    return read_canvas(_CONTENT / "core" / version)
