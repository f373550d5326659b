"""Every route says who may see it."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from goldenthread.core.permissions.access import Access


def routes() -> Iterator[URLPattern]:
    """Every route of the site, ours and our libraries'."""
    waiting = [get_resolver()]
    while waiting:
        for entry in waiting.pop().url_patterns:
            if isinstance(entry, URLResolver):
                waiting.append(entry)
            else:
                yield entry


class TestEveryRoute:
    def test_of_ours_says_who_may_see_it(self) -> None:
        ours = [route for route in routes() if route.callback.__module__.startswith("goldenthread.")]

        undeclared = [
            route.name for route in ours if not isinstance(getattr(route.callback, "access", None), Access)
        ]

        assert ours
        assert undeclared == []
