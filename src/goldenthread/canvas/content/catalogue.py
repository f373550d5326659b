"""The canvas content that ships with the product, read once and kept: ask here, not in the files beside."""

from functools import cache
from pathlib import Path

from goldenthread.canvas.content.changes import Change, PracticeChange, differences
from goldenthread.canvas.content.core_files import read_canvas
from goldenthread.canvas.content.frameworks import read_crosswalk
from goldenthread.canvas.content.languages import ENGLISH, PSEUDO, english, pseudo, read_translation
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
    "ENGLISH",
    "LATEST",
    "LEVEL_COUNT",
    "PSEUDO",
    "VOICES",
    "Canvas",
    "Change",
    "ContentFaulty",
    "CrosswalkLink",
    "Factor",
    "Fault",
    "FiveTexts",
    "Framework",
    "FrameworkItem",
    "Language",
    "Practice",
    "PracticeChange",
    "Relation",
    "TranslatedPractice",
    "Translation",
    "TranslationStatus",
    "UnknownLanguage",
    "UnknownVersion",
    "canvas",
    "differences",
    "framework",
    "frameworks",
    "languages",
    "links",
    "links_of",
    "missing_texts",
    "translation",
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


class UnknownLanguage(LookupError):
    """The local people's words do not ship in this language; args[0] is the language asked for."""


@cache
def translation(language: str, version: str = LATEST) -> Translation:
    """Give the local people's words in a language; what nobody has translated is in English and listed."""
    source = canvas(version)
    if language == ENGLISH:
        return english(source)
    if language == PSEUDO:
        return pseudo(source)
    if language not in _translated(version):
        raise UnknownLanguage(language)
    return read_translation(_CONTENT / "translations" / language / f"{version}.toml", source)


@cache
def languages(version: str = LATEST, *, with_pseudo: bool = False) -> tuple[Language, ...]:
    """Name the languages of a version: English, then the others by code; the test language only if asked."""
    codes = [ENGLISH, *_translated(version), *([PSEUDO] if with_pseudo else [])]
    return tuple(translation(code, version).language for code in codes)


def missing_texts(language: str, version: str = LATEST) -> tuple[str, ...]:
    """Name the texts of the quick set that a language still shows in English."""
    return translation(language, version).missing


def _translated(version: str) -> list[str]:
    return sorted(path.parent.name for path in (_CONTENT / "translations").glob(f"*/{version}.toml"))


@cache
def _crosswalks() -> tuple[tuple[Framework, tuple[CrosswalkLink, ...]], ...]:
    return tuple(
        read_crosswalk(path, canvas(LATEST)) for path in sorted((_CONTENT / "crosswalks").glob("*.toml"))
    )


def frameworks() -> tuple[Framework, ...]:
    """Give the frameworks that the latest canvas is read beside, by key."""
    return tuple(framework for framework, _ in _crosswalks())


def framework(key: str) -> Framework:
    """Give the framework with this key; KeyError when there is none."""
    for known in frameworks():
        if known.key == key:
            return known
    raise KeyError(key)


def links() -> tuple[CrosswalkLink, ...]:
    """Give every link, framework by framework."""
    return tuple(link for _, found in _crosswalks() for link in found)


def links_of(practice_code: str) -> tuple[CrosswalkLink, ...]:
    """Give the links of one practice; none for a practice that no framework asks about."""
    return tuple(link for link in links() if link.practice == practice_code)
