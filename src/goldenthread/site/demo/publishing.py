"""What the invented system chose to show, by the product's own preview and publish."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.utils import timezone

from goldenthread.canvas.actions import publishing
from goldenthread.canvas.queries.closed import said_on
from goldenthread.canvas.queries.publication_content import candidate
from goldenthread.canvas.queries.publishing import free_statements, publishable_canvas
from goldenthread.canvas.rules.publishing import PublicationChoice
from goldenthread.site.demo import calendar as days
from goldenthread.site.demo.calendar import Calendar
from goldenthread.site.demo.cast import Cast
from goldenthread.site.demo.story import chapter
from goldenthread.site.demo.work import Step

_STATEMENTS_CHOSEN = 6


def steps(cast: Cast, calendar: Calendar) -> Iterator[Step]:
    """Every page that was published, with its day."""
    for entry in chapter("work")["published"]:
        closed = days.ROUND_DAYS[entry["round"]] + days.ROUND_LENGTH + 1
        day = closed + days.PUBLISHED_AFTER
        yield day, partial(_publish, cast, calendar, entry, day)


def _publish(cast: Cast, calendar: Calendar, entry: dict[str, Any], day: int) -> None:
    at, scope = calendar.at(day, hour=12), cast.ref(entry["scope"])
    found = publishable_canvas(scope.id, cast.canvases[entry["round"], entry["scope"]])
    if found is None:
        raise LookupError(entry["scope"])
    free = free_statements(found.canvas, said_on([found.canvas])[found.canvas.id])
    # one statement a practice, so that the page does not dwell on one thing
    chosen = {
        said.practice_code: said.id
        for said in sorted(free, key=lambda said: (said.practice_code, said.words))
    }
    choice = PublicationChoice(
        summary=entry["summary"], statement_ids=tuple(sorted(chosen.values())[:_STATEMENTS_CHOSEN])
    )
    made = candidate(scope, found.canvas, choice, today=timezone.localdate(at))
    publishing.publish(scope, found.canvas, choice, seen_hash=made.content_hash, by=cast.lead, at=at)
