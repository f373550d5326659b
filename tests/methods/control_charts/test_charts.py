from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.methods.control_charts import CHART_RULES, SIGNALS, Signal, xmr
from goldenthread.methods.inputs import InputError

CLOSED_FORM = 1e-12
# few distinct values, so that runs, trends and ties are common; None is a gap
series = st.lists(st.one_of(st.integers(-4, 4), st.integers(-30, 30), st.none()), min_size=1, max_size=30)
starts = st.lists(st.booleans(), min_size=30, max_size=30)


def point_by_point(
    values: list[float | None], rebase: list[bool], name: str, shift: int, trend: int
) -> list[set[Signal]]:
    """Each point's signals, from the rules in words, one point and one window at a time."""
    rules = CHART_RULES[name]
    found: list[set[Signal]] = [set() for _ in values]
    bounds = [0, *[place for place in range(1, len(values)) if rebase[place]], len(values)]
    for start, end in pairwise(bounds):
        part = values[start:end]
        given = [value for value in part if value is not None]
        if not given:
            continue
        mean = sum(given) / len(given)
        ranges = [abs(b - a) for a, b in pairwise(part) if a is not None and b is not None]
        if rules.screen and ranges:
            ranges = [each for each in ranges if each <= 3.267 * np.mean(ranges)]
        spread = np.mean(ranges) if ranges else np.nan

        def zone(value: float | None, mean: float = mean, spread: float = spread) -> int:
            """0 within two sigma, 1 between two and three, 2 beyond a limit."""
            if value is None:
                return 0
            return int(abs(value - mean) > 2.66 * 2 / 3 * spread) + int(abs(value - mean) > 2.66 * spread)

        def side(value: float | None, mean: float = mean) -> int:
            return 0 if value is None else int(np.sign(value - mean))

        for place, value in enumerate(part):
            if zone(value) == 2:
                found[start + place].add(Signal.OUTSIDE)
        for length, signal in ((shift, Signal.SHIFT), (trend, Signal.TREND), (3, Signal.TWO_OF_THREE)):
            for first in range(len(part) - length + 1):
                window = part[first : first + length]
                if None in window:
                    continue
                sides = {side(value) for value in window}
                steps = {np.sign(b - a) for a, b in pairwise(window)}
                near = [zone(value) in ((1, 2) if rules.beyond_counts else (1,)) for value in window]
                same_side = len(sides) == 1 and sides != {0}
                for place in range(length):
                    is_signal = {
                        Signal.SHIFT: same_side,
                        Signal.TREND: steps in ({1}, {-1}),
                        Signal.TWO_OF_THREE: same_side and sum(near) >= 2 and near[place],
                    }[signal]
                    if is_signal:
                        found[start + first + place].add(signal)
    return found


