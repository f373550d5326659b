from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.core.tables import grammar


class TestNumber:
    @pytest.mark.parametrize(
        ("written", "value"),
        [
            ("0", "0"), ("1,234", "1234"), ("1,234,567.80", "1234567.80"), ("-5", "-5"), ("−5.5", "-5.5"),
            ("£1,200", "1200"), ("45%", "45"), ("45.5 %", "45.5"), ("(1,200)", "-1200"), ("12 345", "12345"),
            ("12\u00a0345", "12345"), ("1.20E+05", "1.20E+05"), ("007", "7"), (" 3 ", "3"),
        ],
    )  # fmt: skip
    def test_reads_what_people_write(self, written, value):
        assert grammar.number(written) == Decimal(value)

    @pytest.mark.parametrize(
        "written",
        [
            "",
            "nan",
            "inf",
            "1_000",
            "１２",
            "12,34",
            "1,2345",
            "1.2.3",
            "1e999",
            "--1",
            "(-5)",
            "()",
            "0x1F",
            "1 2",
            "5E",
            "½",
        ],
    )
    def test_refuses_what_float_would_let_through(self, written):
        assert grammar.number(written) is None

    @given(st.decimals(min_value=-(10**12), max_value=10**12, places=3))
    def test_gives_back_every_number_it_is_shown(self, value):
        assert grammar.number(f"{value:,}") == value


class TestDay:
    @pytest.mark.parametrize(
        "written",
        ["2024-02-01", "01/02/2024", "1.2.24", "1 February 2024", "1st Feb 2024", "01Feb2024", "01-FEB-24",
         "20240201", "45323", "2024-02-01 00:00:00", "2024-02-01T00:00"],
    )  # fmt: skip
    def test_reads_the_same_day_however_it_is_written(self, written):
        assert grammar.day(written) == date(2024, 2, 1)

    @pytest.mark.parametrize(
        "written", ["", "31/02/2024", "2024-13-01", "13/13/2024", "Feb 2024", "1 Foo 2024", "1", "99999"]
    )
    def test_refuses_days_that_never_were(self, written):
        assert grammar.day(written) is None

    def test_takes_no_bare_number_when_told_so(self):
        assert grammar.day("45323", serials=False) is None

    @given(st.dates(min_value=date(1911, 1, 1), max_value=date(2099, 12, 31)))
    def test_counts_days_as_spreadsheets_do(self, day):
        serial = (day - date(1899, 12, 30)).days

        assert grammar.day(str(serial)) == day
        assert grammar.day(f"{day:%d/%m/%Y}") == day


class TestYesOrNo:
    def test_knows_the_usual_words(self):
        assert grammar.yes_or_no("Yes") is True
        assert grammar.yes_or_no("FALSE") is False
        assert grammar.yes_or_no("perhaps") is None
