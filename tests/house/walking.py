"""Walk every route of the site: fill its address, and put a spy where its view would run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern

from goldenthread.core.permissions import access
from goldenthread.core.permissions.access import Access

REACHED = "the view was reached"


@dataclass(frozen=True, slots=True)
class Route:
    """One of our routes."""

    pattern: str
    name: str
    callback: Callable[..., HttpResponse]
    arguments: tuple[str, ...]

    @property
    def access(self) -> Access:
        found: Access = self.callback.access  # type: ignore[attr-defined]
        return found


def our_routes() -> list[Route]:
    """Every route whose view is ours, in the order of their addresses."""
    return sorted(_routes(get_resolver(), ""), key=lambda route: route.pattern)


def _routes(resolver: URLResolver, before: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = f"{before}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from _routes(entry, pattern)
        elif entry.callback.__module__.startswith("goldenthread."):
            yield Route(pattern, entry.name or "", entry.callback, _arguments(entry))


def _arguments(entry: URLPattern) -> tuple[str, ...]:
    if isinstance(entry.pattern, RoutePattern):
        return tuple(entry.pattern.converters)
    assert isinstance(entry.pattern, RegexPattern)
    return tuple(entry.pattern.regex.groupindex)


@contextmanager
def spied(route: Route) -> Iterator[None]:
    """Run a route's own guard and method checks, but a spy in place of what lies behind them."""
    guard = _guard(route.callback)
    position = guard.__code__.co_freevars.index("view")
    cell = guard.__closure__[position]
    original = cell.cell_contents

    def spy(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse(REACHED)

    cell.cell_contents = spy
    try:
        yield
    finally:
        cell.cell_contents = original


def _guard(callback: Any) -> Any:
    """The function that ``needs`` or ``signed_in`` wrapped around a view."""
    found = callback
    while found.__code__.co_filename != access.__file__:
        found = found.__wrapped__
    return found
