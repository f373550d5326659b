import pytest

from goldenthread.core.tables import read_table
from goldenthread.systems.imports.faults import FilesFaulty
from goldenthread.systems.imports.lookups import LOOKUP_HEADINGS, read_lookup
from making.files import csv_file, xlsx_file
from making.published import (
    AS_PUBLISHED,
    BOARD,
    authorities_file,
    lookup_file,
    lookup_rows,
    open_data,
    table_of,
)


def faults_of(*tables):
    with pytest.raises(FilesFaulty) as faulty:
        read_lookup(*tables)
    return [
        (each.file_name, each.fault.line, each.fault.heading, each.fault.what) for each in faulty.value.faults
    ]


class TestReadLookup:
    def test_reads_boards_and_their_sub_icbs_as_published(self):
        lookup = read_lookup(table_of(lookup_file()))

        assert lookup.year == 2024
        assert [board.name for board in lookup.boards] == ["NHS Norrow ICB", BOARD[2]]
        wessbury = lookup.boards[1]
        assert (wessbury.code, wessbury.ods_code) == BOARD[:2]
        assert [(part.code, part.ods_code, part.inside_count) for part in wessbury.sub_icbs] == [
            ("E38000901", "90A", 2),
            ("E38000902", "90C", 2),
        ]

    def test_reads_a_workbook_with_a_title_and_other_sheets(self):
        sheets = {
            "Notes": [["About this file", "x"]],
            "Lookup": [["Title"], [], AS_PUBLISHED, *lookup_rows()],
        }

        table = read_table(xlsx_file(sheets=sheets), name="lookup.xlsx", expect=LOOKUP_HEADINGS)

        assert len(read_lookup(table).boards) == 2

    def test_joins_local_authorities_by_small_areas_and_counts_what_lies_inside(self):
        lookup = read_lookup(table_of(lookup_file()), table_of(authorities_file()))

        assert [
            (part.name, part.inside_count, part.all_count) for part in lookup.boards[1].local_authorities
        ] == [
            ("Eastdale", 3, 3),
            ("Marsh", 1, 3),
        ]

    def test_takes_a_short_list_of_boards(self):
        lookup = read_lookup(table_of(csv_file(("ONS_ICB_CODE", "ICB_CODE", "ICB_NAME"), BOARD)))

        assert lookup.year is None
        assert lookup.boards[0].ods_code == "QZ1"

    def test_names_every_row_that_it_cannot_use(self):
        rows = [list(row) for row in lookup_rows()]
        rows[0][5] = "E38000901"  # not a board
        rows[1][4] = "Another name"  # two names for one code
        rows[2][5] = ""  # no board
        rows[3][2] = "5.00E+10"  # spoilt
        rows[4][7] = ""  # no name

        found = faults_of(table_of(csv_file(AS_PUBLISHED, *rows), "odd.csv"))

        assert {(line, heading) for _, line, heading, _ in found} == {
            (2, "ICB24CD"), (3, "SICBL24NM"), (4, "ICB24CD"), (5, "SICBL24CD"), (6, "ICB24NM"),
        }  # fmt: skip
        assert {name for name, *_ in found} == {"odd.csv"}

    def test_says_that_there_are_no_boards(self):
        assert "no column of codes" in faults_of(table_of(authorities_file()))[0][3]

    def test_does_not_join_small_areas_of_different_years(self):
        older = authorities_file().replace(b"lsoa21", b"lsoa11")

        assert "cannot be joined" in faults_of(table_of(lookup_file()), table_of(older, "older.csv"))[0][3]

    def test_names_the_small_areas_that_the_other_file_lacks(self):
        fewer = authorities_file().replace(b"E01900002", b"E01900009")

        found = faults_of(table_of(lookup_file()), table_of(fewer, "fewer.csv"))

        assert found == [("lookup.csv", 3, "LSOA21CD", "This area is not in fewer.csv.")]

    def test_reads_the_real_lookups(self):
        """With the published files where they are at hand, else with the invented ones."""
        real = open_data("geo/lookups/lsoa21_sicbl24_icb24.csv.gz")
        wards = open_data("geo/lookups/lsoa21_ward24_lad24.csv.gz")
        contents = (real.read_bytes(), wards.read_bytes()) if real else (lookup_file(), authorities_file())

        lookup = read_lookup(*(table_of(content) for content in contents))

        boards, sub_icbs = (42, 106) if real else (2, 3)
        assert len(lookup.boards) == boards
        assert sum(len(board.sub_icbs) for board in lookup.boards) == sub_icbs
        assert all(board.local_authorities for board in lookup.boards)
