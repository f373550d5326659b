"""What every test can use. Browser journeys ask for `page`, `page_without_javascript` or `open_browser`."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 740}


@pytest.fixture(autouse=True)
def no_counts_from_other_tests() -> None:
    """Forget how often this machine has knocked, so that no test waits for another."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """The system's Chromium, started once."""
    from playwright.sync_api import sync_playwright

    # Playwright's synchronous API keeps an event loop on this thread, which Django would refuse to share
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert program, "Browser journeys need Chromium; see docs/contributing."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_browser(
    chromium: "Browser", transactional_db: None, live_server: Any
) -> "Iterator[Callable[..., Page]]":
    """Open a browser of one's own (its cookies too): ``open_browser(javascript=False, screen=PHONE)``."""
    from making.browser import watch

    contexts = []

    def opened(*, javascript: bool = True, screen: dict[str, int] = DESKTOP, **options: Any) -> "Page":
        context = chromium.new_context(
            base_url=live_server.url,
            java_script_enabled=javascript,
            viewport=screen,
            locale="en-GB",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        watch(page, live_server.url, javascript=javascript)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_browser: "Callable[..., Page]") -> "Page":
    """A desktop browser with JavaScript."""
    return open_browser()


@pytest.fixture
def page_without_javascript(open_browser: "Callable[..., Page]") -> "Page":
    """A phone without JavaScript."""
    return open_browser(javascript=False, screen=PHONE)


@pytest.fixture(autouse=True, scope="session")
def emptied_between_tests() -> Iterator[None]:
    """Let tests with a live server empty the database afterwards, audit trail and all."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    from goldenthread.core.audit import append_only

    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_all(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        with append_only.lifted():
            flush(self, sql_list)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_all)
        yield
