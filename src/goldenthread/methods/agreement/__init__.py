"""How far people agree: within a group, between raters, and between groups."""

from goldenthread.methods.agreement.gaps import GapReading, OrdinalGap, gap_between_groups
from goldenthread.methods.agreement.kappa import Kappa, KappaWeights, weighted_kappa
from goldenthread.methods.agreement.ordinal import OrdinalAgreement, van_der_eijk
from goldenthread.methods.agreement.reliability import Measurement, Reliability, krippendorff_alpha

__all__ = [
    "GapReading",
    "Kappa",
    "KappaWeights",
    "Measurement",
    "OrdinalAgreement",
    "OrdinalGap",
    "Reliability",
    "gap_between_groups",
    "krippendorff_alpha",
    "van_der_eijk",
    "weighted_kappa",
]
