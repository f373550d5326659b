import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from goldenthread.methods.inequality import gap
from goldenthread.methods.inputs import InputError

CLOSED_FORM = 1e-12
# births attended by wealth fifth, Indonesia 2017 (WHO; OrderedSample of R package healthequal)
ATTENDED = [75.6053009033203, 91.0199661254883, 96.0395889282227, 97.0422286987305, 99.2240524291992]
ERROR = [1.59961307048798, 1.13515043258667, 0.646194636821747, 0.567620635032654, 0.223768264055252]
BIRTHS = [2072.43603515625, 2112.2041015625, 1983.05920410156, 2052.12377929688, 1884.50988769531]
shares = hnp.arrays(np.float64, (5,), elements=st.floats(0.5, 99))
sizes = hnp.arrays(np.int64, (5,), elements=st.integers(1, 900))


class TestGap:
    def test_compares_the_ends_of_ordered_groups(self) -> None:
        found = gap([ATTENDED], [BIRTHS], standard_error=[ERROR])

        assert found.difference[0] == pytest.approx(99.2240524291992 - 75.6053009033203, rel=CLOSED_FORM)
        assert found.ratio[0] == pytest.approx(99.2240524291992 / 75.6053009033203, rel=CLOSED_FORM)
        assert found.difference_error[0] == pytest.approx(np.hypot(ERROR[0], ERROR[4]), rel=CLOSED_FORM)
        # the sample states an average of 91.59669
        assert found.average[0] == pytest.approx(91.59669, abs=1e-4)

    def test_an_adverse_indicator_is_compared_the_other_way(self) -> None:
        missed = 100 - np.array([ATTENDED])

        found = gap(missed, [BIRTHS], favourable=False)

        assert found.difference[0] == pytest.approx(gap([ATTENDED], [BIRTHS]).difference[0], rel=1e-9)
        assert found.ratio[0] > 1
        assert found.attributable_fraction[0] == pytest.approx(
            (missed[0, 4] - found.average[0]) / found.average[0]
        )

    @pytest.mark.parametrize(("favourable", "ends"), [(True, (9, 2)), (False, (9, 2))])
    def test_unordered_groups_compare_best_with_worst(self, favourable: bool, ends: tuple[int, int]) -> None:
        found = gap([[5, 9, 2, 4]], [[1, 1, 1, 1]], ordered=False, favourable=favourable)

        assert (found.difference[0], found.ratio[0]) == (ends[0] - ends[1], ends[0] / ends[1])

    @given(values=shares, population=sizes)
    def test_sums_over_groups_agree_with_their_definitions(
        self, values: np.ndarray, population: np.ndarray
    ) -> None:
        found = gap([values], [population])
        share = population / population.sum()
        mean = sum(p * y for p, y in zip(share, values, strict=True))

        variance = sum(p * (y - mean) ** 2 for p, y in zip(share, values, strict=True))
        theil = sum(p * y / mean * np.log(y / mean) for p, y in zip(share, values, strict=True))
        deviation = -sum(p * np.log(y / mean) for p, y in zip(share, values, strict=True))
        assert found.between_group_variance[0] == pytest.approx(variance, rel=1e-9, abs=1e-9)
        assert found.theil[0] == pytest.approx(theil, abs=1e-9)
        assert found.mean_log_deviation[0] == pytest.approx(deviation, abs=1e-9)
        assert min(theil, deviation) > -1e-9

    @pytest.mark.parametrize("measure", ["between_group_variance", "theil", "mean_log_deviation"])
    def test_errors_cover_what_sampling_gives(self, measure: str) -> None:
        drawn = np.random.default_rng(1).normal(ATTENDED, ERROR, (4000, 5)).clip(1, None)
        seen = getattr(gap(drawn, np.broadcast_to(BIRTHS, drawn.shape)), measure).std()

        found = gap([ATTENDED], [BIRTHS], standard_error=[ERROR])

        assert getattr(found, f"{measure}_error")[0] == pytest.approx(seen, rel=0.1)

    def test_limits_reach_as_many_errors_as_the_level_asks(self) -> None:
        found = gap([ATTENDED], [BIRTHS], standard_error=[ERROR])

        lower, upper = found.limits("difference")
        assert upper - lower == pytest.approx(2 * 1.959964 * found.difference_error, rel=1e-6)
        low, high = found.limits("ratio", confidence=0.9)
        assert low * high == pytest.approx(found.ratio**2)
        assert np.log(high / low) == pytest.approx(
            2 * 1.644854 * np.hypot(ERROR[0] / ATTENDED[0], ERROR[4] / ATTENDED[4]), rel=1e-6
        )

    def test_equal_groups_have_no_gap(self) -> None:
        found = gap([[7, 7, 7]], [[1, 2, 3]])

        assert (found.difference[0], found.ratio[0], found.attributable_fraction[0]) == (0, 1, 0)
        assert [found.theil[0], found.mean_log_deviation[0]] == pytest.approx([0, 0], abs=CLOSED_FORM)

    def test_a_zero_gives_no_ratio_and_no_log_deviation_and_is_said(self) -> None:
        found = gap([[0, 5, 10]], [[1, 1, 1]])

        assert np.isnan([found.ratio[0], found.mean_log_deviation[0]]).all()
        assert np.isfinite([found.difference[0], found.theil[0], found.between_group_variance[0]]).all()
        assert [(caution.code, caution.units) for caution in found.warnings] == [("zero", (0,))]

    def test_a_missing_group_leaves_the_area_out(self) -> None:
        found = gap([[1, np.nan, 3], [1, 2, 3]], [[1, 1, 1]] * 2)

        assert np.isnan(found.difference).tolist() == [True, False]
        assert (found.n, found.warnings[0].units) == (1, (0,))

    def test_refuses_a_single_group(self) -> None:
        with pytest.raises(InputError, match="two or more groups"):
            gap([[1]], [[1]])

    def test_frames_one_row_an_area(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenthread.methods.inequality.gaps.frame", dict)

        assert {"area", "average", "difference", "theil"} < set(gap([ATTENDED], [BIRTHS]).to_frame())
