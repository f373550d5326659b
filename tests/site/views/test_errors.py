"""What people see when something cannot be shown."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.test import Client, RequestFactory

from goldenthread.site.views import errors


@pytest.mark.django_db
class TestNotFound:
    def test_says_what_may_have_happened(self, client: Client) -> None:
        answer = client.get("/nowhere/")

        assert answer.status_code == 404
        assert "<h1>Page not found</h1>" in answer.content.decode()
        assert "nowhere" not in answer.content.decode()


@pytest.mark.django_db
class TestFormExpired:
    def test_says_how_to_send_it_again(self) -> None:
        answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a@example.org"})

        assert answer.status_code == 403
        assert "This page was open for too long" in answer.content.decode()


@pytest.mark.django_db
class TestOthers:
    @pytest.mark.parametrize(
        ("view", "fault", "status", "heading"),
        [
            (errors.not_found, Http404(), 404, "Page not found"),
            (errors.not_allowed, PermissionDenied(), 403, "You may not do this"),
            (errors.not_understood, SuspiciousOperation(), 400, "We could not read that"),
        ],
    )
    def test_are_drawn_in_our_layout(self, view, fault: Exception, status: int, heading: str) -> None:
        answer = view(RequestFactory().get("/"), fault)

        page = answer.content.decode()
        assert answer.status_code == status
        assert f"<h1>{heading}</h1>" in page
        assert "gt-footer" in page


class TestWentWrong:
    def test_needs_neither_database_nor_request(self) -> None:
        answer = errors.went_wrong(None)

        page = answer.content.decode()
        assert answer.status_code == 500
        assert "It is our fault, not yours" in page
        assert "Traceback" not in page
