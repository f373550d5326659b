import numpy as np
import pytest

from goldenthread.methods.inputs import InputError
from goldenthread.methods.rates import life_expectancy

FOUR_DECIMALS = 5e-5  # as many as the published answers are compared to
# the first example of R package PHEindicatormethods 2.1.0 and its published answers
PEOPLE = [7060, 35059, 46974, 48489, 43219, 38561, 46009, 57208, 61435, 55601]
PEOPLE += [50209, 56416, 46411, 39820, 37978, 37039, 33288, 23306, 11936, 11936]
DIED = [17, 9, 4, 8, 20, 15, 24, 33, 50, 71, 100, 163, 263, 304, 536, 872, 1390, 1605, 1936, 1937]
VALUE = [80.16960813, 79.36245674, 75.44193645, 70.47299936, 65.52909542, 60.67510088, 55.78835987]
VALUE += [50.92752727, 46.06740425, 41.24505636, 36.49322717, 31.83343842, 27.26027992, 22.9719144]
VALUE += [18.76856852, 14.95858336, 11.51684445, 8.618849241, 6.163942934, 6.16210635]
LOWER = [79.88268548, 79.0898816, 75.17407307, 70.20675732, 65.26548673, 60.41876577, 55.53801579]
LOWER += [50.68279939, 45.82666794, 41.00842831, 36.26223216, 31.60996318, 27.04337271, 22.76653134]
LOWER += [18.57570352, 14.77985004, 11.34831778, 8.451134045, 5.978358351, 5.887683386]


def changed(values: list[int], band: int, value: float) -> list[float]:
    return [*values[:band], value, *values[band + 1 :]]


class TestLifeExpectancy:
    def test_gives_the_published_answers_at_every_age(self) -> None:
        found = life_expectancy(DIED, PEOPLE)

        assert found.value == pytest.approx(VALUE, abs=FOUR_DECIMALS)
        assert found.lower == pytest.approx(LOWER, abs=FOUR_DECIMALS)
        assert found.upper - found.value == pytest.approx(found.value - found.lower)

    def test_a_constant_death_rate_gives_its_inverse(self) -> None:
        # exponential lives: 1 / rate years at every age; the table's bands blur it a little
        people = np.full(20, 10_000)

        found = life_expectancy(people * 0.01, people)

        assert found.value == pytest.approx(np.full(20, 100.0), rel=0.003)

    def test_no_deaths_in_a_band_are_no_hindrance(self) -> None:
        found = life_expectancy(changed(DIED, 3, 0), PEOPLE)

        assert np.isfinite(found.value).all()
        assert np.isfinite(found.standard_error).all()

    def test_all_dying_in_a_band_leaves_nobody_after_it(self) -> None:
        found = life_expectancy(changed(DIED, 10, PEOPLE[10]), PEOPLE)

        assert found.value[11:].tolist() == [0] * 9

    @pytest.mark.parametrize(
        ("deaths", "people", "code"),
        [
            (DIED, changed(PEOPLE, 5, 0), "nobody"),
            (changed(DIED, 5, 50_000), PEOPLE, "more_deaths"),
            (np.full(20, 5), np.full(20, 250), "too_small"),
            (changed(DIED, 19, 0), PEOPLE, "no_last_death"),
            (changed(DIED, 4, np.nan), PEOPLE, "missing"),
        ],
    )
    def test_gives_none_and_says_why(self, deaths: object, people: object, code: str) -> None:
        found = life_expectancy([DIED, deaths], [PEOPLE, people])  # type: ignore[list-item]

        assert np.isnan(found.value[1]).all()
        assert found.value[0] == pytest.approx(VALUE, abs=FOUR_DECIMALS)
        assert (code, (1,)) in [(caution.code, caution.units) for caution in found.warnings]
        assert found.n == 1

    @pytest.mark.parametrize("ages", [(0, 1), (1, *range(2, 21)), (0, *range(19, 0, -1))])
    def test_refuses_ages_that_do_not_fit(self, ages: tuple[int, ...]) -> None:
        with pytest.raises(InputError, match="ages"):
            life_expectancy(DIED, PEOPLE, ages=ages)

    def test_frames_one_row_an_age(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenthread.methods.rates.life.frame", dict)

        one = life_expectancy(DIED, PEOPLE).to_frame()
        several = life_expectancy([DIED], [PEOPLE], confidence=[0.95, 0.998]).to_frame()

        assert one["age"].tolist()[:3] == [0, 1, 5]
        assert {"axis_0", "band", "lower_95", "upper_99.8"} < set(several)
