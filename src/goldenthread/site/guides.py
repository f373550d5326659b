"""The guides in docs/, readable inside the product."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it.token import Token

# In a wheel the guides lie beside this file; in a checkout they are the docs folder.
_SHIPPED = Path(__file__).parent / "docs"
DOCS = _SHIPPED if _SHIPPED.exists() else Path(__file__).resolve().parents[3] / "docs"

SHELVES = {
    "tutorial": "Learn by doing",
    "how-to": "How to",
    "explanation": "Why it works this way",
    "methods": "The numbers",
    "reference": "Look something up",
    "operations": "Run an installation",
}


@dataclass(frozen=True, slots=True)
class Guide:
    """One page of help."""

    name: str  # "how-to/run-a-round"
    title: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """Guides of one kind."""

    title: str
    guides: tuple[Guide, ...]


@cache
def shelves() -> tuple[Shelf, ...]:
    """Every guide that ships, by kind; an empty kind is left out."""
    found = ((title, tuple(_guides_in(folder))) for folder, title in SHELVES.items())
    return tuple(Shelf(title, guides) for title, guides in found if guides)


@cache
def guide_text(name: str) -> str | None:
    """The Markdown of a guide that ships, or None: only names on the shelves are read."""
    known = {guide.name for shelf in shelves() for guide in shelf.guides}
    return (DOCS / f"{name}.md").read_text(encoding="utf-8") if name in known else None


def picture(name: str) -> Path | None:
    """A guide's picture, or None."""
    path = DOCS / "tutorial" / "images" / name
    return path if re.fullmatch(r"[a-z0-9-]+\.png", name) and path.exists() else None


def _guides_in(folder: str) -> Iterator[Guide]:
    for path in sorted((DOCS / folder).glob("*.md")):
        yield Guide(f"{folder}/{path.stem}", _title_of(path))


def _title_of(path: Path) -> str:
    return _first_heading(path.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A guide, drawn."""

    title: str
    html: Markup


def page_of(name: str, text: str, address: Callable[[str], str]) -> GuidePage:
    """Draw a guide's Markdown; ``address`` turns a guide's name or a picture's path into an address.

    Raw HTML in a guide is shown as text, never run.
    """
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    for token in _with_children(tokens):
        for attribute in ("href", "src"):
            target = token.attrGet(attribute)
            if isinstance(target, str) and "://" not in target and not target.startswith(("#", "mailto:")):
                token.attrSet(attribute, address(_absolute(name, target)))
    html = reader.renderer.render(tokens, reader.options, {})
    return GuidePage(_first_heading(text), Markup(html))  # noqa: S704  # ours, with raw HTML escaped


def _with_children(tokens: list["Token"]) -> Iterator["Token"]:
    for token in tokens:
        yield token
        yield from _with_children(token.children or [])


def _absolute(name: str, target: str) -> str:
    parts = [*name.split("/")[:-1]]
    for part in target.partition("#")[0].split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts).removesuffix(".md")


def _first_heading(text: str) -> str:
    return next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), "Help")
