"""What surrounds the questions, in each language: buttons, headings and what may go wrong."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

_FOLDER = Path(__file__).parent / "interface"
_FACT = re.compile(r"(\{\w+\})")

ENGLISH = "en"
PSEUDO = "ar-x-pseudo"  # right to left, for tests: not words in any language
RIGHT_TO_LEFT = frozenset({PSEUDO, "ar", "fa", "he", "ku-Arab", "ps", "ur"})
_PSEUDO_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz?,", "ابثدعفجهيذكلمنوپقرستطڤغخةز؟،")


@dataclass(frozen=True, slots=True)
class InterfaceWords:
    """The words of the participants' pages in one language; what is missing falls back to English."""

    code: str
    name: str  # as its speakers call it
    texts: Mapping[str, str]

    @property
    def direction(self) -> str:
        """Which way the language is written, as HTML says it."""
        return "rtl" if self.code in RIGHT_TO_LEFT else "ltr"

    def __call__(self, key: str, **facts: object) -> str:
        """The words for a key with the facts filled in; KeyError when nobody has written any."""
        return self.texts[key].format(**facts)


def interface_words(code: str = ENGLISH) -> InterfaceWords:
    """The words in a language; English when they do not ship in it."""
    return _words(code if code in interface_languages() else ENGLISH)


@cache
def _words(code: str) -> InterfaceWords:
    english = _read(ENGLISH)
    if code == PSEUDO:
        return InterfaceWords(
            code, "[" + _pseudo("right to left") + "]", _frozen({k: _pseudo(v) for k, v in english.items()})
        )
    texts = english | _read(code)
    return InterfaceWords(code, texts["native_name"], _frozen(texts))


@cache
def interface_languages() -> tuple[str, ...]:
    """The languages that the pages around the questions ship in, English first."""
    codes = sorted(path.stem for path in _FOLDER.glob("*.toml"))
    return (ENGLISH, *(code for code in codes if code != ENGLISH), PSEUDO)


def _read(code: str) -> dict[str, str]:
    return tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))


def _frozen(texts: dict[str, str]) -> Mapping[str, str]:
    return MappingProxyType(texts)


def _pseudo(text: str) -> str:
    """Arabic letters for English ones; what the page fills in stays as it is."""
    parts = _FACT.split(text)
    return "".join(
        part if _FACT.fullmatch(part) else part.casefold().translate(_PSEUDO_LETTERS) for part in parts
    )
