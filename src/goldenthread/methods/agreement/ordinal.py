"""Agreement within one group of answers on an ordered scale."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenthread.methods.frames import frame, index_columns
from goldenthread.methods.inputs import Caution, Floats, InputError, numbers, refuse

FEWEST_LEVELS = 3


@dataclass(frozen=True, slots=True, eq=False)
class OrdinalAgreement:
    """How far answers agree: 1 all the same, 0 spread evenly, -1 split between the two ends.

    ``agreement`` and ``answers`` (how many) have the shape of the items; NaN where nobody answered.
    """

    agreement: Floats
    answers: Floats
    n: int
    method: str
    citation: str
    warnings: tuple[Caution, ...]

    def to_frame(self) -> Any:
        """One row an item."""
        names = tuple(f"axis_{axis}" for axis in range(self.agreement.ndim))
        places = index_columns(self.agreement.shape, names)
        return frame({**places, "agreement": self.agreement, "answers": self.answers})


def van_der_eijk(frequencies: ArrayLike) -> OrdinalAgreement:
    """Measure how far answers on an ordered scale agree, for many items at once.

    Use it for levels or ratings, where an average hides a split: half at the bottom and half at
    the top gives -1, not "middling". The distribution is taken apart into layers; each layer's
    agreement is U (1 - (S - 1)/(K - 1)) with the unimodality U of equation 2.

    Parameters
    ----------
    frequencies : array_like, shape (..., k)
        How many answers (or what share) fell on each of the k ordered levels, the empty ones too.

    Raises
    ------
    InputError
        If there are fewer than three levels or a frequency is negative; names the unit.

    References
    ----------
    van der Eijk (2001), Quality & Quantity 35:325-341, equation 2. Values: the article's table on
    page 331, and R package agrmt 1.42.12.

    Examples
    --------
    >>> found = van_der_eijk([[30, 40, 210, 130, 530, 50, 10], [5, 0, 0, 0, 0, 0, 5]])
    >>> found.agreement.round(4)
    array([ 0.6113, -1.    ])
    """
    table = numbers(frequencies, column="frequencies")
    if table.ndim == 0 or table.shape[-1] < FEWEST_LEVELS:
        raise InputError("frequencies", "needs three or more levels on its last axis")
    refuse(table < 0, "frequencies", "is negative")
    answers = np.asarray(table.sum(axis=-1))
    heights = np.sort(table, axis=-1)
    floors = np.concatenate([np.zeros_like(heights[..., :1]), heights[..., :-1]], axis=-1)
    layers = table[..., np.newaxis, :] > floors[..., :, np.newaxis]
    weights = (heights - floors) * np.count_nonzero(layers, axis=-1)
    with np.errstate(invalid="ignore"):
        agreement = (weights * _layer_agreement(layers)).sum(axis=-1) / answers
    empty = np.flatnonzero(~(answers > 0))
    cautions = (
        (Caution("no_answers", "nobody answered these items", tuple(map(int, empty))),) if empty.size else ()
    )
    return OrdinalAgreement(
        agreement=np.asarray(agreement),
        answers=answers,
        n=int(np.count_nonzero(answers > 0)),
        method="van der Eijk's agreement A",
        citation="van der Eijk (2001), Quality & Quantity 35:325-341, equation 2",
        warnings=cautions,
    )


def _layer_agreement(layers: NDArray[np.bool_]) -> Floats:
    """Agreement of each layer, a pattern of used (true) and unused levels on the last axis."""
    level_count = layers.shape[-1]
    used = layers.astype(np.float64)
    before = np.cumsum(used, axis=-1) - used
    after = used.sum(axis=-1, keepdims=True) - before - used
    gaps = 1.0 - used
    split = (gaps * before * after).sum(axis=-1)  # triples used, unused, used: bimodal
    joined = (gaps * (before * (before - 1) + after * (after - 1)) / 2).sum(axis=-1)  # used, used, unused
    triples = split + joined
    with np.errstate(invalid="ignore"):
        unimodality = ((level_count - 2) * joined - (level_count - 1) * split) / ((level_count - 2) * triples)
    spread = (used.sum(axis=-1) - 1) / (level_count - 1)
    return np.asarray(np.where(triples == 0, 1.0, unimodality) * (1 - spread))
