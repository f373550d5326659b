import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from goldenthread.methods.inputs import InputError
from goldenthread.methods.rates import funnel, proportion

PEER_BISECTION = 1e-4  # the peer halves an interval until 1e-7 of it is left; its limits are that rough


class TestFunnel:
    @pytest.mark.parametrize(
        ("events", "lower", "upper"),
        [
            # R package PHEindicatormethods 2.1.0, testdata_funnel_ratio_outputs.csv, as ratios
            (1, (0.1794802207, 0.1083023482), (39.49774946, 999.4532721)),
            (5, (0.4285102213, 0.3038637225), (3.07979188, 6.762496398)),
            (12, (0.5724756659, 0.4440170759), (1.935304309, 2.968504448)),
            (100, (0.8221871402, 0.7411562345), (1.229044681, 1.390406755)),
        ],
    )
    def test_draws_the_peers_limits_of_ratios(
        self, events: int, lower: tuple[float, float], upper: tuple[float, float]
    ) -> None:
        found = funnel([events], [1], kind="ratio")

        assert found.lower[0] == pytest.approx(lower, rel=PEER_BISECTION)
        assert found.upper[0] == pytest.approx(upper, rel=6e-4)

    def test_signals_as_the_peer_does(self) -> None:
        # PHEindicatormethods 2.1.0, example of assign_funnel_significance
        found = funnel([10232, 12321, 15123, 13213], [15232, 16123, 17932, 18475])

        assert found.signal.tolist() == [-2, 2, 2, -2]
        assert found.target == (10232 + 12321 + 15123 + 13213) / (15232 + 16123 + 17932 + 18475)

    @given(
        events=hnp.arrays(np.int64, (6,), elements=st.integers(1, 80)),
        more=hnp.arrays(np.int64, (6,), elements=st.integers(1, 80)),
    )
    def test_a_share_signals_when_its_own_interval_misses_the_target(
        self, events: np.ndarray, more: np.ndarray
    ) -> None:
        found = funnel(events, events + more)
        own = proportion(events, events + more, confidence=[0.95, 0.998])

        signals = (own.lower > found.target).sum(axis=1) - (own.upper < found.target).sum(axis=1)
        assert found.signal.tolist() == signals.tolist()

    @pytest.mark.parametrize(("kind", "target"), [("rate", 0.01), ("ratio", None)])
    def test_a_count_signals_by_its_own_interval(self, kind: str, target: float | None) -> None:
        expected = np.array([100.0, 100.0, 100.0, 3.0, 3.0])
        people = expected / (target or 1)

        found = funnel([100, 125, 60, 0, 12], people, kind=kind, target=target)

        assert found.signal.tolist() == [0, 1, -2, 0, 2]
        assert found.position.tolist() == [100, 125, 60, 0, 12]

    def test_no_events_have_no_upper_limit_by_events(self) -> None:
        found = funnel([0, 5], [10, 10], kind="rate")

        assert found.lower[0].tolist() == [0, 0]
        assert np.isnan(found.upper[0]).all()

    def test_measures_overdispersion(self) -> None:
        # z scores by hand: +-2 standard errors of sqrt(0.25 / 100) = 0.05
        found = funnel([40, 60, 40, 60], [100] * 4, winsorise=0)

        assert found.z == pytest.approx([-2, 2, -2, 2])
        assert found.phi == pytest.approx(4)
        # (4 x 4 - 3) / (sum w - sum w2 / sum w), w = 400: 13 / 1200
        assert found.tau_squared == pytest.approx(13 / 1200)
        assert [caution.code for caution in found.warnings] == ["overdispersed"]

    def test_winsorises_the_extremes(self) -> None:
        events = [50] * 18 + [10, 90]

        assert funnel(events, [100] * 20).phi < funnel(events, [100] * 20, winsorise=0).phi / 10

    @pytest.mark.parametrize(
        ("how", "spread"), [("multiplicative", 0.05 * 2), ("additive", (0.0025 + 13 / 1200) ** 0.5)]
    )
    def test_widens_the_limits(self, how: str, spread: float) -> None:
        found = funnel([40, 60, 40, 60], [100] * 4, winsorise=0, overdispersion=how)

        assert found.upper[0, 0] == pytest.approx(0.5 + 1.959964 * spread, rel=1e-6)
        assert found.signal.tolist() == [0, 0, 0, 0]
        assert found.warnings == ()

    def test_never_narrows_the_limits(self) -> None:
        calm = funnel([50, 50, 51], [100] * 3, overdispersion="multiplicative")

        assert calm.phi < 1
        assert calm.upper == pytest.approx(funnel([50, 50, 51], [100] * 3).upper)
        assert calm.tau_squared == 0

    def test_limits_stay_possible(self) -> None:
        found = funnel([1, 1], [2, 50], multiplier=100)

        assert found.lower.min() >= 0
        assert found.upper.max() <= 100

    def test_missing_units_take_no_part(self) -> None:
        found = funnel([np.nan, 5, 7], [10, 10, 10])

        assert found.target == 12 / 20
        assert np.isnan(found.value[0])
        assert found.signal[0] == 0
        assert (found.n, found.warnings[0].units) == (2, (0,))

    def test_a_single_unit_shows_no_overdispersion(self) -> None:
        assert funnel([5], [10], target=0.4).tau_squared == 0

    def test_no_unit_at_all_needs_a_target(self) -> None:
        assert funnel([np.nan], [1], target=0.5).n == 0
        with pytest.raises(InputError, match="no unit has both"):
            funnel([np.nan], [1])

    @pytest.mark.parametrize(
        ("options", "reason"),
        [
            ({"confidence": (0.998, 0.95)}, "must rise"),
            ({"winsorise": 0.5}, "winsorise"),
            ({"target": 1.0}, "target"),
            ({"events": [1, 2]}, "needs shape"),
            ({"events": [11]}, "larger than its population"),
        ],
    )
    def test_refuses_nonsense(self, options: dict, reason: str) -> None:  # type: ignore[type-arg]
        with pytest.raises(InputError, match=reason):
            funnel(**{"events": [1], "population": [10], **options})

    def test_frames_one_row_a_unit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenthread.methods.rates.funnels.frame", dict)

        assert {"value", "lower_95", "upper_99.8", "signal", "z"} < set(funnel([5], [10]).to_frame())
