import numpy as np
import pytest

from goldenthread.methods.disclosure.layout import (
    axis_layout,
    incidence,
    layouts,
    leaf_places,
    published,
    relations,
    separate_parts,
)
from goldenthread.methods.inputs import InputError


class TestAxisLayout:
    def test_puts_groups_and_the_total_behind_the_leaves(self) -> None:
        layout = axis_layout(4, total=True, levels=[["a", "a", "b", "b"]])

        assert layout.names == ("0", "1", "2", "3", "a", "b", "total")
        assert layout.sums == ((4, (0, 1)), (5, (2, 3)), (6, (4, 5)))

    def test_nests_levels_from_fine_to_coarse(self) -> None:
        layout = axis_layout(4, total=False, levels=[["a", "a", "b", "c"], ["x", "x", "x", "y"]])

        assert layout.sums[-2:] == ((7, (4, 5)), (8, (6,)))

    def test_refuses_groups_that_cut_through_each_other(self) -> None:
        with pytest.raises(InputError, match="level 1: group x cuts through"):
            axis_layout(3, total=True, levels=[["a", "a", "b"], ["x", "y", "y"]])

    def test_refuses_a_label_too_few(self) -> None:
        with pytest.raises(InputError, match="one label for each of the 3 places"):
            axis_layout(3, total=True, levels=[["a", "b"]])


class TestPublished:
    def test_agrees_with_the_incidence_of_leaves(self) -> None:
        leaves = np.arange(12.0).reshape(3, 4)
        axes = layouts(leaves.shape, totals=(0, 1), groups={1: [["a", "a", "b", "b"]]})

        assert (incidence(axes) @ leaves.ravel() == published(leaves, axes).ravel()).all()
        assert (published(leaves, axes).ravel()[leaf_places(axes)] == leaves.ravel()).all()

    def test_every_relation_holds(self) -> None:
        leaves = np.arange(24.0).reshape(2, 3, 4)
        axes = layouts(leaves.shape, totals=(1, 2), groups={2: [["a", "a", "b", "b"]]})
        table = published(leaves, axes).ravel()

        assert all(table[line[0]] == table[line[1:]].sum() for line in relations(axes))


class TestSeparateParts:
    def test_numbers_tables_along_axes_without_sums(self) -> None:
        axes = layouts((2, 2), totals=(1,), groups={})

        assert separate_parts(axes).tolist() == [0, 0, 0, 1, 1, 1]
