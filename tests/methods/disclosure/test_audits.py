import numpy as np
import pytest

from goldenthread.methods.disclosure import ContradictoryTables, audit, own, protect, suppress
from goldenthread.methods.inputs import InputError

FIVE = own(5)
# two areas x two ages: the atoms of the linked tables below
BY_AREA = [[1, 1, 0, 0], [0, 0, 1, 1]]
BY_AGE = [[1, 0, 1, 0], [0, 1, 0, 1]]


class TestAudit:
    def test_finds_the_hidden_cell_that_a_total_gives_away(self) -> None:
        # hidden without its total in mind: 20 + * = 23
        parts, total = protect([20, 3], rule=FIVE), protect([23], rule=FIVE)

        told = audit(parts, total, members=[np.eye(2), [[1, 1]]])

        assert told.lower[0].tolist() == told.upper[0].tolist() == [20, 3]
        assert told.exposed[0].tolist() == [False, True]
        assert not told.safe
        assert [(caution.code, caution.units) for caution in told.warnings] == [("exposed", (1,))]

    def test_gives_the_interval_that_a_hidden_pair_leaves(self) -> None:
        told = audit(suppress([3, 2, 50], rule=FIVE))

        assert told.lower[0].tolist() == [1, 1, 50, 55]
        assert told.upper[0].tolist() == [4, 4, 50, 55]
        assert told.safe
        assert told.warnings == ()

    def test_links_tables_that_count_the_same_people(self) -> None:
        # areas 20 and *; ages 12 and 11: together 23, so the hidden area is 3
        areas, ages = protect([20, 3], rule=FIVE), protect([12, 11], rule=FIVE)

        told = audit(areas, ages, members=[BY_AREA, BY_AGE])

        assert told.lower[0].tolist() == [20, 3]
        assert told.exposed[0].tolist() == [False, True]

    def test_rounding_keeps_linked_tables_vague(self) -> None:
        areas, ages = protect([20, 3], rule="nhs_hes"), protect([12, 11], rule="nhs_hes")

        told = audit(areas, ages, members=[BY_AREA, BY_AGE])

        assert told.safe
        assert told.lower[0].tolist() == [18, 1]
        assert told.upper[0].tolist() == [22, 6]

    def test_two_dates_give_a_newcomer_away_when_numbers_are_exact(self) -> None:
        before, after = suppress([10, 20, 30], rule=FIVE), suppress([10, 21, 30], rule=FIVE)

        told = audit(before, after, change=(0, 1))

        assert told.change_lower[0].tolist() == [0, 1, 0, 1]
        assert told.change_exposed[0].tolist() == [False, True, False, True]
        assert not told.safe

    def test_two_rounded_dates_do_not(self) -> None:
        before, after = suppress([10, 20, 30], rule="nhs_hes"), suppress([10, 21, 30], rule="nhs_hes")

        told = audit(before, after, change=(0, 1))

        assert told.change_lower[0].tolist() == [0, 0, 0, 0]
        assert told.change_upper[0].tolist() == [1, 1, 1, 3]
        assert told.safe

    def test_a_second_date_narrows_what_the_first_hides(self) -> None:
        # hidden at first (1 to 4), 5 a year later when at most one person joined: it was 4
        before, after = protect([4], rule=FIVE), protect([5], rule=FIVE)

        told = audit(before, after, change=(0, 1))

        assert told.exposed[0].tolist() == [True]
        assert told.lower[0].tolist() == [4]

    def test_a_missing_count_says_nothing(self) -> None:
        told = audit(protect([np.nan, 9], rule=FIVE))

        assert told.lower[0].tolist() == [0, 9]
        assert told.upper[0].tolist() == [np.inf, 9]

    def test_refuses_tables_that_contradict_each_other(self) -> None:
        parts, total = protect([20, 3], rule=FIVE), protect([50], rule=FIVE)

        with pytest.raises(ContradictoryTables):
            audit(parts, total, members=[np.eye(2), [[1, 1]]])

    def test_frames_one_row_a_number(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenthread.methods.disclosure.audits.frame", dict)

        columns = audit(
            protect([20, 3], rule=FIVE), protect([9], rule=FIVE), members=[np.eye(2, 3), [[0, 0, 1]]]
        ).to_frame()

        assert columns["publication"].tolist() == [0, 0, 1]
        assert columns["place"].tolist() == [0, 1, 0]

    @pytest.mark.parametrize(
        ("options", "reason"),
        [
            ({}, "say how several publications hang together"),
            ({"members": [[[1]]]}, "give one array for each publication"),
            ({"members": [[[1]], [[1], [1]]]}, "needs 1 rows"),
            ({"members": [[[1]], [[1, 0]]]}, "count different atoms"),
            ({"change": (1, 0)}, "the lowest change is above the highest"),
        ],
    )
    def test_says_what_does_not_fit(self, options: dict, reason: str) -> None:  # type: ignore[type-arg]
        one, other = protect([9], rule=FIVE), protect([9], rule=FIVE)

        with pytest.raises(InputError, match=reason):
            audit(one, other, **options)

    def test_refuses_dates_of_different_shape(self) -> None:
        total = suppress([9, 9], rule=FIVE)

        with pytest.raises(InputError, match="differ in shape"):
            audit(total, suppress([9, 9], rule=FIVE, totals=()), change=(0, 1))

    def test_needs_something_to_attack(self) -> None:
        with pytest.raises(InputError, match="give at least one"):
            audit()
