import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from goldenthread.methods.disclosure import RULES, own, protect
from goldenthread.methods.inputs import InputError


class TestProtectCounts:
    def test_hides_one_to_seven_and_rounds_the_rest(self) -> None:
        safe = protect([0, 1, 7, 8, 22, 23], rule="nhs_hes")

        assert safe.words() == ["0", "*", "*", "10", "20", "25"]
        assert safe.hidden.tolist() == [False, True, True, False, False, False]

    def test_hides_zero_too_where_the_rule_says_seven_or_fewer(self) -> None:
        assert protect([0, 7, 8], rule="opensafely").words() == ["*", "*", "10"]

    def test_shows_exact_numbers_from_the_floor_up(self) -> None:
        assert protect([0, 4, 5, 6], rule=own(5)).words() == ["0", "*", "5", "6"]
        assert protect([0, 9, 10, 11], rule="threshold_10").words() == ["0", "*", "10", "11"]

    def test_keeps_missing_apart_from_hidden(self) -> None:
        safe = protect([np.nan, 3, 20], rule="nhs_hes")

        assert safe.words() == ["–", "*", "20"]
        assert safe.n == 2
        assert [(caution.code, caution.units) for caution in safe.warnings] == [("missing", (0,))]

    @given(counts=hnp.arrays(np.int64, st.integers(1, 20), elements=st.integers(0, 60)))
    @pytest.mark.parametrize("rule", [*RULES.values(), own(5)], ids=lambda rule: rule.name)
    def test_the_truth_is_always_within_what_a_reader_can_tell(self, rule, counts) -> None:  # type: ignore[no-untyped-def]
        safe = protect(counts, rule=rule)

        assert ((safe.lower <= counts) & (counts <= safe.upper)).all()
        assert not (safe.hidden & ~np.isnan(safe.shown)).any()

    def test_changes_nothing_that_it_was_given(self) -> None:
        counts = np.array([3, 30])

        protect(counts, rule="nhs_hes")

        assert counts.tolist() == [3, 30]

    def test_frames_only_what_may_be_published(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenthread.methods.disclosure.numbers.frame", dict)

        columns = protect([[3, 30]], rule="nhs_hes").to_frame()

        assert set(columns) == {"axis_0", "axis_1", "shown", "hidden"}


class TestProtectRates:
    def test_computes_percentages_from_shown_numbers(self) -> None:
        safe = protect([12, 23], [48, 52], rule="nhs_hes")

        assert safe.shown.tolist() == [100 * 10 / 50, 100 * 25 / 50]

    def test_computes_rates_per_any_number(self) -> None:
        assert protect([12], [1000], rule="midpoint6", per=1000).shown.tolist() == [1000 * 9 / 999]

    def test_hides_a_rate_of_hidden_numbers(self) -> None:
        safe = protect([3, 0, 20], [50, 4, 50], rule="nhs_hes")

        assert safe.hidden.tolist() == [True, True, False]
        assert np.isnan(safe.shown).tolist() == [True, True, False]
        assert safe.n == 1

    def test_hides_a_count_whose_leftover_is_small_when_numbers_are_exact(self) -> None:
        safe = protect([97, 50, 100], [100, 100, 100], rule=own(5))

        assert safe.hidden.tolist() == [True, False, False]
        assert safe.events.upper[0] == np.inf

    def test_does_not_look_at_leftovers_when_numbers_are_rounded(self) -> None:
        assert not protect([97], [100], rule="nhs_hes").hidden.any()

    def test_rounding_never_puts_a_share_above_all(self) -> None:
        counted = np.arange(60)

        for rule in (*RULES.values(), own(1, base=10)):
            shown = protect(counted[:, np.newaxis].clip(max=counted), counted[np.newaxis, :], rule=rule).shown
            assert np.nanmax(shown) <= 100

    def test_an_empty_population_has_no_rate(self) -> None:
        assert np.isnan(protect([0], [0], rule=own(5)).shown).all()

    def test_refuses_more_events_than_people(self) -> None:
        with pytest.raises(InputError, match="events, unit 1: is larger than its population"):
            protect([1, 9], [5, 5], rule=own(5))

    def test_refuses_a_rate_per_nothing(self) -> None:
        with pytest.raises(InputError, match="per: must be more than 0"):
            protect([1], [5], rule=own(5), per=0)

    def test_frames_only_what_may_be_published(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenthread.methods.disclosure.numbers.frame", dict)

        columns = protect([3], [30], rule="nhs_hes").to_frame()

        assert set(columns) == {"axis_0", "events", "population", "shown", "hidden"}
