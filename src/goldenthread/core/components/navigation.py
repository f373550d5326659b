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


_pages: dict[str, ScopePage] = {}


def offer(*pages: ScopePage) -> None:
    """Add pages to every scope's navigation; called from a room's AppConfig.ready."""
    _pages.update({page.route: page for page in pages})


def offered() -> Iterable[ScopePage]:
    """All pages on offer, in order."""
    return sorted(_pages.values(), key=lambda page: (page.order, page.label))


def navigation_for(request: Any) -> list[dict[str, Any]]:
    """The links of the scope in this request that this reader may follow."""
    scope = getattr(request, "scope", None)
    if scope is None:
        return []
    here = request.path
    links = [
        {"label": page.label, "href": reverse(page.route, kwargs={"scope_id": scope.id})}
        for page in offered()
        if request.reader.may(page.permission, scope)
    ]
    current = max((link["href"] for link in links if here.startswith(link["href"])), key=len, default=None)
    return [link | {"current": link["href"] == current} for link in links]