class TestXmr:
    def test_draws_wheelers_limits(self) -> None:
        # mean 3, moving ranges 2, 1, 2, 3: mean 2
        chart = xmr([1, 3, 4, 2, 5])

        assert chart.mean[0] == pytest.approx(np.full(5, 3))
        assert chart.upper[0] == pytest.approx(np.full(5, 3 + 2.66 * 2), rel=CLOSED_FORM)
        assert chart.lower[0] == pytest.approx(np.full(5, 3 - 2.66 * 2), rel=CLOSED_FORM)
        assert chart.moving_range[0].tolist()[1:] == [2, 1, 2, 3]

    @given(
        values=series,
        rebase=starts,
        name=st.sampled_from(sorted(CHART_RULES)),
        shift=st.integers(2, 8),
        trend=st.integers(3, 8),
    )
    @settings(max_examples=300, deadline=None)
    def test_agrees_with_the_rules_in_words(
        self, values: list[float | None], rebase: list[bool], name: str, shift: int, trend: int
    ) -> None:
        rebase = rebase[: len(values)]

        chart = xmr(values, rules=name, shift_points=shift, trend_points=trend, rebase=[rebase])

        found = [
            {signal for signal, sign in zip(SIGNALS, signs, strict=True) if sign} for signs in chart.signs[0]
        ]
        assert found == point_by_point(values, rebase, name, shift, trend)

    def test_two_sigma_points_beyond_a_limit_count_in_one_set_of_rules_only(self) -> None:
        # after forty calm points, one between two and three sigma, one beyond three, one just above the mean
        values = [0, 1] * 20 + [2.8, 6.0, 0.9] + [0, 1] * 20
        two_of_three = SIGNALS.index(Signal.TWO_OF_THREE)

        new = xmr(values, rules="making_data_count", screen=True)
        old = xmr(values, rules="nhsrplotthedots")

        assert np.flatnonzero(new.signs[0, :, two_of_three]).tolist() == [40, 41]
        assert not old.signs[0, :, two_of_three].any()

    def test_a_trend_beats_a_shift_in_the_label_and_points_its_own_way(self) -> None:
        values = [-5, -6] * 6 + [9, 8, 7, 6, 5, 4, 3]

        chart = xmr(values, improvement="increase", shift_points=7)

        assert chart.label[0, -1] == "part of a trend"
        assert chart.point[0, -1] == "concern"  # above the mean, but falling
        assert chart.signs[0, -1, SIGNALS.index(Signal.SHIFT)] == 1

    def test_screening_leaves_outlying_ranges_out_once(self) -> None:
        # the example of NHSRplotthedots' vignette "deviations"
        values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]

        screened, whole = xmr(values, rules="nhsrplotthedots"), xmr(values)

        assert screened.screened[0].sum() == 2
        assert screened.upper[0, 0] == pytest.approx(np.mean(values) + 2.66)
        assert whole.upper[0, 0] == pytest.approx(np.mean(values) + 2.66 * 32 / 17)

    def test_a_constant_series_has_limits_even_when_screened(self) -> None:
        chart = xmr([3] * 12, rules="nhsrplotthedots")

        assert (chart.lower[0, 0], chart.upper[0, 0]) == (3, 3)
        assert not chart.signs.any()

    def test_a_rebase_starts_afresh(self) -> None:
        values = [1, 2, 1, 2, 1, 2, 11, 12, 11, 12, 11, 12]
        rebase = [False] * 6 + [True] + [False] * 5

        chart = xmr(values, rebase=rebase)

        assert chart.mean[0].tolist() == [1.5] * 6 + [11.5] * 6
        assert chart.upper[0, -1] == pytest.approx(11.5 + 2.66)
        assert np.isnan(chart.moving_range[0, 6])
        assert not chart.signs.any()

    def test_series_may_rebase_at_different_points(self) -> None:
        values = np.array([[1, 1, 5, 5.0], [1, 1, 5, 5.0]])

        chart = xmr(values, rebase=[[False, False, True, False], [False] * 4])

        assert chart.mean.tolist() == [[1, 1, 5, 5], [3, 3, 3, 3]]

    def test_a_fixed_baseline_sets_the_limits_of_what_follows(self) -> None:
        chart = xmr([1, 2, 1, 2, 9, 9], baseline=4)

        assert chart.mean[0].tolist() == [1.5] * 6
        assert chart.upper[0, 0] == pytest.approx(1.5 + 2.66)
        assert chart.label[0, -1] == "outside the limits"

    def test_a_gap_is_a_gap(self) -> None:
        chart = xmr([5, 5, 5, 1, 2, 3, 4, np.nan, 5, 6, 7, 8])

        assert chart.point[0, 7] == "missing"
        assert chart.label[0, 7] == ""
        assert not chart.signs[0, 7].any()
        assert np.isnan(chart.moving_range[0, [7, 8]]).all()
        assert not chart.signs[0, :, SIGNALS.index(Signal.TREND)].any()

    @pytest.mark.parametrize(
        ("improvement", "word"),
        [("increase", "improvement"), ("decrease", "concern"), ("neutral", "special cause, high")],
    )
    def test_reads_the_latest_point_that_is_there(self, improvement: str, word: str) -> None:
        values = [1, 2] * 8 + [30, np.nan]

        assert xmr(values, improvement=improvement).variation.tolist() == [word]

    @pytest.mark.parametrize(
        ("target", "improvement", "word"),
        [
            (20, "increase", "miss"),
            (20, "decrease", "hit"),
            (-9, "increase", "hit"),
            (-9, "decrease", "miss"),
            (2, "increase", "inconsistent"),
            (2, "neutral", "no target"),
            (None, "increase", "no target"),
        ],
    )
    def test_reads_whether_the_target_is_met(self, target: float | None, improvement: str, word: str) -> None:
        assert xmr([1, 2] * 8, target=target, improvement=improvement).assurance.tolist() == [word]

    def test_says_it_in_a_sentence(self) -> None:
        calm = [1.0, 2] * 8

        told = xmr([calm, [np.nan] * 16], target=[[20], [0]], improvement="increase").sentences()

        usual = "The latest point is no more than the usual ups and downs."
        assert told == [f"{usual} As things go, the target is missed every time.", "There is no point."]
        assert (
            xmr(calm, target=0.5, improvement="decrease")
            .sentences()[0]
            .endswith("at some times and missed at others.")
        )
        assert (
            xmr(calm, target=9, improvement="decrease")
            .sentences()[0]
            .endswith("the target is met every time.")
        )
        assert xmr(calm).sentences() == [usual]
        assert xmr([*calm, 90]).sentences() == ["The latest point is a signal of something high or rising."]
        assert xmr([*calm, -90]).sentences() == ["The latest point is a signal of something low or falling."]
        assert xmr([*calm, 90], improvement="increase").sentences() == [
            "The latest point is a signal of improvement."
        ]

    def test_names_series_with_few_points_or_none(self) -> None:
        chart = xmr([[1, 2, 3], [np.nan] * 3])

        assert [(caution.code, caution.units) for caution in chart.warnings] == [
            ("no_points", (1,)),
            ("few_points", (0, 1)),
        ]
        assert chart.assurance.tolist() == ["no target", "no target"]

    def test_no_points_at_all_are_no_harm(self) -> None:
        assert xmr(np.empty((2, 0))).variation.tolist() == ["missing", "missing"]

    def test_many_series_are_many_charts(self) -> None:
        table = np.random.default_rng(1).normal(size=(20, 40))

        together = xmr(table)

        for place in (0, 7, 19):
            alone = xmr(table[place])
            assert np.array_equal(together.signs[place], alone.signs[0])
            assert together.upper[place] == pytest.approx(alone.upper[0], rel=CLOSED_FORM)

    @pytest.mark.parametrize(
        ("options", "reason"),
        [
            ({"values": np.zeros((1, 1, 1))}, "values"),
            ({"baseline": 1}, "baseline"),
            ({"shift_points": 1}, "shift_points"),
            ({"trend_points": 2}, "trend_points"),
            ({"rebase": [True]}, "rebase"),
            ({"target": [1, 2, 3]}, "target"),
        ],
    )
    def test_refuses_what_does_not_fit(self, options: dict, reason: str) -> None:  # type: ignore[type-arg]
        with pytest.raises(InputError, match=reason):
            xmr(**{"values": [1, 2], **options})

    def test_frames_one_row_a_point(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenthread.methods.control_charts.charts.frame", dict)

        framed = xmr([1, 2, 3]).to_frame()

        assert framed["point_number"].tolist() == [0, 1, 2]
        assert {"value", "mean", "lower", "upper", "label", "point"} < set(framed)
