import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.core.tables import TableRefused
from goldenthread.core.tables.layout import lay_out
from goldenthread.core.tables.sheets import Line


def lines(*rows, start=1):
    """Lines from rows of cells; None leaves a blank row out, as the readers do."""
    return [
        Line(number, tuple(row), frozenset()) for number, row in enumerate(rows, start) if row is not None
    ]


def lay(*rows, expected=()):
    return lay_out(lines(*rows), expected=frozenset(expected))


class TestLayOut:
    def test_finds_the_headings_under_a_title(self):
        laid = lay(
            ("Table 3: people offline, 2024",), None, ("Published 1 May 2024", ""), None,
            ("Area", "Name", "2023", "2024"), ("E06000001", "Hartlepool", "12", "13"),
        )  # fmt: skip

        assert laid.heading_line == 5
        assert laid.headings == ("Area", "Name", "2023", "2024")
        assert [row.line for row in laid.rows] == [6]

    def test_finds_expected_headings_wherever_they_stand(self):
        laid = lay(
            ("some", "words", "here"), ("Code", "Level", ""), ("RX4", "2", "x"), expected={"code", "level"}
        )

        assert laid.heading_line == 2

    def test_joins_headings_that_merged_cells_split(self):
        laid = lay(
            ("", "", "Men", "", "Women", ""),
            ("Code", "Name", "n", "%", "n", "%"),
            ("E06000001", "Hartlepool", "1", "2", "3", "4"),
        )

        assert laid.headings == ("Code", "Name", "Men: n", "Men: %", "Women: n", "Women: %")

    def test_joins_headings_merged_both_ways(self):
        laid = lay(
            ("Code", "Name", "Men", "", "Women"),
            ("", "", "n", "%", "n", "%"),
            ("E06000001", "Hartlepool", "1", "2", "3", "4"),
        )

        assert laid.headings == ("Code", "Name", "Men: n", "Men: %", "Women: n", "Women: %")
        assert [row.line for row in laid.rows] == [3]

    def test_leaves_a_title_in_the_first_cell_alone(self):
        laid = lay(("Title",), ("n", "n"), ("1", "2"))

        assert laid.headings == ("n", "n (2)")

    def test_makes_double_and_blank_headings_unique_and_says_so(self):
        laid = lay(("Name", "name", "", "Name (2)"), ("a", "b", "c", "d"))

        assert laid.headings == ("Name", "name (3)", "Column C", "Name (2)")
        assert [notice.what for notice in laid.notices] == [
            "The heading “name” stands more than once; we call a later one “name (3)”.",
            "Column C has no heading.",
        ]

    def test_marks_rows_of_totals_and_keeps_names_that_only_begin_so(self):
        laid = lay(("Name", "n"), ("Totality Health", "1"), ("Total", "1"), ("", "9"), ("All", "1"))

        assert [row.is_total for row in laid.rows] == [False, True, False, True]

    def test_leaves_out_the_notes_below_a_table(self):
        laid = lay(("Code", "Name", "n"), ("A", "b", "1"), None, ("Source: ONS",), ("Crown copyright",))

        assert len(laid.rows) == 1
        assert laid.notices[-1].line == 4

    def test_names_cells_to_the_right_of_the_last_heading(self):
        laid = lay(("Code", "Name"), ("A", "Ashby", " Vale"), ("B", "Bee"))

        fault = laid.faults[0]
        assert (fault.line, fault.heading, fault.value) == (2, "Column C", "Vale")

    def test_names_a_cell_that_is_far_too_long(self):
        laid = lay(("Code", "Name"), ("A", "x" * 32_001))

        assert laid.faults[0].heading == "Name"
        assert len(laid.faults[0].value) <= 80

    def test_takes_a_table_of_one_column(self):
        assert lay(("postcode",), ("M1 1AE",)).headings == ("postcode",)

    def test_refuses_an_empty_sheet(self):
        with pytest.raises(TableRefused, match="nothing in it"):
            lay()

    @given(st.lists(st.lists(st.text(max_size=5), min_size=1, max_size=4), min_size=1, max_size=8))
    def test_gives_every_row_one_cell_for_each_heading(self, rows):
        laid = lay(*rows)

        assert len(set(laid.headings)) == len(laid.headings)
        assert all(len(row.cells) == len(laid.headings) for row in laid.rows)
