"""The demonstration: an invented system with three years of work, made by the product's own actions.

The same every time: what people say comes from one seed, and days are counted back from today.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from random import Random

from django.utils import timezone

SEED = 20220301  # the month of the briefing


def build_demo(now: datetime, *, progress: Callable[[str], None] = lambda line: None) -> None:
    """Tell the whole story, in the order in which it happened."""
    from goldenthread.site.demo import beginning, calendar, publishing, rounds, work
    from goldenthread.site.demo.cast import Cast

    cast, rng = Cast(), Random(SEED)  # noqa: S311  # an invented story, not a secret
    days = calendar.Calendar(timezone.localdate(now))
    leans: dict[str, dict[int, float]] = {}
    beginning.begin(cast, days)
    steps = [*work.steps(cast, days), *publishing.steps(cast, days)]
    steps.append((calendar.MERGER, partial(beginning.merge_places, cast, days)))
    for number, day in enumerate(calendar.ROUND_DAYS):
        steps.append((day, partial(rounds.hold_round, cast, days, number, leans, rng)))
        meeting = day + calendar.ROUND_LENGTH + 1 + calendar.MEETING_AFTER
        steps.append((meeting, partial(rounds.hold_meeting, cast, days, number, rng)))
    steps.append((calendar.CHECK_OPENED, partial(rounds.open_check, cast, days, leans, rng)))
    for day, happen in sorted(steps, key=lambda step: step[0]):
        happen()
        progress(f"{days.day(day):%B %Y}")
