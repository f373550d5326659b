import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.core.disclosure import FLOOR, protect_by_group, protect_counts
from goldenthread.core.disclosure.groups import FloorTooLow
from goldenthread.methods.disclosure import own

COUNTS = st.dictionaries(st.sampled_from("abcde"), st.integers(min_value=0, max_value=14), min_size=1)


def worlds(safe):
    """Every set of counts that fits what is shown, as somebody who knows the rule would try them."""
    hidden = [group for group, counts in safe.groups.items() if counts.hidden]
    shown = sum(counts.total for counts in safe.groups.values() if not counts.hidden)
    for tried in itertools.product(range(1, 15), repeat=len(hidden)):
        if safe.total is not None and shown + sum(tried) != safe.total:
            continue
        if min(tried, default=0) < FLOOR:
            yield dict(zip(hidden, tried, strict=True))


class TestProtectCounts:
    def test_shows_everything_when_nothing_is_small(self):
        safe = protect_counts({"web": 30, "paper": 5, "phone": 0})

        assert [counts.total for counts in safe.groups.values()] == [30, 5, 0]
        assert safe.total == 35

    def test_hides_the_next_smallest_beside_a_single_small_count(self):
        safe = protect_counts({"web": 30, "paper": 3, "phone": 9})

        assert [counts.hidden for counts in safe.groups.values()] == [False, True, True]
        assert safe.total == 42

    def test_hides_both_of_two(self):
        assert all(
            counts.hidden for counts in protect_counts({"online": 30, "another way": 2}).groups.values()
        )

    def test_hides_a_third_where_two_can_only_be_one_each(self):
        safe = protect_counts({"web": 30, "paper": 1, "phone": 1})

        assert all(counts.hidden for counts in safe.groups.values())
        assert safe.total == 32

    def test_hides_the_total_when_it_is_small_or_all_that_is_left(self):
        assert protect_counts({"web": 3, "paper": 0}).total is None
        assert protect_counts(dict.fromkeys("abcdef", 1)).total is None

    def test_takes_no_floor_under_five(self):
        with pytest.raises(FloorTooLow):
            protect_counts({"a": 1}, floor=4)

    @given(COUNTS)
    def test_calls_small_what_the_methods_call_small(self, counts):
        small = own(FLOOR).is_small(np.array(list(counts.values())))
        safe = protect_counts(counts)

        assert all(
            safe.groups[group].hidden for group, is_small in zip(counts, small, strict=True) if is_small
        )
        by_group = protect_by_group({group: (count,) for group, count in counts.items()})
        assert [by_group.groups[group].hidden for group in counts] == small.tolist()

    @given(COUNTS.filter(lambda counts: sum(0 < count < FLOOR for count in counts.values()) <= 2))
    def test_withstands_somebody_who_tries_every_count(self, counts):
        safe = protect_counts(counts)
        hidden = [group for group, each in safe.groups.items() if each.hidden]
        if len(hidden) > 3:
            return

        possible = list(worlds(safe))

        for group in hidden:
            assert len({world[group] for world in possible}) > 1
