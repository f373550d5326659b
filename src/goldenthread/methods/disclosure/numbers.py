"""Protect counts, and the rates and percentages that are made of them."""

from dataclasses import dataclass
from typing import Any, overload

import numpy as np
from numpy.typing import ArrayLike

from goldenthread.methods.disclosure.rules import DisclosureRule, rule_named
from goldenthread.methods.frames import frame, index_columns
from goldenthread.methods.inputs import Bools, Caution, Floats, InputError, counts, refuse

HIDDEN_MARK = "*"
MISSING_MARK = "–"


@dataclass(frozen=True, slots=True, eq=False)
class SafeCounts:
    """Counts as they may leave a page; every array has the shape of the counts that were given.

    ``shown`` is NaN where a count is hidden or missing; ``hidden`` tells the two apart. ``lower`` and
    ``upper`` are what a reader who knows the rule can tell from this number alone.
    """

    shown: Floats
    hidden: Bools
    lower: Floats
    upper: Floats
    rule: DisclosureRule
    n: int
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    def words(self) -> list[str]:
        """Each count as a reader sees it, in ``ravel`` order: a number, ``*`` hidden, ``–`` missing."""
        return [
            HIDDEN_MARK if hidden else MISSING_MARK if np.isnan(shown) else f"{shown:.0f}"
            for shown, hidden in zip(self.shown.ravel(), self.hidden.ravel(), strict=True)
        ]

    def to_frame(self) -> Any:
        """One row a count; only what may be published."""
        names = tuple(f"axis_{axis}" for axis in range(self.shown.ndim))
        return frame({**index_columns(self.shown.shape, names), "shown": self.shown, "hidden": self.hidden})


@dataclass(frozen=True, slots=True, eq=False)
class SafeRates:
    """Rates or percentages as they may leave a page, computed from shown numbers only.

    ``shown`` has the broadcast shape of events and population; NaN where either is hidden or missing.
    """

    shown: Floats
    hidden: Bools
    events: SafeCounts
    population: SafeCounts
    per: float
    rule: DisclosureRule
    n: int
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    def to_frame(self) -> Any:
        """One row a rate; only what may be published."""
        names = tuple(f"axis_{axis}" for axis in range(self.shown.ndim))
        return frame(
            {
                **index_columns(self.shown.shape, names),
                "events": self.events.shown,
                "population": self.population.shown,
                "shown": self.shown,
                "hidden": self.hidden,
            }
        )


@overload
def protect(
    events: ArrayLike, population: None = None, *, rule: str | DisclosureRule, per: float = 100
) -> SafeCounts: ...


@overload
def protect(
    events: ArrayLike, population: ArrayLike, *, rule: str | DisclosureRule, per: float = 100
) -> SafeRates: ...


def protect(
    events: ArrayLike, population: ArrayLike | None = None, *, rule: str | DisclosureRule, per: float = 100
) -> SafeCounts | SafeRates:
    """Hide small counts and round the others; with a population, also the rate between them.

    Use it for numbers that stand alone. Where numbers add up to totals that are shown too, use
    ``suppress``: hiding one cell of a row is useless beside the row's total.

    Parameters
    ----------
    events : array_like of int, any shape
        How many people were counted; NaN is missing and stays missing.
    population : array_like of int, optional
        Out of how many. Given, the answer is a ``SafeRates`` computed from the *shown* numbers.
    rule : str or DisclosureRule
        A name in ``RULES`` or a rule made by ``own``.
    per : float
        100 for percentages, 1000 or 100000 for rates.

    Raises
    ------
    InputError
        If a count is negative, not whole, or larger than its population; names the unit.

    References
    ----------
    The rule's own ``citation``. Values: the mapping tables of the two published rules.

    Examples
    --------
    >>> protect([0, 3, 7, 8, 12, 13], rule="nhs_hes").words()
    ['0', '*', '*', '10', '10', '15']
    >>> protect([1, 6, 7, 12], rule="midpoint6").shown
    array([3., 3., 9., 9.])
    >>> protect([12, 3], [48, 52], rule="nhs_hes").shown
    array([20., nan])
    """
    applied = rule_named(rule)
    numerators = counts(events, column="events")
    if population is None:
        return _safe(numerators, applied.is_small(numerators), applied, highest_hidden=applied.floor - 1.0)
    if not per > 0:
        raise InputError("per", "must be more than 0")
    numerators, denominators = np.broadcast_arrays(numerators, counts(population, column="population"))
    refuse(numerators > denominators, "events", "is larger than its population")
    small = applied.is_small(numerators)
    if applied.leftover:
        small = small | applied.is_small(denominators - numerators)
    most = np.inf if applied.leftover else applied.floor - 1.0
    safe_events = _safe(numerators, small, applied, highest_hidden=most)
    safe_population = _safe(
        denominators, applied.is_small(denominators), applied, highest_hidden=applied.floor - 1.0
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        shown = np.where(safe_population.shown > 0, safe_events.shown / safe_population.shown * per, np.nan)
    return SafeRates(
        shown=shown,
        hidden=safe_events.hidden | safe_population.hidden,
        events=safe_events,
        population=safe_population,
        per=float(per),
        rule=applied,
        n=int(np.count_nonzero(~np.isnan(shown))),
        method=f"rates of shown counts, rule {applied.name}",
        citation=applied.citation,
        warnings=safe_events.warnings + safe_population.warnings,
    )


def _safe(values: Floats, hidden: Bools, rule: DisclosureRule, *, highest_hidden: float) -> SafeCounts:
    if rule.midpoint:
        hidden = np.zeros(values.shape, dtype=np.bool_)
    shown = np.where(hidden, np.nan, rule.rounded(values))
    lower, upper = rule.bounds_of_shown(shown)
    missing = np.isnan(values)
    cautions: tuple[Caution, ...] = ()
    if missing.any():
        cautions = (Caution("missing", "missing counts stay missing; they are not zero", _units(missing)),)
    return SafeCounts(
        shown=shown,
        hidden=hidden,
        lower=np.where(hidden, float(rule.lowest_hidden), lower),
        upper=np.where(hidden, highest_hidden, upper),
        rule=rule,
        n=int(np.count_nonzero(~missing)),
        method=f"counts protected one by one, rule {rule.name}",
        citation=rule.citation,
        warnings=cautions,
    )


def _units(where: Bools) -> tuple[int, ...]:
    return tuple(int(unit) for unit in np.flatnonzero(where))
