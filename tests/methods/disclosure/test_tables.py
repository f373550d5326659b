from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from goldenthread.methods.disclosure import RULES, SafeTable, audit, own, suppress
from goldenthread.methods.disclosure.layout import incidence, published
from goldenthread.methods.inputs import InputError

FIVE = own(5)
small_tables = hnp.arrays(
    np.int64, st.tuples(st.integers(1, 4), st.integers(1, 4)), elements=st.integers(0, 14)
)


def tables_that_look_the_same(safe: SafeTable, shape: tuple[int, ...], highest: int) -> np.ndarray:
    """Every table of counts up to ``highest`` that a reader of ``safe`` cannot tell apart, by trying all."""
    cells = np.array(list(product(range(highest + 1), repeat=int(np.prod(shape)))), dtype=float)
    totals = (incidence(safe.axes) @ cells.T).T.reshape(-1, *safe.shown.shape)
    same = (totals >= safe.alone_lower) & (totals <= safe.alone_upper)
    return totals[same.all(axis=(1, 2))]


class TestSuppress:
    def test_hides_a_rectangle_around_one_small_cell(self) -> None:
        safe = suppress([[20, 3, 50], [30, 40, 60], [70, 80, 90]], rule="threshold_10")

        assert safe.hidden.sum() == 4
        assert safe.hidden[0, 1]
        assert safe.hidden[:3, :3].sum() == 4
        assert [caution.code for caution in safe.warnings] == ["secondary"]

    def test_hides_nothing_where_nothing_is_small(self) -> None:
        safe = suppress([[20, 30], [40, 50]], rule="threshold_10")

        assert not safe.hidden.any()
        assert safe.shown[-1, -1] == safe.n == 140
        assert safe.warnings == ()

    def test_two_small_cells_that_the_rule_leaves_vague_need_no_third(self) -> None:
        # 3 + 2: each may be 1 to 4, which is what the rule says anyway
        assert suppress([3, 2, 50, 60], rule=FIVE).hidden.tolist() == [True, True, False, False, False]

    @pytest.mark.parametrize("pair", [[1, 1], [4, 4], [1, 2], [4, 3]])
    def test_two_small_cells_that_give_each_other_away_need_a_third(self, pair: list[int]) -> None:
        # the rule says 1 to 4 each; a remainder of 2 leaves only 1 + 1, one of 8 only 4 + 4
        assert suppress([*pair, 50, 60], rule=FIVE).hidden.tolist() == [True, True, True, False, False]

    def test_would_rather_hide_a_count_than_a_zero(self) -> None:
        assert suppress([3, 0, 50, 60], rule=FIVE).hidden.tolist() == [True, False, True, False, False]

    def test_hides_a_zero_where_nothing_else_is_left(self) -> None:
        # four people, one on each of four levels: were the zero shown, each hidden count would have to be 1
        safe = suppress([1, 1, 1, 1, 0], rule=FIVE)

        assert safe.hidden.all()
        assert audit(safe).safe

    def test_says_so_when_hiding_all_is_not_enough(self) -> None:
        safe = suppress([1, 1], rule=own(3))

        assert safe.hidden.all()
        assert [caution.code for caution in safe.warnings] == ["too_plain"]
        assert not audit(safe).safe

    def test_protects_small_totals_and_groups(self) -> None:
        safe = suppress([2, 2, 20, 30], rule=FIVE, groups={0: [["a", "a", "b", "b"]]})

        assert safe.names == (("0", "1", "2", "3", "a", "b", "total"),)
        assert safe.hidden[4]
        assert safe.hidden[[5, 6]].any()
        assert audit(safe).safe

    def test_keeps_separate_tables_apart(self) -> None:
        both = suppress([[3, 20, 30], [20, 30, 40]], rule=FIVE, totals=(1,))
        alone = suppress([3, 20, 30], rule=FIVE)

        assert np.array_equal(both.hidden[0], alone.hidden)
        assert not both.hidden[1].any()

    def test_hides_what_it_is_told_to_hide_and_protects_that_too(self) -> None:
        hide = [[True, True, True], [False, False, False], [False, False, False]]
        safe = suppress([[0, 2, 1], [20, 30, 40], [50, 60, 70]], rule=FIVE, hide=hide)

        assert safe.hidden[0].all()
        assert audit(safe).safe

    def test_a_table_of_nothing_but_small_counts_is_all_hidden(self) -> None:
        safe = suppress([[1, 1], [1, 1]], rule=FIVE)

        assert safe.hidden.all()

    @given(counts=small_tables)
    @settings(deadline=None, max_examples=15)
    @pytest.mark.parametrize(
        "rule", [*RULES.values(), FIVE, own(3)], ids=lambda rule: rule.name + str(rule.floor)
    )
    def test_no_small_count_can_be_had_by_subtraction(self, rule, counts) -> None:  # type: ignore[no-untyped-def]
        safe = suppress(counts, rule=rule)
        told = audit(safe)

        truth = published(counts.astype(float), safe.axes)
        assert ((told.lower[0] <= truth) & (truth <= told.upper[0])).all()
        small = rule.is_small(truth)
        assert not (told.exposed[0] & small).any() or safe.hidden.all()
        assert (safe.hidden | ~small).all() or rule.midpoint

    @given(counts=small_tables)
    @settings(deadline=None, max_examples=15)
    def test_a_small_count_stays_as_vague_as_the_rule_leaves_it(self, counts) -> None:  # type: ignore[no-untyped-def]
        safe = suppress(counts, rule=FIVE)
        told = audit(safe)
        truth = published(counts.astype(float), safe.axes)
        leaves = tuple(slice(0, count) for count in counts.shape)
        small = FIVE.is_small(truth[leaves])

        assert (told.lower[0][leaves][small] <= 1).all()
        assert (told.upper[0][leaves][small] >= 4).all() or safe.hidden.all()

    @given(counts=hnp.arrays(np.int64, (2, 2), elements=st.integers(0, 6)))
    @settings(deadline=None, max_examples=15)
    def test_agrees_with_trying_every_table(self, counts) -> None:  # type: ignore[no-untyped-def]
        safe = suppress(counts, rule=own(3))
        told = audit(safe)

        every = tables_that_look_the_same(safe, (2, 2), highest=8)

        # tables with larger counts exist too, so that trying up to 8 gives bounds from the inside
        assert (told.lower[0] <= every.min(axis=0)).all()
        assert (told.upper[0] >= every.max(axis=0)).all()
        if (told.upper[0] <= 8).all():
            assert np.array_equal(told.lower[0], every.min(axis=0))
            assert np.array_equal(told.upper[0], every.max(axis=0))

    def test_three_way_tables_are_protected(self) -> None:
        counts = np.random.default_rng(3).poisson(6, (3, 3, 3))

        safe = suppress(counts, rule=FIVE)

        assert audit(safe).safe

    def test_frames_only_what_may_be_published(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenthread.methods.disclosure.tables.frame", dict)

        columns = suppress([[3, 20]], rule=FIVE).to_frame()

        assert set(columns) == {"axis_0", "axis_1", "shown", "hidden"}
        assert columns["axis_1"].tolist() == ["0", "1", "total"] * 2

    def test_refuses_a_missing_count(self) -> None:
        with pytest.raises(InputError, match="leaves, unit 1: is missing"):
            suppress([1, np.nan], rule=FIVE)

    def test_refuses_an_axis_that_is_not_there(self) -> None:
        with pytest.raises(InputError, match="names an axis that a table of 1 axes does not have"):
            suppress([1, 2], rule=FIVE, totals=(1,))

    def test_refuses_a_mask_of_another_shape(self) -> None:
        with pytest.raises(InputError, match="hide: has shape"):
            suppress([1, 2], rule=FIVE, hide=[True])
