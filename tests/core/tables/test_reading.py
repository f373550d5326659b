import json
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook

from goldenthread.core.tables import Limits, TableRefused, read_table
from making.files import csv_file, gz_file, ods_file, ods_table, saved, with_sheet, xlsx_file, zip_file

ROWS = (
    ["code", "name", "people"],
    ["E06000001", "Hartlepool", "92300"],
    ["E06000002", "Middlesbrough", "143900"],
)


def whats(table):
    return [notice.what for notice in table.notices]


class TestReadTable:
    @pytest.mark.parametrize(
        "content",
        [
            csv_file(*ROWS),
            csv_file(*ROWS, delimiter="\t"),
            csv_file(*ROWS, delimiter=";"),
            b"sep=;\r\n" + csv_file(*ROWS, delimiter=";"),
            csv_file(*ROWS, encoding="utf-8-sig"),
            csv_file(*ROWS, encoding="utf-16"),
            gz_file(csv_file(*ROWS)),
            zip_file({"folder/table.csv": csv_file(*ROWS), "read me.md": "hello"}),
            xlsx_file(*ROWS),
            ods_file(ods_table(*ROWS)),
        ],
        ids=["csv", "tsv", "semicolons", "sep", "bom", "utf-16", "gz", "zip", "xlsx", "ods"],
    )
    def test_reads_the_same_table_from_every_kind_of_file(self, content):
        table = read_table(content, name="whatever it is called.pdf")

        assert table.headings == ("code", "name", "people")
        assert [row.cells for row in table.rows] == [tuple(row) for row in ROWS[1:]]
        assert [row.line for row in table.rows] == [2, 3]
        assert len(table.sha256) == 64
        assert not table.faults

    def test_reads_windows_letters_and_says_so(self):
        table = read_table(csv_file(["place"], ["Café – £5"], encoding="windows-1252"), name="a.csv")

        assert table.rows[0].cells == ("Café – £5",)
        assert "Windows-1252" in whats(table)[0]

    def test_numbers_rows_as_a_spreadsheet_does(self):
        content = b'code,name\n"A","two\nlines"\n\n,\nB,last\n'

        table = read_table(content, name="a.csv")

        assert [(row.line, row.cells[0]) for row in table.rows] == [(2, "A"), (5, "B")]

    def test_reads_dates_percentages_and_noise_as_the_reader_sees_them(self):
        book = Workbook()
        page = book.active
        page.append(["day", "moment", "share", "sum", "padded", "whole", "flag"])
        page.append(
            [
                date(2024, 2, 1),
                datetime(2024, 2, 1, 9, 30, tzinfo=UTC).replace(tzinfo=None),
                0.455,
                0.1 + 0.2,
                7,
                3.0,
                True,
            ]
        )
        page["C2"].number_format, page["E2"].number_format = "0.0%", "0000"

        table = read_table(saved(book), name="a.xlsx")

        assert table.rows[0].cells == (
            "2024-02-01",
            "2024-02-01 09:30:00",
            "45.5%",
            "0.3",
            "0007",
            "3",
            "TRUE",
        )
        assert table.rows[0].numeric == {2, 3, 4, 5}

    def test_reads_values_of_an_open_document(self):
        table = read_table(
            ods_file(
                ods_table(
                    ["day", "share", "n"],
                    [
                        '<table:table-cell office:value-type="date" office:date-value="2024-02-01"/>',
                        '<table:table-cell office:value-type="percentage" office:value="0.455"/>',
                        '<table:table-cell office:value-type="float" office:value="12.50"/>',
                    ],
                )
            ),
            name="a.ods",
        )

        assert table.rows[0].cells == ("2024-02-01", "45.5%", "12.5")

    def test_never_repeats_what_is_blank(self):
        repeated = (
            '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
            ' table:number-columns-repeated="16384"/></table:table-row>'
        )
        content = ods_table(["a", "b"], ["1", "2"]).replace("</table:table>", repeated + "</table:table>")

        table = read_table(ods_file(content), name="a.ods")

        assert len(table.rows) == 1

    def test_leaves_comments_on_cells_out(self):
        cell = (
            '<table:table-cell office:value-type="string"><office:annotation><text:p>private</text:p>'
            "</office:annotation><text:p>pub<text:s text:c='2'/>lic</text:p></table:table-cell>"
        )

        table = read_table(ods_file(ods_table(["a", "b"], [cell, "x"])), name="a.ods")

        assert table.rows[0].cells == ("pub  lic", "x")

    def test_says_when_a_formula_has_no_saved_result(self):
        table = read_table(xlsx_file(["a", "b"], ["x", "=1+1"]), name="a.xlsx")

        assert table.rows[0].cells == ("x", "")
        assert "B2" in whats(table)[0]

    def test_takes_the_sheet_with_the_expected_headings(self):
        content = xlsx_file(sheets={"Cover": [["Some", "words"], ["and", "more"]], "Data": ROWS})

        table = read_table(content, name="a.xlsx", expect=("Code", "People"))

        assert table.sheet == "Data"
        assert "Not read: Cover" in whats(table)[0]

    def test_takes_the_sheet_that_is_asked_for_and_no_other(self):
        content = xlsx_file(sheets={"Cover": [["a", "b"], ["c", "d"]], "Data": ROWS})

        assert read_table(content, name="a.xlsx", sheet="Cover").headings == ("a", "b")
        with pytest.raises(TableRefused, match="no sheet called “Elsewhere”"):
            read_table(content, name="a.xlsx", sheet="Elsewhere")

    def test_takes_the_sheet_of_an_open_document_that_is_asked_for(self):
        content = ods_file(ods_table(["a", "b"], ["1", "2"], name="Cover") + ods_table(*ROWS, name="Data"))

        assert read_table(content, name="a.ods", expect=("code", "people")).sheet == "Data"
        assert read_table(content, name="a.ods", sheet="Cover").headings == ("a", "b")

    def test_names_columns_of_published_files_without_headings(self):
        table = read_table(csv_file(["R0A", "A TRUST"]), name="etr.csv", headings=["code", "name"])

        assert table.heading_line == 0
        assert table.rows[0].line == 1

    def test_refuses_a_file_over_the_limit(self):
        with pytest.raises(TableRefused, match="MB"):
            read_table(b"a,b\n1,2\n", name="a.csv", limits=Limits(file_bytes=4))

    def test_survives_rows_and_cells_without_addresses(self):
        rows = '<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row>'
        rows += "<row><c><v>1</v></c><c><v>2</v></c></row>"

        table = read_table(with_sheet(xlsx_file(["x"]), rows), name="a.xlsx")

        assert table.headings == ("a", "b")
        assert table.rows[0].cells == ("1", "2")

    def test_keeps_what_it_read_in_plain_words(self):
        table = read_table(csv_file(*ROWS), name="a.csv")

        assert json.dumps([row.cells for row in table.rows])
