"""Everything published about a question, put together by somebody who solves for the rest."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.core.disclosure import FLOOR, protect_by_group

VOICES = ("leaders", "staff", "partners", "local people")
GROUPS = st.lists(
    st.lists(st.integers(min_value=0, max_value=9), min_size=7, max_size=7), min_size=4, max_size=4
)


def known_sums(safe):
    """Each published number as a sum of unknown cells: (which of the 4 x 7 cells, the number)."""
    sums = []
    for place, voice in enumerate(VOICES):
        counts = safe.groups[voice]
        sums += [
            (_cells([(place, cell)]), counts.shown[cell])
            for cell in range(7)
            if counts.shown[cell] is not None
        ]
        if counts.total is not None:
            sums.append((_cells([(place, cell) for cell in range(7)]), counts.total))
    everybody = [(place, cell) for place in range(4) for cell in range(7)]
    if safe.total is not None:
        sums.append((_cells(everybody), safe.total))
    # What "together" holds is published as the sum over the groups that are shown.
    shown = [place for place, voice in enumerate(VOICES) if not safe.groups[voice].hidden]
    together = [(_cells([(place, cell) for place in shown]), safe.together.shown[cell]) for cell in range(7)]
    return sums + together


def _cells(places):
    marks = np.zeros((4, 7))
    for place, cell in places:
        marks[place, cell] = 1
    return marks.ravel()


class TestProtectByGroup:
    @settings(max_examples=60)
    @given(GROUPS)
    def test_gives_no_equation_in_which_a_hidden_cell_stands(self, rows):
        counts = dict(zip(VOICES, rows, strict=True))
        safe = protect_by_group(counts)
        sums = known_sums(safe)

        hidden = np.array([[safe.groups[voice].hidden] * 7 for voice in VOICES]).ravel()

        # No published number involves a hidden cell, so no sum or difference of them can either:
        # about a hidden cell a reader knows no more than that its group has 1 to 4 people.
        assert all(not (marks[hidden] != 0).any() for marks, _ in sums)
        assert all(marks @ np.array(rows).ravel() == number for marks, number in sums)
        assert hidden.any() == any(0 < sum(row) < FLOOR for row in rows)
