"""Drive a real browser: sign in, take a picture, and ask whether a page is sound and accessible."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import ConsoleMessage, Page, Request, Response, Route

from goldenthread.systems.models import Person


@dataclass(slots=True)
class Watch:
    """What went wrong on a page since it was opened, and how its own document was answered."""

    address: str
    javascript: bool
    status: int = 0
    troubles: list[str] = field(default_factory=list)


_watches: WeakKeyDictionary[Page, Watch] = WeakKeyDictionary()


def watch(page: Page, address: str, *, javascript: bool) -> None:
    """Note every failed request, script error and request to another host."""
    seen = _watches[page] = Watch(address, javascript)
    host = urlsplit(address).netloc

    def answered(response: Response) -> None:
        if response.request.is_navigation_request():
            seen.status = response.status
        elif response.status >= 400:
            seen.troubles.append(f"{response.status} for {response.url}")

    def asked(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.netloc != host:
            seen.troubles.append(f"asked another host for {request.url}")

    def failed(request: Request) -> None:
        if "ERR_ABORTED" not in (request.failure or ""):  # leaving a page stops what it was fetching
            seen.troubles.append(f"{request.failure} for {request.url}")

    def said(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            seen.troubles.append(message.text)

    page.on("response", answered)
    page.on("request", asked)
    page.on("requestfailed", failed)
    page.on("console", said)
    page.on("pageerror", lambda error: seen.troubles.append(str(error)))


def sign_in(page: Page, person: Person) -> None:
    """Give the browser a session of this person, without the sign-in pages."""
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": _watches[page].address}]
    )


def assert_sound(page: Page, *, status: int = 200) -> None:
    """The page was answered as expected and nothing it needs failed."""
    seen = _watches[page]
    assert seen.status == status, f"{page.url} answered {seen.status}"
    assert seen.troubles == []


def assert_accessible(page: Page, *, status: int = 200) -> None:
    """Sound first (axe finds nothing wrong with a page that did not load), then free of axe findings."""
    assert_sound(page, status=status)
    findings = _findings(page) if _watches[page].javascript else _findings_without_javascript(page)
    assert findings == [], f"{page.url}\n" + "\n".join(findings)


def _findings_without_javascript(page: Page) -> list[str]:
    # axe is a script itself: show it the same page, with the page's own scripts taken out
    html = re.sub(r"<script.*?</script>", "", page.content(), flags=re.DOTALL)

    def answer(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        else:
            route.continue_()

    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(viewport=page.viewport_size, bypass_csp=True, service_workers="block")
    try:
        twin = context.new_page()
        twin.route("**/*", answer)
        twin.goto(page.url)
        return _findings(twin)
    finally:
        context.close()


def _findings(page: Page) -> list[str]:
    results = Axe().run(page)
    return [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


def assert_fits(page: Page) -> None:
    """Nothing makes the page scroll sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels wider than the screen"


def photograph(page: Page, name: str) -> None:
    """Keep a picture of the page, when GOLDENTHREAD_SCREENSHOTS names a folder for them."""
    folder = os.environ.get("GOLDENTHREAD_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
