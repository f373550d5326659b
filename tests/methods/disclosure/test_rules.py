import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.methods.disclosure import RULES, UnknownRule, own, rule_named
from goldenthread.methods.inputs import InputError

EVERY_RULE = [*RULES.values(), own(5), own(5, zero_shown=False), own(10, base=10), own(3, base=4)]


class TestDisclosureRule:
    @pytest.mark.parametrize(
        ("name", "hidden"),
        [
            ("nhs_hes", range(1, 8)),
            ("opensafely", range(8)),
            ("threshold_10", range(1, 10)),
        ],
    )
    def test_protects_the_counts_that_its_publisher_names(self, name: str, hidden: range) -> None:
        small = RULES[name].is_small(np.arange(30))

        assert np.flatnonzero(small).tolist() == list(hidden)

    def test_rounds_to_the_nearest_five_as_hospital_statistics_do(self) -> None:
        assert RULES["nhs_hes"].rounded([0, 8, 10, 12, 13, 17, 18]).tolist() == [0, 10, 10, 10, 15, 15, 20]

    def test_rounds_to_midpoints_as_published(self) -> None:
        # OpenSAFELY's mapping: 0 is 0, 1-6 is 3, 7-12 is 9, 13-18 is 15
        shown = RULES["midpoint6"].rounded(np.arange(19))

        assert shown.tolist() == [0] + [3] * 6 + [9] * 6 + [15] * 6

    @given(count=st.integers(0, 2000), rule=st.sampled_from(EVERY_RULE))
    def test_bounds_of_a_shown_number_are_all_counts_that_give_it(self, count: int, rule) -> None:  # type: ignore[no-untyped-def]
        every = np.arange(0, 2100)
        shown = rule.rounded(every)
        visible = np.ones(every.size, dtype=bool) if rule.midpoint else ~rule.is_small(every)
        if not visible[count]:
            return

        lower, upper = rule.bounds_of_shown(shown[count])
        same = every[visible & (shown == shown[count])]

        assert (lower, upper) == (same.min(), same.max())


class TestOwn:
    def test_protects_what_is_left_over_only_where_numbers_are_exact(self) -> None:
        assert own(5).leftover
        assert not own(5, base=5).leftover

    @pytest.mark.parametrize(("floor", "base", "column"), [(0, 1, "floor"), (5, 0, "base")])
    def test_refuses_nonsense(self, floor: int, base: int, column: str) -> None:
        with pytest.raises(InputError, match=f"{column}: must be 1 or more"):
            own(floor, base=base)


class TestRuleNamed:
    def test_finds_a_rule_by_name_and_gives_a_rule_back(self) -> None:
        assert rule_named("nhs_hes") is RULES["nhs_hes"]
        assert rule_named(RULES["midpoint6"]) is RULES["midpoint6"]

    def test_names_the_rules_that_exist(self) -> None:
        with pytest.raises(UnknownRule) as caught:
            rule_named("hes")

        assert caught.value.args == ("hes", tuple(RULES))
