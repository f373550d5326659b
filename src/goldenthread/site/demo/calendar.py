"""When things happened in the demonstration. Day 0 is the day its first round opened."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

TODAY = 800  # how many days ago the story begins
MERGER = 252
ROUND_DAYS = (0, 365, 725)
ROUND_LENGTH = 28
MEETING_AFTER = 12  # days from closing to the meeting that settles levels
PUBLISHED_AFTER = 25
REWORDED = 700
CHECK_OPENED = 790  # the small round that is open today
CHECK_LENGTH = 25


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days of the story as dates of the real calendar, counted back from today."""

    today: date

    def day(self, number: int) -> date:
        """The date of a day of the story."""
        return self.today - timedelta(days=TODAY - number)

    def at(self, number: int, hour: int = 10) -> datetime:
        """A moment on a day of the story."""
        return timezone.make_aware(datetime.combine(self.day(number), time(hour)))
