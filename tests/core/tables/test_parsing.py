from datetime import date
from decimal import Decimal

from goldenthread.core.tables import Column, Kind, Missing, parse
from goldenthread.core.tables.layout import lay_out
from goldenthread.core.tables.reading import Table
from goldenthread.core.tables.sheets import Line


def table(*rows, numeric=()):
    lines = [
        Line(number, tuple(row), frozenset(numeric if number > 1 else ()))
        for number, row in enumerate(rows, 1)
    ]
    laid = lay_out(lines, expected=frozenset(), headings=None)
    return Table(
        "a.csv", "", (), laid.heading_line, laid.headings, laid.rows, laid.faults, laid.notices, "0" * 64
    )


def values(*rows, kind, **options):
    parsed = parse(
        table(["x", "word"], *[[cell, "a"] for cell in rows]), [Column("x", ("x",), kind, **options)]
    )
    return [row.values["x"] for row in parsed.rows], [fault.what for fault in parsed.faults]


class TestParse:
    def test_finds_columns_by_any_of_their_names_and_years(self):
        columns = [Column("icb", ("ICB##CD", "icb_code"), Kind.GSS), Column("name", ("ICB##NM",))]

        parsed = parse(table(["ICB24CD", "Icb 24 nm", "other"], ["E54000048", "An ICB", "x"]), columns)

        assert parsed.rows[0].values == {"icb": "E54000048", "name": "An ICB"}
        assert parsed.headings == {"icb": "ICB24CD", "name": "Icb 24 nm"}
        assert parsed.notices[-1].what == "Columns that we did not need: other."

    def test_takes_the_headings_that_a_person_chose(self):
        columns = [Column("level", ("level",), Kind.COUNT)]

        parsed = parse(table(["level", "their view"], ["1", "3"]), columns, headings={"level": "their view"})

        assert parsed.rows[0].values == {"level": 3}

    def test_names_every_fault_with_row_heading_and_value(self):
        columns = [
            Column("code", ("code",), Kind.ODS, required=True, unique=True),
            Column("n", ("Number of people",), Kind.COUNT),
        ]
        sent = table(
            ["code", "Number of people"], ["RX4", "12"], ["5.00E+10", "twelve"], ["", "-1"], ["rx4", "1.5"]
        )

        parsed = parse(sent, columns)

        assert [(fault.line, fault.heading, fault.value) for fault in parsed.faults] == [
            (3, "code", "5.00E+10"),
            (3, "Number of people", "twelve"),
            (4, "code", ""),
            (4, "Number of people", "-1"),
            (5, "Number of people", "1.5"),
            (5, "code", "rx4"),
        ]
        assert parsed.faults[0].what == "A spreadsheet has turned this code into a number."
        assert parsed.faults[-1].what == "This is in row 2 too."

    def test_says_which_column_is_missing_and_which_is_there_twice(self):
        columns = [Column("code", ("code", "kode"), required=True), Column("name", ("name",), required=True)]

        parsed = parse(table(["code", "kode"], ["a", "b"]), columns)

        assert [fault.what for fault in parsed.faults] == [
            "More than one column could be this one: “code” and “kode”.",
            "This column is missing.",
        ]

    def test_leaves_totals_out(self):
        parsed = parse(table(["name", "n"], ["a", "1"], ["Total", "1"]), [Column("n", ("n",), Kind.COUNT)])

        assert [row.values["n"] for row in parsed.rows] == [1]

    def test_refuses_codes_that_a_workbook_keeps_as_numbers(self):
        parsed = parse(table(["code", "n"], ["504", "1"], numeric={0}), [Column("code", ("code",), Kind.ODS)])

        assert "noughts" in parsed.faults[0].what

    def test_keeps_missing_apart_from_nothing_and_from_zero(self):
        read, faults = values("0", "*", "[c]", "-", ":", "", "[z]", kind=Kind.COUNT)

        assert read == [
            0, Missing.SUPPRESSED, Missing.SUPPRESSED, Missing.NOT_AVAILABLE, Missing.NOT_AVAILABLE, None,
            Missing.NOT_APPLICABLE,
        ]  # fmt: skip
        assert not faults

    def test_reads_shares_and_percentages(self):
        assert values("45%", "0.45", kind=Kind.SHARE)[0] == [Decimal("0.45"), Decimal("0.45")]
        assert values("45%", "45", kind=Kind.PERCENT)[0] == [Decimal(45), Decimal(45)]
        assert values("45", "145%", kind=Kind.SHARE)[1] == ["This is not a share between 0 and 1."] * 2
        assert values("45%", kind=Kind.NUMBER)[1] == ["This is a percentage where a number is expected."]

    def test_names_the_errors_that_spreadsheets_show(self):
        assert values("#DIV/0!", kind=Kind.NUMBER)[1] == ["The spreadsheet shows an error here."]

    def test_reads_days_postcodes_and_yes_or_no(self):
        assert values("01/02/2024", kind=Kind.DATE)[0] == [date(2024, 2, 1)]
        assert values("m11ae", kind=Kind.POSTCODE)[0] == ["M1 1AE"]
        assert values("Y", "no", kind=Kind.YES_NO)[0] == [True, False]
        assert len(values("soon", kind=Kind.DATE)[1]) == 1

    def test_turns_the_senders_words_into_ours(self):
        read, faults = values(
            "Not  Started", "leading", kind=Kind.CHOICE, choices={"not started": 0, "Leading": 4}
        )

        assert read == [0, 4]
        assert not faults

    def test_names_the_words_it_knows(self):
        assert (
            "“yes”"
            in parse(
                table(["x", "w"], ["maybe", "a"]), [Column("x", ("x",), Kind.CHOICE, choices={"yes": 1})]
            )
            .faults[0]
            .mend
        )

    def test_refuses_text_that_is_too_long(self):
        assert values("abc", kind=Kind.TEXT, most_characters=2)[1] == ["This has 3 characters."]
