"""One confidence level or several at once: limits get one more axis when there are several."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from goldenthread.methods.inputs import Floats, InputError, share_between

Confidence = float | Sequence[float]


@dataclass(frozen=True, slots=True)
class Levels:
    """The confidence levels asked for, and whether a single one was."""

    values: tuple[float, ...]
    single: bool

    @property
    def tails(self) -> tuple[float, ...]:
        """The probability in each tail outside the limits, level by level."""
        return tuple((1 - level) / 2 for level in self.values)

    def limits(self, limit: Callable[[float], Floats]) -> Floats:
        """Compute a limit from each tail probability; several levels stand on a new last axis."""
        found = [np.asarray(limit(tail), dtype=np.float64) for tail in self.tails]
        return found[0] if self.single else np.stack(found, axis=-1)

    def columns(self, name: str, limits: Floats) -> dict[str, Floats]:
        """The columns of a frame for these limits: ``lower``, or ``lower_95`` and ``lower_99.8``."""
        if self.single:
            return {name: limits}
        return {f"{name}_{100 * level:.10g}": limits[..., place] for place, level in enumerate(self.values)}


def levels(confidence: Confidence) -> Levels:
    """Read one confidence level or several."""
    single = isinstance(confidence, int | float)
    values = (float(confidence),) if isinstance(confidence, int | float) else tuple(map(float, confidence))
    if not values:
        raise InputError("confidence", "give at least one level")
    return Levels(values=tuple(share_between(value, column="confidence") for value in values), single=single)
