import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from goldenthread.methods.agreement import van_der_eijk
from goldenthread.methods.inputs import InputError

ROUNDING = 1e-12  # sums of a few products
answers = hnp.arrays(np.int64, st.integers(3, 7), elements=st.integers(0, 40)).filter(
    lambda found: found.sum() > 0
)


def layer_by_layer(frequencies: list[float]) -> float:
    """The article's procedure, one layer and one triple at a time."""
    left, total, agreement = list(frequencies), sum(frequencies), 0.0
    k = len(left)
    while any(left):
        lowest = min(height for height in left if height)
        pattern = [int(height > 0) for height in left]
        joined = split = 0
        for i in range(k):
            for j in range(i + 1, k):
                for m in range(j + 1, k):
                    triple = (pattern[i], pattern[j], pattern[m])
                    joined += triple in ((1, 1, 0), (0, 1, 1))
                    split += triple == (1, 0, 1)
        unimodality = 1.0
        if joined + split:
            unimodality = ((k - 2) * joined - (k - 1) * split) / ((k - 2) * (joined + split))
        size = sum(pattern)
        agreement += size * lowest / total * unimodality * (1 - (size - 1) / (k - 1))
        left = [height - lowest * used for height, used in zip(left, pattern, strict=True)]
    return agreement


class TestVanDerEijk:
    @pytest.mark.parametrize(
        ("frequencies", "published"),
        [
            ([30, 40, 210, 130, 530, 50, 10], 0.6113333),  # agrmt 1.42.12; article, page 331
            ([2.4, 2.8, 3.2, 6.2, 13.5, 30.4, 41.6], 0.61),  # article: PvdA
            ([1.6, 2.6, 8.2, 21, 29.3, 27, 10.3], 0.48),  # article: D66
            ([2, 0, 1, 1], 0.08),  # agrmt vignette
        ],
    )
    def test_gives_published_values(self, frequencies: list[float], published: float) -> None:
        digits = len(str(published)) - 2

        assert round(float(van_der_eijk(frequencies).agreement), digits) == published

    @pytest.mark.parametrize(
        ("frequencies", "expected"),
        [([0, 7, 0, 0, 0], 1), ([4, 4, 4, 4, 4], 0), ([6, 0, 0, 0, 6], -1), ([0, 0, 1], 1)],
    )
    def test_gives_the_three_ideal_types(self, frequencies: list[int], expected: float) -> None:
        assert float(van_der_eijk(frequencies).agreement) == pytest.approx(expected, abs=ROUNDING)

    @given(frequencies=answers)
    def test_agrees_with_the_procedure_done_slowly(self, frequencies: np.ndarray) -> None:
        found = float(van_der_eijk(frequencies).agreement)

        assert found == pytest.approx(layer_by_layer(frequencies.tolist()), abs=ROUNDING)

    @given(frequencies=answers, factor=st.integers(2, 9))
    def test_depends_neither_on_direction_nor_on_how_many(self, frequencies: np.ndarray, factor: int) -> None:
        found = van_der_eijk(np.array([frequencies, frequencies[::-1], frequencies * factor])).agreement

        assert found == pytest.approx(np.full(3, found[0]), abs=ROUNDING)
        assert -1 - ROUNDING <= found[0] <= 1 + ROUNDING

    def test_takes_many_practices_and_voices_at_once(self) -> None:
        table = np.random.default_rng(1).integers(0, 20, (6, 4, 5))

        found = van_der_eijk(table)

        assert found.agreement.shape == found.answers.shape == (6, 4)
        assert found.agreement[2, 3] == van_der_eijk(table[2, 3]).agreement
        assert found.n == 24

    def test_nobody_asked_is_missing_and_said(self) -> None:
        found = van_der_eijk([[0, 0, 0], [1, 0, 0]])

        assert np.isnan(found.agreement).tolist() == [True, False]
        assert [(caution.code, caution.units) for caution in found.warnings] == [("no_answers", (0,))]
        assert found.n == 1

    def test_a_missing_level_makes_the_item_missing(self) -> None:
        assert np.isnan(van_der_eijk([1, np.nan, 2]).agreement)

    @pytest.mark.parametrize(
        ("wrong", "reason"), [([1, 2], "three or more"), (3, "three or more"), ([1, -1, 0], "negative")]
    )
    def test_refuses_what_it_cannot_measure(self, wrong: object, reason: str) -> None:
        with pytest.raises(InputError, match=reason):
            van_der_eijk(wrong)  # type: ignore[arg-type]

    def test_frames_one_row_an_item(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenthread.methods.agreement.ordinal.frame", dict)

        columns = van_der_eijk([[1, 2, 3]]).to_frame()

        assert set(columns) == {"axis_0", "agreement", "answers"}
