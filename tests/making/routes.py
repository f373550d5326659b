"""Every address of the site, with something filled in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

FILLINGS = {"int": "1", "str": "x", "slug": "x", "path": "x", "uuid": "00000000-0000-0000-0000-000000000000"}


@dataclass(frozen=True, slots=True)
class Route:
    """A route and one address that it answers."""

    route: str
    name: str
    address: str


def all_routes() -> Iterator[Route]:
    """Every route of the site, ours and our libraries'."""
    yield from _below(get_resolver().url_patterns, "")


def _below(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[Route]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _below(pattern.url_patterns, route)
        else:
            yield Route(route=route, name=pattern.name or "", address=_filled(route))


def _filled(route: str) -> str:
    route = re.sub(r"<(?:(\w+):)?\w+>", lambda found: FILLINGS.get(found[1] or "str", "x"), route)
    route = re.sub(r"\(\?P<\w+>[^)]*\)", "x", route)
    return "/" + route.replace("^", "").replace("$", "").replace("\\Z", "")
