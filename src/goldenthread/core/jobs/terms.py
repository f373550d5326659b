"""The states of a job."""

from enum import StrEnum


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


LOST_MESSAGE = "It stopped before it was finished. Perhaps the machine was restarted. Please start it again."
UNEXPECTED_MESSAGE = "Something went wrong that we did not expect. It is on record. Please try again later."
