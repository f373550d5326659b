import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.core.disclosure import FLOOR, protect_by_group
from goldenthread.core.disclosure.groups import FloorTooLow

GROUPS = st.dictionaries(
    st.sampled_from(["leaders", "staff", "partners", "local people"]),
    st.lists(st.integers(min_value=0, max_value=12), min_size=6, max_size=6),
)


def worlds(safe, width, floor):
    """Every set of hidden answers of up to floor people a group that fits what is published."""
    hidden = safe.hidden_groups
    possible = [cells for cells in itertools.product(range(floor), repeat=width) if 0 < sum(cells) < floor]
    for answers in itertools.product(possible, repeat=len(hidden)):
        if safe.total is not None:
            shown = sum(counts.total for counts in safe.groups.values() if not counts.hidden)
            if shown + sum(map(sum, answers)) != safe.total:
                continue
        yield answers


class TestProtectByGroup:
    def test_shows_groups_of_five_or_more_whole(self):
        safe = protect_by_group({"staff": [1, 1, 1, 1, 1], "leaders": [0, 0, 9, 0, 0]})

        assert safe.groups["staff"].shown == (1, 1, 1, 1, 1)
        assert safe.groups["leaders"].total == 9
        assert safe.together.shown == (1, 1, 10, 1, 1)
        assert safe.total == 14
        assert safe.hidden_groups == ()

    def test_hides_a_small_group_its_size_and_every_total_that_holds_it(self):
        safe = protect_by_group({"staff": [3, 4, 0, 0, 1], "partners": [0, 0, 2, 1, 0]})

        partners = safe.groups["partners"]
        assert partners.hidden
        assert partners.shown == (None,) * 5
        assert partners.total is None
        assert "Fewer than 5 people" in partners.reason
        assert safe.total is None
        assert safe.together.shown == (3, 4, 0, 0, 1)
        assert "not counted" in safe.together.reason

    def test_shows_that_nobody_answered(self):
        safe = protect_by_group({"staff": [0, 0], "leaders": [5, 0]})

        assert safe.groups["staff"].total == 0
        assert safe.total == 5

    def test_takes_a_higher_floor_and_never_a_lower_one(self):
        assert protect_by_group({"staff": [7, 0]}, floor=10).groups["staff"].hidden
        with pytest.raises(FloorTooLow):
            protect_by_group({"staff": [7, 0]}, floor=4)

    def test_refuses_groups_that_were_asked_different_things(self):
        with pytest.raises(ValueError, match="different numbers"):
            protect_by_group({"staff": [1], "leaders": [1, 2]})

    def test_takes_no_groups_at_all(self):
        assert protect_by_group({}).total == 0

    @given(GROUPS)
    def test_never_shows_a_group_under_the_floor(self, counts):
        safe = protect_by_group(counts)

        for group, cells in counts.items():
            if 0 < sum(cells) < FLOOR:
                assert set(safe.groups[group].shown) == {None}
            else:
                assert safe.groups[group].counts == tuple(cells)

    @given(GROUPS)
    def test_leaves_nothing_to_subtract(self, counts):
        safe = protect_by_group(counts)

        for place in range(6):
            shown = sum(group.counts[place] for group in safe.groups.values() if not group.hidden)
            assert not counts or safe.together.counts[place] == shown

    @pytest.mark.parametrize(
        "small", [[[1, 0, 0]], [[0, 2, 2]], [[1, 0, 0], [0, 0, 1]], [[4, 0, 0], [0, 4, 0]]]
    )
    def test_withstands_somebody_who_tries_every_answer(self, small):
        counts = {"staff": [5, 3, 0], **{f"group {at}": cells for at, cells in enumerate(small)}}

        possible = list(worlds(protect_by_group(counts), 3, FLOOR))

        for group in range(len(small)):
            assert {sum(answers[group]) for answers in possible} == {1, 2, 3, 4}
            for place in range(3):
                assert {answers[group][place] for answers in possible} == {0, 1, 2, 3, 4}
