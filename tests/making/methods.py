"""Published data that several methods are checked against."""

import numpy as np


def bcg_trials() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Thirteen BCG vaccine trials (Colditz and others 1994): log risk ratio, its variance, latitude."""
    ill = np.array([4, 6, 3, 62, 33, 180, 8, 505, 29, 17, 186, 5, 27])
    well = np.array([119, 300, 228, 13536, 5036, 1361, 2537, 87886, 7470, 1699, 50448, 2493, 16886])
    ill_without = np.array([11, 29, 11, 248, 47, 372, 10, 499, 45, 65, 141, 3, 29])
    well_without = np.array([128, 274, 209, 12619, 5761, 1079, 619, 87892, 7232, 1600, 27197, 2338, 17825])
    latitude = np.array([44, 55, 42, 52, 13, 44, 19, 13, 27, 42, 18, 33, 33.0])
    treated, untreated = ill + well, ill_without + well_without
    log_ratio = np.log(ill / treated) - np.log(ill_without / untreated)
    return log_ratio, 1 / ill - 1 / treated + 1 / ill_without - 1 / untreated, latitude
