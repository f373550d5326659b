"""The pages of a scope, as each room offers them. Rooms register theirs when the site starts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from goldenthread.core.permissions.terms import Permission


@dataclass(frozen=True, slots=True)
class ScopePage:
    """One page in a scope's navigation."""

    order: int
    label: str
    route: str  # takes scope_id alone
    permission: Permission


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """A link to one of a scope's pages."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Navigation:
    """A scope's pages: those of every day in a row, the others behind "More"."""

    everyday: tuple[NavigationLink, ...]
    seldom: tuple[NavigationLink, ...]

    @property
    def seldom_is_current(self) -> bool:
        """Whether the reader is on one of the pages behind "More"."""
        return any(link.current for link in self.seldom)


FIRST_SELDOM = 60  # pages of this order and later stand behind "More"

_pages: dict[str, ScopePage] = {}


def offer(*pages: ScopePage) -> None:
    """Add pages to every scope's navigation; called from a room's AppConfig.ready."""
    _pages.update({page.route: page for page in pages})


def offered() -> Iterable[ScopePage]:
    """All pages on offer, in order."""
    return sorted(_pages.values(), key=lambda page: (page.order, page.label))


def navigation_for(request: Any) -> Navigation:
    """The links of the scope in this request that this reader may follow."""
    scope = getattr(request, "scope", None)
    if scope is None:
        return Navigation((), ())
    pages = [page for page in offered() if request.reader.may(page.permission, scope)]
    address = {page.route: reverse(page.route, kwargs={"scope_id": scope.id}) for page in pages}
    here = max((href for href in address.values() if request.path.startswith(href)), key=len, default=None)
    links = [
        (page.order, NavigationLink(page.label, address[page.route], address[page.route] == here))
        for page in pages
    ]
    return Navigation(
        everyday=tuple(link for order, link in links if order < FIRST_SELDOM),
        seldom=tuple(link for order, link in links if order >= FIRST_SELDOM),
    )
