"""The standard normal distribution, without the weight of scipy.stats."""

import math
from statistics import NormalDist

import numpy as np

from goldenthread.methods.inputs import Floats

_STANDARD = NormalDist()


def quantile(probability: float) -> float:
    """The value below which this share of a standard normal distribution lies.

    Examples
    --------
    >>> round(quantile(0.975), 6)
    1.959964
    """
    return _STANDARD.inv_cdf(probability)


def tail_probability(scores: Floats) -> Floats:
    """The share of a standard normal distribution above each score; NaN stays NaN.

    Examples
    --------
    >>> tail_probability(np.array([0.0, 1.959964])).round(4)
    array([0.5  , 0.025])
    """
    scores = np.asarray(scores, dtype=np.float64)
    tails = [math.erfc(score / math.sqrt(2)) / 2 for score in scores.ravel().tolist()]
    return np.array(tails).reshape(scores.shape)
