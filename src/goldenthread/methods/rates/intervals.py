"""Limits for counts and shares."""

import numpy as np

from goldenthread.methods.inputs import Bools, Floats
from goldenthread.methods.normal import quantile

FEWEST_FOR_BYAR = 10


def wilson_limit(events: Floats, population: Floats, tail: float, side: int) -> Floats:
    """Wilson's score limit of a share; ``side`` is -1 for the lower limit, 1 for the upper."""
    score = quantile(1 - tail)
    spread = score * np.sqrt(score**2 + 4 * events * (1 - events / population))
    limit = (2 * events + score**2 + side * spread) / (2 * (population + score**2))
    certain = events == (0 if side < 0 else population)
    return np.asarray(np.where(certain, 0.0 if side < 0 else 1.0, limit))


def byar_limit(events: Floats, tail: float, side: int) -> Floats:
    """Byar's approximation to the limit of a Poisson count."""
    score = quantile(1 - tail)
    shifted = events + (side > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(shifted * (1 - 1 / (9 * shifted) + side * score / (3 * np.sqrt(shifted))) ** 3)


def exact_limit(events: Floats, tail: float, side: int) -> Floats:
    """The exact limit of a Poisson count."""
    from scipy.special import gammaincinv

    if side > 0:
        return np.asarray(gammaincinv(events + 1, 1 - tail))
    return np.where(events == 0, 0.0, gammaincinv(np.where(events == 0, 1.0, events), tail))


def is_exact(events: Floats) -> Bools:
    """Whether a count is too small for Byar's approximation."""
    return np.asarray(events < FEWEST_FOR_BYAR)


def count_limit(events: Floats, tail: float, side: int) -> Floats:
    """The limit of a Poisson count: exact below ten events, Byar's from ten."""
    limit = byar_limit(events, tail, side)
    few = is_exact(events)
    if few.any():
        limit[few] = exact_limit(events[few], tail, side)
    return limit
