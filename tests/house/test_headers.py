"""The headers of every answer, on every route, for a stranger and for a signed-in person."""

import base64
import hashlib
import re

import pytest
from django.conf import settings
from django.test import Client

from goldenthread.core.permissions.access import Access, Audience
from goldenthread.core.permissions.terms import Role
from making.routes import Route, all_routes
from making.systems import give_role, make_person, make_system

ROUTES = list(all_routes())
PUBLIC = {"home", "help", "guide", "accessibility_statement", "privacy", "cookies", "about"}
EXACT_POLICY = (
    "default-src 'self'; style-src 'self'; worker-src 'self'; connect-src 'self'; "
    "script-src 'self' 'sha256-tDOvXJi1PXbg0CWjLCCYSNHRXtps26K4JXkE3M6u/c0='; img-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)


def directives(policy: str) -> set[str]:
    return {directive.strip() for directive in policy.split(";")}


@pytest.mark.django_db
class TestEveryRoute:
    @pytest.fixture
    def stranger(self) -> Client:
        return Client(raise_request_exception=False)

    @pytest.fixture
    def administrator(self) -> Client:
        person = make_person()
        give_role(person, Role.SYSTEM_ADMIN, make_system())
        client = Client(raise_request_exception=False)
        client.force_login(person)
        return client

    @pytest.mark.parametrize("route", ROUTES, ids=[route.route for route in ROUTES])
    def test_carries_the_headers(self, route: Route, stranger: Client, administrator: Client) -> None:
        for client in (stranger, administrator):
            answer = client.get(route.address)

            assert answer.status_code != 500
            assert directives(answer["Content-Security-Policy"]) == directives(EXACT_POLICY)
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert answer["X-Frame-Options"] == "DENY"
            assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}
            assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
            assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
            assert "camera=()" in answer["Permissions-Policy"]
            assert len(answer["Request-Id"]) == 16
            assert "Server" not in answer

    @pytest.mark.parametrize("route", ROUTES, ids=[route.route for route in ROUTES])
    def test_leaves_no_copy_of_what_is_not_for_everybody(self, route: Route, administrator: Client) -> None:
        assert "no-store" in administrator.get(route.address)["Cache-Control"]

    @pytest.mark.parametrize("name", sorted(PUBLIC - {"guide"}))
    def test_lets_public_pages_be_kept_but_asks_again(self, name: str, stranger: Client) -> None:
        address = next(route.address for route in ROUTES if route.name == name)

        answer = stranger.get(address)

        assert answer.status_code == 200
        assert answer["Cache-Control"] == "no-cache"
        assert "Set-Cookie" not in answer


@pytest.mark.django_db
class TestContentSecurityPolicy:
    def test_allows_the_one_inline_line_that_the_page_template_has(self, client: Client) -> None:
        page = client.get("/").content.decode()

        inline = re.findall(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", page, flags=re.DOTALL)

        hashes = {
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in inline
        }
        assert hashes == {source for source in settings.SECURE_CSP["script-src"] if "sha256" in source}

    def test_is_not_widened_by_a_page(self, client: Client) -> None:
        page = client.get("/").content.decode()

        assert not re.search(r"\sstyle=|\son[a-z]+=|javascript:", page)


class TestAudiences:
    def test_of_public_pages_are_few_and_known(self) -> None:
        from django.urls import get_resolver

        public = set()
        for entry in get_resolver().url_patterns:
            access = getattr(getattr(entry, "callback", None), "access", None)
            if isinstance(access, Access) and access.audience is Audience.ANYONE:
                public.add(entry.name)

        assert public >= PUBLIC
