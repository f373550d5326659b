"""What the log holds, and what it must never hold."""

import json
import logging
import sys
from typing import Any

import pytest
from django.test import Client

from goldenthread.site.logs import JsonLine
from goldenthread.site.views import home

MARKER = "Mrs-Ethel-Braithwaite"


def line(name: str, message: str, *values: Any, **extra: Any) -> dict[str, Any]:
    """What one event looks like in the log."""
    record = logging.LogRecord(name, logging.WARNING, __file__, 1, message, values, None)
    record.__dict__.update(extra)
    return json.loads(JsonLine().format(record))


class TestJsonLine:
    def test_is_one_line_of_json_in_utc(self) -> None:
        logged = line("goldenthread.jobs", "A job failed", job=3)

        assert logged["at"].endswith("+00:00")
        assert (logged["level"], logged["message"], logged["job"]) == ("warning", "A job failed", 3)

    def test_leaves_out_what_a_library_filled_in(self) -> None:
        logged = line("django.security.csrf", "Forbidden (%s): %s", "bad token", f"/a/{MARKER}/")

        assert MARKER not in json.dumps(logged)

    def test_leaves_out_what_is_not_known_to_be_safe(self) -> None:
        assert MARKER not in json.dumps(line("goldenthread.canvas", "Saved", answer=MARKER))

    def test_says_where_an_error_happened_but_not_what_it_quotes(self) -> None:
        try:
            int(MARKER)
        except ValueError:
            record = logging.LogRecord(
                "goldenthread.x", logging.ERROR, __file__, 1, "Failed", (), sys.exc_info()
            )

        logged = json.loads(JsonLine().format(record))

        assert logged["error"] == "ValueError"
        assert "test_logs.py" in logged["where"][0]
        assert MARKER not in json.dumps(logged)


@pytest.mark.django_db
class TestRequests:
    @pytest.fixture
    def lines(self, caplog: pytest.LogCaptureFixture) -> Any:
        caplog.set_level(logging.DEBUG)
        return lambda: "\n".join(JsonLine().format(record) for record in caplog.records)

    def test_are_logged_by_route_without_address_or_query(self, client: Client, lines: Any) -> None:
        answer = client.get(
            f"/help/{MARKER}/", {"q": MARKER}, headers={"referer": f"http://a.example/{MARKER}"}
        )

        assert answer.status_code == 404
        assert '"route": "help/<path:name>/"' in lines()
        assert MARKER not in lines()

    @pytest.mark.parametrize("address", ["/", "/account/login/", "/account/password/reset/", "/nowhere/"])
    def test_never_hold_what_was_typed_into_a_form(self, client: Client, lines: Any, address: str) -> None:
        fields = ("login", "password", "email", "name", "statement", "code", "q", "next")

        client.post(address, dict.fromkeys(fields, MARKER))

        assert MARKER not in lines()

    def test_never_hold_what_was_typed_when_something_breaks(
        self, lines: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*words: Any, **named: Any) -> None:
            raise ValueError(MARKER)

        monkeypatch.setitem(home.__globals__, "TemplateResponse", broken)
        client = Client(raise_request_exception=False)

        answer = client.get("/", {"q": MARKER})

        assert answer.status_code == 500
        assert MARKER not in lines() + answer.content.decode()
        assert '"error": "ValueError"' in lines()
