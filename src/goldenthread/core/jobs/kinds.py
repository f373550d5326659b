"""What work there is. Rooms register theirs when the site starts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol


class JobRefused(Exception):
    """The work cannot be done, for a reason that its asker can act on. args[0] is a sentence that says so."""


@dataclass(frozen=True, slots=True)
class JobResult:
    """Where what a job made is found."""

    address: str
    label: str


class Progress(Protocol):
    """How a running job says how far it is."""

    def __call__(self, done: int, total: int | None = None, message: str = "") -> None: ...


@dataclass(frozen=True, slots=True)
class JobKind:
    """One kind of long work: its name, its title for a reader, and the function that does it.

    The function is called with ``progress=`` and the job's arguments by name. It raises `JobRefused` when it
    cannot do its work, and may answer a `JobResult`.
    """

    name: str
    title: str
    work: Callable[..., JobResult | None]


_kinds: dict[str, JobKind] = {}


def offer_job(name: str, title: str, work: Callable[..., JobResult | None]) -> None:
    """Make a kind of work known; called from a room's AppConfig.ready."""
    _kinds[name] = JobKind(name=name, title=title, work=work)


def kind_named(name: str) -> JobKind:
    """The kind of this name."""
    return _kinds[name]


def title_of(name: str) -> str:
    """What a job of this kind is called for a reader."""
    return _kinds[name].title if name in _kinds else name


def plain_arguments(arguments: dict[str, Any]) -> dict[str, Any]:
    """Arguments that can be kept: numbers, short words and lists of them.

    Raises
    ------
    ValueError
        If one is anything else.
    """
    for name, value in arguments.items():
        for one in value if isinstance(value, list) else [value]:
            if not (
                one is None or isinstance(one, (bool, int)) or (isinstance(one, str) and len(one) <= 200)
            ):
                raise ValueError(f"{name} is not a number, a short word or a list of them")
    return arguments
