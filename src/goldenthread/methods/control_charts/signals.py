"""Find the points that are more than chance. All arrays have shape (series, points)."""

import numpy as np
from numpy.typing import NDArray

from goldenthread.methods.control_charts.rules import SIGNALS, ChartRules, Signal
from goldenthread.methods.inputs import Bools, Floats

Signs = NDArray[np.int8]


def signs_of(
    values: Floats, mean: Floats, spread: Floats, limit: float, period: NDArray[np.int64], rules: ChartRules
) -> Signs:
    """For each rule (last axis, in the order of ``SIGNALS``): 1 a signal upwards, -1 downwards, 0 none.

    ``spread`` is the mean moving range, ``limit`` how many of them the limits lie from the mean. A missing
    point is never a signal and ends every run; so does the start of a new ``period``.
    """
    with np.errstate(invalid="ignore"):
        side = np.sign(values - mean)
        away = np.abs(values - mean)
        outside = away > limit * spread
        far = away > limit * 2 / 3 * spread
    side = np.nan_to_num(side).astype(np.int8)
    near = far if rules.beyond_counts else far & ~outside
    found = {
        Signal.OUTSIDE: side * outside,
        Signal.TREND: _trend(values, period, rules.trend_points),
        Signal.TWO_OF_THREE: side * (near & _two_of_three(side, near, period)),
        Signal.SHIFT: _runs(side, period, rules.shift_points),
    }
    return np.stack([found[signal] for signal in SIGNALS], axis=-1).astype(np.int8)


def _ends_of_windows(inside: Bools, period: NDArray[np.int64], length: int) -> Bools:
    """Where a window of ``length`` points ends that all are ``inside``, within one period."""
    ends = np.zeros(inside.shape, dtype=np.bool_)
    if inside.shape[1] >= length:
        counted = np.cumsum(np.pad(inside, ((0, 0), (1, 0))), axis=1)
        full = counted[:, length:] - counted[:, :-length] == length
        ends[:, length - 1 :] = full & (period[:, length - 1 :] == period[:, : period.shape[1] - length + 1])
    return ends


def _members(ends: Bools, length: int) -> Bools:
    """The points of windows that end at these places."""
    members = ends.copy()
    for back in range(1, length):
        members[:, :-back] |= ends[:, back:]
    return members


def _runs(side: Signs, period: NDArray[np.int64], length: int) -> Signs:
    """Points in a row of this length on one side of the mean."""
    found = np.zeros(side.shape, dtype=np.int8)
    for direction in (1, -1):
        found[_members(_ends_of_windows(side == direction, period, length), length)] = direction
    return found


def _trend(values: Floats, period: NDArray[np.int64], length: int) -> Signs:
    """Points in a row, each higher (or each lower) than the one before; ``length`` counts points, not steps.

    A point where a fall ends and a rise starts belongs to the later one.
    """
    with np.errstate(invalid="ignore"):
        steps = np.sign(np.diff(values, axis=1))
    found = np.zeros(values.shape, dtype=np.int8)
    if values.shape[1] < length:
        return found
    latest = np.full(values.shape, -1)
    places = np.arange(values.shape[1])
    for direction in (1, -1):
        ends = np.zeros(values.shape, dtype=np.bool_)
        ends[:, 1:] = _ends_of_windows(steps == direction, period[:, 1:], length - 1)
        ends[:, length - 1 :] &= period[:, length - 1 :] == period[:, : period.shape[1] - length + 1]
        members = _members(ends, length)
        last_end = np.maximum.accumulate(np.where(ends, places, -1)[:, ::-1], axis=1)[:, ::-1]
        newer = members & (last_end > latest)
        found[newer], latest[newer] = direction, last_end[newer]
    return found


def _two_of_three(side: Signs, near: Bools, period: NDArray[np.int64]) -> Bools:
    """Points of three in a row on one side of the mean, two or more of which are ``near`` a limit."""
    members = np.zeros(side.shape, dtype=np.bool_)
    pairs = np.cumsum(np.pad(near, ((0, 0), (1, 0))), axis=1)
    enough = np.zeros(side.shape, dtype=np.bool_)
    enough[:, 2:] = pairs[:, 3:] - pairs[:, :-3] >= 2
    for direction in (1, -1):
        members |= _members(_ends_of_windows(side == direction, period, 3) & enough, 3)
    return members
