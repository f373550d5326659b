"""A participant's pages are small enough for an old phone and a little data."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from goldenthread.canvas.terms import Voice
from making.answering import asking_now, token_now

pytestmark = pytest.mark.django_db

FIRST_PAGE_BYTES = 25_000
LATER_PAGE_BYTES = 6_000


def parts_of(page: str) -> list[str]:
    """What a page makes a browser fetch."""
    return re.findall(r'(?:src|href)="(/static/[^"]+)"', page)


def weight(address: str, browser: Client) -> tuple[int, list[str]]:
    """The compressed size of a page, and the files that it needs."""
    page = browser.get(address, headers={"accept-encoding": "identity"})
    return len(gzip.compress(page.content)), parts_of(page.content.decode())


class TestFirstPage:
    @pytest.mark.parametrize("voice", list(Voice))
    def test_weighs_little_with_all_its_parts(self, voice: str) -> None:
        page_bytes, parts = weight(f"/a/{token_now(asking_now(), voice)}/", Client())

        part_bytes = sum(
            len(gzip.compress(Path(finders.find(part.removeprefix("/static/"))).read_bytes()))
            for part in parts
        )
        assert page_bytes + part_bytes < FIRST_PAGE_BYTES
        assert len(parts) + 1 <= 3


class TestLaterPages:
    def test_weigh_little_each(self) -> None:
        browser = Client()
        browser.post(f"/a/{token_now(asking_now(), Voice.LEADERS)}/")
        browser.post("/answer/1/", {"q1-answer": "1", "q1-words": "Some words " * 20})

        for address in ("/answer/code/", "/answer/1/", "/answer/11/", "/answer/check/", "/answer/thank-you/"):
            page_bytes, parts = weight(address, browser)
            assert page_bytes < LATER_PAGE_BYTES, address
            assert len(parts) <= 2, address
