from types import SimpleNamespace

import numpy as np
import pytest
import scipy.optimize
from scipy import sparse

from goldenthread.methods.disclosure import SolverFailed
from goldenthread.methods.disclosure.inference import Knowledge, extreme, intervals, turns


def know(sums: list[list[int]], lower: list[float], upper: list[float], *, whole: bool = True) -> Knowledge:
    matrix = sparse.csr_array(np.array(sums, dtype=float))
    atoms = matrix.shape[1]
    return Knowledge(
        sums=matrix,
        lower=np.array(lower, dtype=float),
        upper=np.array(upper, dtype=float),
        atom_lower=np.zeros(atoms),
        atom_upper=np.full(atoms, np.inf),
        whole=whole,
    )


class TestIntervals:
    def test_whole_numbers_are_tighter_than_parts(self) -> None:
        targets = sparse.csr_array(np.array([[1.0, 0.0]]))
        parts = np.zeros(1, dtype=np.int64)

        whole = intervals(know([[2, 2]], [3], [5]), targets, parts=parts)
        parted = intervals(know([[2, 2]], [3], [5], whole=False), targets, parts=parts)

        assert (whole[1][0], parted[1][0]) == (2, 2.5)

    def test_what_nothing_bounds_is_unbounded(self) -> None:
        targets = sparse.csr_array(np.array([[1.0]]))

        lower, upper = intervals(know([[1]], [2], [np.inf]), targets, parts=np.zeros(1, dtype=np.int64))

        assert (lower[0], upper[0]) == (2, np.inf)


class TestExtreme:
    def test_says_when_the_optimiser_gives_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(
            scipy.optimize, "milp", lambda *_, **__: SimpleNamespace(status=1, x=None, message="time is up")
        )

        with pytest.raises(SolverFailed, match="time is up"):
            extreme(know([[1]], [0], [1]), np.ones(1), highest=True)


class TestTurns:
    def test_takes_one_place_of_every_part_at_a_time(self) -> None:
        found = turns(np.array([0, 0, 1, 0, 1]))

        assert [sorted(turn.tolist()) for turn in found] == [[0, 2], [1, 4], [3]]

    def test_of_nothing_are_none(self) -> None:
        assert turns(np.empty(0, dtype=np.int64)) == []
