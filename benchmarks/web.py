"""How fast the main pages are, with the demonstration and with a whole nation, beside a bare Django view.

Each page is asked for through Django's own test client, middleware and all, by somebody who may see
it. Its floor is the barest page of the same site, /health/live, asked for in the same way. Aims: no
page over 4 times the bare view plus 40 ms at the median; as many queries with a nation as with the
demonstration; the national table under 300 ms.

    python benchmarks/web.py [--only CASE ...] [--json FILE]

The two databases are made once, in a folder beside this file that git ignores; delete it to make them anew.
"""

import gzip
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from shape import Case, Observed, main

FOLDER = Path(__file__).parent / ".databases"
SIZES = ("demo", "nation")
REPEATS = 30
BARE = "/health/live"


@dataclass(frozen=True, slots=True)
class Page:
    """A page to time: its name, who reads it, and its address from the ids of one size."""

    name: str
    reader: str  # "lead", "national" or "" for somebody without an account
    address: Callable[[dict[str, int | str]], str]


PAGES = (
    Page("front-door", "", lambda ids: "/"),
    Page("your-work", "lead", lambda ids: "/"),
    Page("scope", "lead", lambda ids: f"/s/{ids['system']}/"),
    Page("rounds", "lead", lambda ids: f"/s/{ids['system']}/rounds/"),
    Page("round", "lead", lambda ids: f"/s/{ids['system']}/rounds/{ids['round']}/"),
    Page("results", "lead", lambda ids: f"/s/{ids['system']}/results/{ids['round']}/"),
    Page("practice", "lead", lambda ids: f"/s/{ids['system']}/results/{ids['round']}/practices/1.1/"),
    Page("agree", "lead", lambda ids: f"/s/{ids['system']}/results/{ids['round']}/agree/"),
    Page("evidence", "lead", lambda ids: f"/s/{ids['system']}/evidence/"),
    Page("plan", "lead", lambda ids: f"/s/{ids['system']}/plan/"),
    Page("over-time", "lead", lambda ids: f"/s/{ids['system']}/over-time/"),
    Page("across", "lead", lambda ids: f"/s/{ids['system']}/across/"),
    Page("people", "lead", lambda ids: f"/s/{ids['system']}/people/"),
    Page("published", "", lambda ids: f"/p/{ids['slug']}/"),
    Page("national", "national", lambda ids: "/national/"),
)


def cases() -> list[Case]:
    """Every page at both sizes."""
    return [
        Case(
            name=f"{size}:{page.name}",
            ready=partial(_ready, size, page),
            floor=partial(_bare, size),
            aim="under 4 × bare + 40 ms" if page.name != "national" else "under 300 ms",
            repeats=REPEATS,
        )
        for page in PAGES
        for size in SIZES
    ]


def prepare() -> None:
    """Make the databases that are missing, each in a process of its own."""
    FOLDER.mkdir(exist_ok=True)
    for size in SIZES:
        if not (FOLDER / size / "ready").exists():
            child = os.fork()
            if child == 0:
                _make(size)
                os._exit(0)
            if os.waitpid(child, 0)[1]:
                raise SystemExit(f"the {size} database could not be made")


def _make(size: str) -> None:
    print(f"making the {size} database …", file=sys.stderr)
    _start(size)
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    if size == "demo":
        from goldenthread.site.demo import build_demo

        build_demo(timezone.now())
    else:
        import nation

        nation.fill()
    (FOLDER / size / "ready").touch()


def _start(size: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "goldenthread.site.settings.testing"
    os.environ["GOLDENTHREAD_DATA"] = str(FOLDER / size)
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    logging.disable(logging.CRITICAL)  # one line a request would bury the table


def _ready(size: str, page: Page) -> Callable[[], Observed]:
    _start(size)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, address = _client(page.reader), page.address(_ids())

    def ask() -> Observed:
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return Observed(queries=len(captured), bytes=len(gzip.compress(content, 6)))

    ask()  # the first time loads templates and modules
    return ask


def _bare(size: str) -> Callable[[], object]:
    client = _client("")
    client.get(BARE)
    return partial(client.get, BARE)


def _client(reader: str):
    from django.test import Client

    client = Client()
    if reader:
        client.force_login(_person(reader), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _person(reader: str):
    from django.utils import timezone

    from goldenthread.core.permissions.terms import Role
    from goldenthread.systems.models import Person, RoleGrant, Scope

    email = f"{reader}@benchmark.example"
    person = Person.objects.filter(email=email).first()
    if person is None:
        now = timezone.now()
        person = Person.objects.create_user(email, None, name=reader, joined_at=now)
        scope = None if reader == "national" else Scope.objects.get(pk=_ids()["system"])
        RoleGrant.objects.create(
            person=person, scope=scope, role=Role.NATIONAL if scope is None else Role.LEAD, granted_at=now
        )
    return person


def _ids() -> dict[str, int | str]:
    from goldenthread.canvas.models import Publication, Round
    from goldenthread.systems.models import Scope

    system = Scope.objects.filter(kind="system").order_by("pk").first()
    round_ = Round.objects.filter(scope=system, closed_at__isnull=False).order_by("-closed_at").first()
    published = Publication.objects.filter(withdrawn_at__isnull=True).order_by("pk").first()
    return {"system": system.pk, "round": round_.pk, "slug": published.slug if published else ""}


if __name__ == "__main__":
    prepare()
    raise SystemExit(main(cases()))
