"""Kill the server, or close the round, while people answer: no acknowledged answer is lost or uncounted."""

import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

import pytest

from goldenthread.core.tokens import hashed, tidy_receipt
from making.server import RealServer, real_server

PEOPLE = 6
KILLS = 3
SECONDS_BEFORE_A_KILL = 1.0
FEWEST_ANSWERS = 30  # acknowledged before the last kill, so that the test cannot pass on an idle server

SEED = """
from making.answering import asking_now, token_now
answer = token_now(asking_now())
"""
STORED = """
from goldenthread.canvas.models import Judgement
answer = [list(row) for row in Judgement.objects.values_list(
    "participant__receipt_hash", "practice__position", "level", "statement")]
"""
CLOSE = """
from django.utils import timezone
from goldenthread.canvas.actions.rounds import close_round
from goldenthread.canvas.models import Round
from making.systems import make_person
answer = close_round(Round.objects.get().pk, by=make_person(), at=timezone.now())
"""
COUNTED = """
from goldenthread.canvas.models import Tally
rows = Tally.objects.filter(voice="local_people").select_related("practice")
answer = [[row.practice.position, level, getattr(row, f"level_{level}_count")]
          for row in rows for level in range(5)]
"""


class TooLate(Exception):
    """The server said that the round is closed."""


@dataclass(slots=True)
class Answerer:
    """One person who answers as fast as they can, and notes what the server said it kept."""

    port: int
    name: int
    receipt_hash: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    # by question: the last answer that was acknowledged, then those sent since that may have arrived
    possible: dict[int, list[tuple[int, str] | None]] = field(default_factory=dict)
    count: int = 0

    def begin(self, token: str) -> None:
        """Start by the link and note the receipt code."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        self._ask(connection, "POST", f"/a/{token}/")
        page = self._ask(connection, "GET", "/answer/code/")
        code = re.search(r'class="code"[^>]*>([^<]+)<', page)[1]
        self.receipt_hash = hashed(tidy_receipt(code))
        self._ask(connection, "GET", "/answer/1/")
        connection.close()

    def answer_until_cut_off(self) -> None:
        """Answer question after question until the server is gone or says that it is too late."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            while True:
                self.count += 1
                number, level = self.count % 11 + 1, self.count % 5
                words = f"{self.name} said this as number {self.count}"
                self.possible.setdefault(number, [None]).append((level, words))
                fields = {f"q{number}-answer": level, f"q{number}-words": words}
                self._ask(connection, "POST", f"/answer/{number}/", fields)
                self.possible[number] = [(level, words)]
        except (OSError, HTTPException, TooLate):
            connection.close()

    def _ask(self, connection: HTTPConnection, method: str, path: str, fields: dict | None = None) -> str:
        body = urlencode((fields or {}) | {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")})
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request(method, path, body if method == "POST" else None, headers)
        response = connection.getresponse()
        text = response.read().decode()
        if response.status == 409:
            raise TooLate
        assert response.status in (200, 302), (response.status, path)
        for header in response.headers.get_all("Set-Cookie", []):
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value
        return text


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RealServer]:
    with real_server(tmp_path) as running:
        yield running


@pytest.mark.slow
class TestKill:
    def test_loses_no_answer_that_was_acknowledged(self, server: RealServer) -> None:
        token = server.run(SEED)
        server.start()
        people = [Answerer(server.port, name) for name in range(PEOPLE)]
        for person in people:
            person.begin(token)

        for _ in range(KILLS):
            answering = [threading.Thread(target=person.answer_until_cut_off) for person in people]
            for thread in answering:
                thread.start()
            time.sleep(SECONDS_BEFORE_A_KILL)
            server.kill()
            for thread in answering:
                thread.join()
            self.assert_all_there(server, people)
            server.start()

        assert sum(person.count for person in people) > FEWEST_ANSWERS

    def assert_all_there(self, server: RealServer, people: list[Answerer]) -> None:
        """What is stored is what was acknowledged, or something sent later that had just arrived."""
        stored = {(who, number): (level, words) for who, number, level, words in server.run(STORED)}
        for person in people:
            for number, possible in person.possible.items():
                assert stored.get((person.receipt_hash, number)) in possible


@pytest.mark.slow
class TestClose:
    def test_counts_every_answer_that_was_acknowledged(self, server: RealServer) -> None:
        token = server.run(SEED)
        server.start()
        people = [Answerer(server.port, name) for name in range(PEOPLE)]
        for person in people:
            person.begin(token)

        answering = [threading.Thread(target=person.answer_until_cut_off) for person in people]
        for thread in answering:
            thread.start()
        server.run(CLOSE)
        for thread in answering:
            thread.join()

        said = [(number, possible[0]) for person in people for number, possible in person.possible.items()]
        levels = Counter((number, answer[0]) for number, answer in said if answer is not None)
        counted = Counter({(number, level): count for number, level, count in server.run(COUNTED) if count})
        assert sum(person.count for person in people) > FEWEST_ANSWERS
        assert counted == levels
