"""The panels on a scope's overview, as each room offers them when the site starts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from goldenthread.core.permissions.terms import Permission


@dataclass(frozen=True, slots=True)
class ScopePanel:
    """One panel: what it is called, who may see it, its template, and the query behind it.

    ``content`` is called as ``content(scope, reader, day)``, with the checked scope, who reads and
    today. It answers what the template prints as ``content``, or None for no panel at all.
    """

    order: int
    name: str
    template: str
    permission: Permission
    content: Callable[[Any, Any, Any], Any]


_panels: dict[str, ScopePanel] = {}


def offer_panels(*panels: ScopePanel) -> None:
    """Add panels to every scope's overview; called from a room's AppConfig.ready."""
    _panels.update({panel.name: panel for panel in panels})


def offered_panels() -> Iterable[ScopePanel]:
    """All panels on offer, in order."""
    return sorted(_panels.values(), key=lambda panel: (panel.order, panel.name))


def panels_for(*, scope: Any, reader: Any, day: Any) -> list[dict[str, Any]]:
    """The panels of a scope that this reader may see and that have something to show."""
    found = []
    for panel in offered_panels():
        if not reader.may(panel.permission, scope):
            continue
        content = panel.content(scope, reader, day)
        if content is not None:
            found.append({"name": panel.name, "template": panel.template, "content": content})
    return found
