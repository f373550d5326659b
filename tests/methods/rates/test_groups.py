import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.methods.inputs import InputError
from goldenthread.methods.rates import quantile_groups


def by_fractions(values: list[float], group_count: int, *, highest_first: bool) -> list[int]:
    """The technical guide's formula, unit by unit, in exact fractions."""
    n = len(values)
    ranks = [
        1 + sum((other > value) if highest_first else (other < value) for other in values) for value in values
    ]
    groups = [
        math.floor((group_count + 1) - math.ceil(Fraction(n + 1 - rank) / Fraction(n, group_count)))
        for rank in ranks
    ]
    return [group or 1 for group in groups]


class TestQuantileGroups:
    @given(
        values=st.lists(st.integers(0, 30), min_size=1, max_size=40),
        group_count=st.integers(1, 12),
        highest_first=st.booleans(),
    )
    def test_agrees_with_the_guide_in_exact_fractions(
        self, values: list[int], group_count: int, highest_first: bool
    ) -> None:
        found = quantile_groups(values, group_count=group_count, highest_first=highest_first)

        assert found.group.tolist() == by_fractions(values, group_count, highest_first=highest_first)

    def test_is_exact_on_edges_that_floating_point_misses(self) -> None:
        # in binary some (n + 1 - rank) / (n / groups) lie a last bit above a whole number: one group off
        for n in range(10, 400, 10):
            found = quantile_groups(np.arange(n), group_count=10, highest_first=False)
            assert np.bincount(found.group.astype(int))[1:].tolist() == [n // 10] * 10

    def test_groups_within_regions(self) -> None:
        found = quantile_groups([1, 2, 3, 4, 10, 20, 30, 40], group_count=2, within=list("aaaabbbb"))

        assert found.group.tolist() == [2, 2, 1, 1, 2, 2, 1, 1]

    def test_missing_values_get_no_group_and_do_not_count(self) -> None:
        found = quantile_groups([np.nan, 1, 2, np.nan], group_count=2, within=list("abbb"))

        assert np.isnan(found.group).tolist() == [True, False, False, True]
        assert found.group[1:3].tolist() == [2, 1]
        assert (found.n, found.warnings[0].units) == (2, (0, 3))

    def test_nobody_gives_nothing(self) -> None:
        assert quantile_groups([]).group.size == 0

    @pytest.mark.parametrize(
        ("values", "options"), [([[1]], {}), ([1], {"group_count": 0}), ([1, 2], {"within": ["a"]})]
    )
    def test_refuses_what_does_not_fit(self, values: object, options: dict) -> None:  # type: ignore[type-arg]
        with pytest.raises(InputError):
            quantile_groups(values, **options)  # type: ignore[arg-type]

    def test_frames_one_row_a_unit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenthread.methods.rates.groups.frame", dict)

        assert quantile_groups([1, 2], group_count=2).to_frame()["group"].tolist() == [2, 1]
