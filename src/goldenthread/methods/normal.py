"""The standard normal distribution, without the weight of scipy.stats."""

from statistics import NormalDist

_STANDARD = NormalDist()


def quantile(probability: float) -> float:
    """The value below which this share of a standard normal distribution lies.

    Examples
    --------
    >>> round(quantile(0.975), 6)
    1.959964
    """
    return _STANDARD.inv_cdf(probability)
