import numpy as np
import pytest

from goldenthread.methods.inputs import (
    InputError,
    amounts,
    counts,
    numbers,
    populations,
    share_between,
    units,
)


class TestNumbers:
    def test_reads_none_as_missing(self) -> None:
        assert np.isnan(numbers([1, None], column="rate")).tolist() == [False, True]

    def test_never_shares_memory_with_what_it_was_given(self) -> None:
        given = np.array([1.0, 2.0])

        numbers(given, column="rate")[0] = 9

        assert given[0] == 1

    @pytest.mark.parametrize("wrong", [["a"], [[1], [1, 2]], object()])
    def test_refuses_what_is_not_numbers(self, wrong: object) -> None:
        with pytest.raises(InputError, match="rate: is not an array of numbers"):
            numbers(wrong, column="rate")  # type: ignore[arg-type]

    def test_names_the_infinite_unit(self) -> None:
        with pytest.raises(InputError, match="rate, unit 1: is infinite") as caught:
            numbers([1, np.inf], column="rate")

        assert (caught.value.column, caught.value.unit, caught.value.reason) == ("rate", (1,), "is infinite")


class TestCounts:
    def test_names_the_place_of_a_negative_count(self) -> None:
        with pytest.raises(InputError, match=r"events, unit \(1, 0\): is negative"):
            counts([[1, 2], [-1, 2]], column="events")

    def test_refuses_parts_of_people(self) -> None:
        with pytest.raises(InputError, match="is not a whole number"):
            counts([1.5], column="events")

    def test_keeps_missing_missing(self) -> None:
        assert np.isnan(counts([np.nan], column="events")).all()


class TestShareBetween:
    @pytest.mark.parametrize("wrong", [0, 1, -0.1, 95])
    def test_refuses_values_outside(self, wrong: float) -> None:
        with pytest.raises(InputError, match="confidence: must lie between 0 and 1"):
            share_between(wrong, column="confidence")

    def test_gives_the_value_back(self) -> None:
        assert share_between(0.95, column="confidence") == 0.95


class TestAmounts:
    def test_takes_parts_but_nothing_below_zero(self) -> None:
        assert amounts([0, 1.5], column="events").tolist() == [0, 1.5]
        with pytest.raises(InputError, match="events, unit 0: is negative"):
            amounts([-0.5], column="events")


class TestPopulations:
    def test_refuses_nobody(self) -> None:
        with pytest.raises(InputError, match="population, unit 1: must be more than 0"):
            populations([1, 0])


class TestUnits:
    def test_lists_the_places(self) -> None:
        assert units(np.array([False, True, True])) == (1, 2)
