"""Signals: computed facts that stand beside opinions. Rooms offer them; pages ask for them.

(Not Django's signals, which we do not use.)
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from goldenthread.systems.rules import ScopeRef


@dataclass(frozen=True, slots=True)
class Signal:
    """A named, dated, sourced fact that bears on a factor, or on one of its practices."""

    factor: int
    practice_code: str | None
    name: str  # "Evidence in date"
    value_text: str  # "14 of 18 items"
    as_of: date
    source: str  # "Evidence register"
    reading: str  # what it says and does not say, in a plain sentence


# Given a scope and a day, the signals that a room can compute; none when it knows nothing.
Provider = Callable[[ScopeRef, date], Iterable[Signal]]

_providers: list[Provider] = []


def offer(provider: Provider) -> None:
    """Add a room's signals; called from its AppConfig.ready. Offering twice adds it once."""
    if provider not in _providers:
        _providers.append(provider)


def signals_for(scope: ScopeRef, *, on: date) -> tuple[Signal, ...]:
    """Every signal about a scope on a day, by factor. Each provider asks a fixed number of queries."""
    found = [signal for provider in _providers for signal in provider(scope, on)]
    return tuple(sorted(found, key=lambda signal: (signal.factor, signal.practice_code or "", signal.name)))
