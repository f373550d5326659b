"""The pages of a scope, as rooms offer them."""

from types import SimpleNamespace

import pytest

from goldenthread.core.components.navigation import navigation_for
from goldenthread.core.permissions.terms import Permission


def asking(path: str, *allowed: Permission) -> SimpleNamespace:
    """A request at a scope by somebody with these permissions."""
    reader = SimpleNamespace(may=lambda permission, scope: permission in allowed)
    return SimpleNamespace(path=path, scope=SimpleNamespace(id=7), reader=reader)


class TestNavigationFor:
    def test_offers_only_what_this_reader_may_see(self) -> None:
        found = navigation_for(asking("/s/7/", Permission.SEE_SCOPE))

        assert [link.label for link in found.everyday] == ["Overview", "Rounds"]
        assert found.seldom == ()

    def test_keeps_what_is_seldom_needed_behind_more(self) -> None:
        found = navigation_for(asking("/s/7/people/", Permission.SEE_SCOPE, Permission.MANAGE_PEOPLE))

        assert [link.label for link in found.seldom] == ["People"]
        assert found.seldom_is_current

    @pytest.mark.parametrize(("path", "label"), [("/s/7/", "Overview"), ("/s/7/rounds/3/edit/", "Rounds")])
    def test_marks_the_page_that_the_reader_is_on(self, path: str, label: str) -> None:
        found = navigation_for(asking(path, Permission.SEE_SCOPE))

        assert [link.label for link in found.everyday if link.current] == [label]

    def test_is_empty_where_there_is_no_scope(self) -> None:
        found = navigation_for(SimpleNamespace(path="/"))

        assert (found.everyday, found.seldom) == ((), ())
