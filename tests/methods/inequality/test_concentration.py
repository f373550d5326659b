import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from goldenthread.methods.inequality import concentration_index, decompose
from goldenthread.methods.inputs import InputError

CLOSED_FORM = 1e-12
outcomes = hnp.arrays(np.float64, (12,), elements=st.floats(0.1, 50))
incomes = hnp.arrays(np.int64, (12,), elements=st.integers(0, 6))


def pair_by_pair(outcome: np.ndarray, rank_by: np.ndarray) -> float:
    """The index as a mean over all pairs of people, who is better off counted as 1, the same as 0."""
    signs = np.sign(np.subtract.outer(rank_by, rank_by))
    differences = np.subtract.outer(outcome, outcome)
    return float((signs * differences).mean() / (2 * outcome.mean()))


class TestConcentrationIndex:
    @given(outcome=outcomes, rank_by=incomes)
    def test_agrees_with_comparing_every_pair(self, outcome: np.ndarray, rank_by: np.ndarray) -> None:
        found = concentration_index(outcome, rank_by)

        assert found.index == pytest.approx(pair_by_pair(outcome, rank_by), abs=CLOSED_FORM)

    @given(outcome=outcomes, rank_by=incomes, seed=st.integers(0, 99))
    def test_does_not_depend_on_the_order_of_rows(
        self, outcome: np.ndarray, rank_by: np.ndarray, seed: int
    ) -> None:
        order = np.random.default_rng(seed).permutation(12)

        found, shuffled = (
            concentration_index(outcome, rank_by),
            concentration_index(outcome[order], rank_by[order]),
        )

        assert found.index == pytest.approx(shuffled.index, abs=CLOSED_FORM)
        assert found.rank[order] == pytest.approx(shuffled.rank)

    def test_a_case_worked_by_hand(self) -> None:
        # ranks 0.1 ... 0.9, mean 1.6; 2 / 1.6 x mean of y (r - 0.5) = 1.25 x (0 - 0.2 + 0 + 0.4 + 1.6) / 5
        found = concentration_index([0, 1, 1, 2, 4], [10, 20, 30, 40, 50])

        assert found.index == pytest.approx(0.45, rel=CLOSED_FORM)
        assert found.rank == pytest.approx([0.1, 0.3, 0.5, 0.7, 0.9])
        assert found.mean == 1.6

    def test_whole_weights_are_people(self) -> None:
        weighted = concentration_index([1, 2, 5], [1, 2, 3], weights=[2, 1, 3])
        people = concentration_index([1, 1, 2, 5, 5, 5], [1, 1, 2, 3, 3, 3])

        assert weighted.index == pytest.approx(people.index, rel=CLOSED_FORM)

    def test_all_in_one_hand_and_equal_shares(self) -> None:
        n = 50

        assert concentration_index(np.eye(n)[-1], np.arange(n)).index == pytest.approx(1 - 1 / n)
        assert concentration_index(np.ones(n), np.arange(n)).index == pytest.approx(0, abs=CLOSED_FORM)

    def test_kinds_are_multiples_of_each_other(self) -> None:
        outcome, rank_by = np.array([0, 0, 1, 0, 1, 1.0]), np.arange(6)
        relative = concentration_index(outcome, rank_by)

        generalised = concentration_index(outcome, rank_by, kind="generalised")
        erreygers = concentration_index(outcome, rank_by, kind="erreygers", bounds=(0, 1))
        wagstaff = concentration_index(outcome, rank_by, kind="wagstaff", bounds=(0, 1))

        assert generalised.index == pytest.approx(relative.index * 0.5, rel=CLOSED_FORM)
        assert erreygers.index == pytest.approx(relative.index * 4 * 0.5, rel=CLOSED_FORM)
        assert wagstaff.index == pytest.approx(relative.index / 0.5, rel=CLOSED_FORM)
        assert wagstaff.standard_error == pytest.approx(relative.standard_error / 0.5, rel=CLOSED_FORM)

    def test_erreygers_index_mirrors_when_the_other_answer_is_counted(self) -> None:
        outcome, rank_by = np.array([0, 0, 1, 0, 1, 1.0, 0]), np.arange(7)

        yes = concentration_index(outcome, rank_by, kind="erreygers", bounds=(0, 1))
        no = concentration_index(1 - outcome, rank_by, kind="erreygers", bounds=(0, 1))

        assert yes.index == pytest.approx(-no.index, rel=CLOSED_FORM)

    @pytest.mark.parametrize("errors", ["classical", "hc1", "hc3"])
    def test_errors_cover_what_sampling_gives(self, errors: str) -> None:
        rng = np.random.default_rng(4)
        found = []
        for _ in range(200):
            income = rng.normal(size=300)
            found.append(
                concentration_index(np.exp(0.3 * income + rng.normal(0, 0.5, 300)), income, errors=errors)
            )

        seen = np.std([each.index for each in found])
        assert np.mean([each.standard_error for each in found]) == pytest.approx(seen, rel=0.35)

    def test_classical_errors_are_those_of_the_regression(self) -> None:
        # by hand: regress y on rank, then the delta method on 4 v b / (2 a + b)
        y, rank = np.array([1.0, 3, 2, 5, 4, 7]), (np.arange(6) + 0.5) / 6
        design = np.column_stack([np.ones(6), rank])
        (a, b), rss, *_ = np.linalg.lstsq(design, y, rcond=None)
        covariance = np.linalg.inv(design.T @ design) * rss[0] / 4
        v = rank.var(ddof=1)
        gradient = np.array([-8 * v * b, 8 * v * a]) / (2 * a + b) ** 2

        found = concentration_index(y, np.arange(6))

        assert found.standard_error == pytest.approx(np.sqrt(gradient @ covariance @ gradient), rel=1e-9)
        assert found.upper - found.index == pytest.approx(1.959964 * found.standard_error, rel=1e-6)

    def test_people_with_missing_numbers_are_left_out_and_counted(self) -> None:
        found = concentration_index([1, np.nan, 3, 2], [1, 2, 3, np.nan])

        assert found.n == 2
        assert found.warnings[0].words == "2 people with a missing number are left out"
        assert np.isnan(found.rank).tolist() == [False, True, False, True]

    @pytest.mark.parametrize("outcome", [[1, 2], [1, 2, 3]])
    def test_too_few_or_all_alike_have_no_error(self, outcome: list[float]) -> None:
        assert np.isnan(concentration_index(outcome, np.ones(len(outcome))).standard_error)

    @pytest.mark.parametrize(
        ("options", "reason"),
        [
            ({"rank_by": [1, 2]}, "need the same shape"),
            ({"weights": [0, 0, 0]}, "nobody has all numbers"),
            ({"outcome": [-1, 0, 1]}, "needs a mean above 0"),
            ({"kind": "erreygers"}, "needs the lowest and highest value"),
            ({"kind": "erreygers", "bounds": (0, 1)}, "outcome, unit 1: lies outside the bounds"),
            ({"kind": "wagstaff", "bounds": (0, 1), "outcome": [1, 1, 1]}, "needs a mean inside the bounds"),
        ],
    )
    def test_refuses_what_it_cannot_measure(self, options: dict, reason: str) -> None:  # type: ignore[type-arg]
        with pytest.raises(InputError, match=reason):
            concentration_index(**{"outcome": [1, 2, 3], "rank_by": [1, 2, 3], **options})

    def test_frames_one_row(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenthread.methods.inequality.concentration.frame", dict)

        assert concentration_index([1, 2, 3], [1, 2, 3]).to_frame()["kind"].tolist() == ["relative"]


class TestDecompose:
    @pytest.mark.parametrize(
        ("kind", "bounds"),
        [("relative", None), ("generalised", None), ("erreygers", (0, 100)), ("wagstaff", (0, 100))],
    )
    def test_parts_and_residual_add_up_to_the_index(
        self, kind: str, bounds: tuple[float, float] | None
    ) -> None:
        rng = np.random.default_rng(2)
        income, factors = rng.normal(size=40), rng.uniform(1, 2, (40, 2))
        outcome, weights = 5 + income + 3 * factors[:, 0] + rng.normal(0, 0.3, 40), rng.uniform(1, 3, 40)

        found = decompose(
            outcome, income, factors, names=("a", "b"), weights=weights, kind=kind, bounds=bounds
        )

        whole = concentration_index(outcome, income, weights=weights, kind=kind, bounds=bounds)
        assert found.index == pytest.approx(whole.index, rel=CLOSED_FORM)
        assert found.contribution.sum() + found.residual == pytest.approx(found.index, rel=CLOSED_FORM)

    def test_a_contribution_is_an_elasticity_times_the_factors_own_index(self) -> None:
        income, age = np.arange(1.0, 11), np.array([5.0, 3, 8, 1, 9, 2, 7, 4, 6, 10])

        found = decompose(
            1 + 2 * income + age, income, np.column_stack([income, age]), names=("income", "age")
        )

        assert found.coefficient == pytest.approx([2, 1])
        assert found.elasticity == pytest.approx([2 * 5.5 / 17.5, 5.5 / 17.5])
        assert found.factor_index[1] == pytest.approx(concentration_index(age, income).index)
        assert found.contribution == pytest.approx(found.elasticity * found.factor_index)
        assert found.residual == pytest.approx(0, abs=1e-12)
        assert found.share.sum() == pytest.approx(1)

    def test_people_with_a_missing_factor_are_left_out(self) -> None:
        found = decompose([1, 2, 3, 5.0], [1, 2, 3, 4], [[1], [np.nan], [2], [5]], names=("a",))

        assert (found.n, found.warnings[0].code) == (3, "left_out")

    @pytest.mark.parametrize(
        ("factors", "names", "reason"),
        [
            ([[1], [2], [3]], ("a", "b"), "one name for each factor"),
            ([[1], [2]], ("a",), "needs shape"),
            ([[1], [1], [1]], ("a",), "constant, or a combination"),
        ],
    )
    def test_refuses_factors_that_do_not_fit(
        self, factors: list, names: tuple[str, ...], reason: str
    ) -> None:  # type: ignore[type-arg]
        with pytest.raises(InputError, match=reason):
            decompose([1, 2, 3], [1, 2, 3], factors, names=names)

    def test_frames_one_row_a_factor_and_the_residual(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenthread.methods.inequality.concentration.frame", dict)

        framed = decompose([1, 2, 3, 5.0], [1, 2, 3, 4], [[1], [3], [2], [5]], names=("a",)).to_frame()

        assert framed["factor"].tolist() == ["a", "residual"]
        assert framed["share"].sum() == pytest.approx(1)
