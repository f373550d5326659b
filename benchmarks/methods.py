"""How fast the methods are, each beside the least that numpy must do for the same answer."""

import subprocess
import sys
from collections.abc import Callable

import numpy as np

from shape import Case, main


def importing() -> Callable[[], object]:
    program = (
        "import importlib\nfrom goldenthread import methods\n"
        "for family in methods.FAMILIES: importlib.import_module('goldenthread.methods.' + family)"
    )
    return lambda: subprocess.run([sys.executable, "-c", program], check=True)


def importing_floor() -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, "-c", "import numpy"], check=True)


def ratings_of_many() -> np.ndarray:
    rng = np.random.default_rng(1)
    ratings = np.clip(np.round(rng.normal(2, 1, 20_000) + rng.normal(0, 1, (50, 20_000))), 0, 4)
    ratings[rng.random(ratings.shape) < 0.1] = np.nan
    return ratings


def krippendorff() -> Callable[[], object]:
    from goldenthread.methods.agreement import krippendorff_alpha

    ratings = ratings_of_many()
    return lambda: krippendorff_alpha(ratings, measurement="ordinal")


def krippendorff_floor() -> Callable[[], object]:
    """Counting which value each unit was given how often is what nobody can do without."""
    ratings = np.nan_to_num(ratings_of_many(), nan=5).astype(np.int64)
    keys = ratings + 6 * np.arange(ratings.shape[1])
    return lambda: np.bincount(keys.ravel(), minlength=6 * ratings.shape[1])


def agreement_of_many() -> Callable[[], object]:
    from goldenthread.methods.agreement import van_der_eijk

    frequencies = np.random.default_rng(1).poisson(6, (10_000, 4, 5))
    return lambda: van_der_eijk(frequencies)


def agreement_floor() -> Callable[[], object]:
    frequencies = np.random.default_rng(1).poisson(6, (10_000, 4, 5)).astype(float)
    return lambda: np.sort(frequencies, axis=-1)


def gaps_of_many() -> Callable[[], object]:
    from goldenthread.methods.agreement import gap_between_groups

    frequencies = np.random.default_rng(1).poisson(6, (10_000, 2, 5))
    return lambda: gap_between_groups(frequencies[:, 0], frequencies[:, 1])


def suppression_of_a_round() -> Callable[[], object]:
    from goldenthread.methods.disclosure import own, suppress

    frequencies = np.random.default_rng(1).poisson(6, (44, 4, 5))
    return lambda: suppress(frequencies, rule=own(5), totals=(1, 2))


def attack_on_a_round() -> Callable[[], object]:
    from goldenthread.methods.disclosure import audit, own, suppress

    frequencies = np.random.default_rng(1).poisson(6, (44, 4, 5))
    table = suppress(frequencies, rule=own(5), totals=(1, 2))
    return lambda: audit(table)


def areas_by_band() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    return rng.poisson(12, (7_000, 19)), rng.integers(500, 2_000, (7_000, 19))


def standardised() -> Callable[[], object]:
    from goldenthread.methods.rates import directly_standardised_rate

    events, people = areas_by_band()
    return lambda: directly_standardised_rate(events, people)


def standardised_floor() -> Callable[[], object]:
    events, people = areas_by_band()
    standard = np.full(19, 1 / 19)
    return lambda: ((events * standard / people).sum(axis=1), (events * (standard / people) ** 2).sum(axis=1))


def shares() -> Callable[[], object]:
    from goldenthread.methods.rates import proportion

    events, people = (table[:, 0] for table in areas_by_band())
    return lambda: proportion(events, people, confidence=[0.95, 0.998])


def shares_floor() -> Callable[[], object]:
    events, people = (table[:, 0] for table in areas_by_band())
    return lambda: np.sqrt(events / people * (1 - events / people) / people)


def funnels() -> Callable[[], object]:
    from goldenthread.methods.rates import funnel

    events, people = (table[:, 0] for table in areas_by_band())
    return lambda: funnel(events, people, kind="rate")


def tenths() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    values, people = (
        np.sort(rng.uniform(0.1, 0.5, (7_000, 10)), axis=1),
        rng.integers(500, 2_000, (7_000, 10)),
    )
    return values, people, 1 / np.sqrt(people * values * (1 - values))


def slopes_exact() -> Callable[[], object]:
    from goldenthread.methods.inequality import slope_index

    values, people, error = tenths()
    return lambda: slope_index(values, people, standard_error=error)


def slopes_simulated() -> Callable[[], object]:
    from goldenthread.methods.inequality import slope_index

    values, people, error = tenths()
    return lambda: slope_index(
        values, people, kind="proportion", standard_error=error, draws=10_000, rng=np.random.default_rng(1)
    )


def slopes_floor() -> Callable[[], object]:
    """Nobody can do without the draws and their logistic."""

    def draw() -> None:
        rng = np.random.default_rng(1)
        for _ in range(7_000):
            1 / (1 + np.exp(rng.standard_normal((10_000, 10))))

    return lambda: draw()


def control_charts() -> Callable[[], object]:
    from goldenthread.methods.control_charts import xmr

    values = np.random.default_rng(1).normal(size=(1_000, 48))
    return lambda: xmr(values, target=1.0, improvement="increase")


def control_charts_floor() -> Callable[[], object]:
    values = np.random.default_rng(1).normal(size=(1_000, 48))
    return lambda: (values.mean(axis=1), np.abs(np.diff(values, axis=1)).mean(axis=1))


CASES = (
    Case("import", importing, importing_floor, "< 0.3 s"),
    Case("krippendorff-ordinal-50x20000", krippendorff, krippendorff_floor, "< 0.3 s"),
    Case("agreement-10000x4x5", agreement_of_many, agreement_floor),
    Case("gaps-10000x5", gaps_of_many),
    Case("standardised-rate-7000x19", standardised, standardised_floor, "< 0.3 s"),
    Case("proportion-7000", shares, shares_floor, "< 0.02 s"),
    Case("funnel-7000", funnels, aim="< 0.1 s"),
    Case("slope-exact-7000x10", slopes_exact, aim="< 1 s"),
    Case("slope-simulated-7000x10", slopes_simulated, slopes_floor, "< 60 s", repeats=1),
    Case("xmr-1000x48", control_charts, control_charts_floor, "< 0.1 s"),
    Case("suppress-44x4x5", suppression_of_a_round, aim="< 1 s"),
    Case("audit-44x4x5", attack_on_a_round, aim="< 1 s"),
)

if __name__ == "__main__":
    sys.exit(main(CASES))
