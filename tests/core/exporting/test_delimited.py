from datetime import UTC, date, datetime
from decimal import Decimal

from goldenthread.core.exporting import Field, FieldKind, csv_bytes
from goldenthread.core.tables import read_table
from making.exports import make_sheet


class TestCsvBytes:
    def test_keeps_numbers_numbers_and_makes_text_safe(self):
        written = csv_bytes(make_sheet(("=1+1", -5, -0.5), ("b", None, float("nan"))))

        assert written == b"practice,people,share\r\n'=1+1,-5,-0.5\r\nb,,\r\n"

    def test_begins_with_the_mark_when_asked(self):
        assert csv_bytes(make_sheet(), byte_order_mark=True).startswith(b"\xef\xbb\xbfpractice")

    def test_writes_each_kind_of_value_in_one_way(self):
        kinds = (FieldKind.DATE, FieldKind.DATETIME, FieldKind.BOOLEAN, FieldKind.NUMBER)
        fields = tuple(Field(kind.value, kind, kind.value) for kind in kinds)
        row = (date(2026, 6, 1), datetime(2026, 6, 1, 9, tzinfo=UTC), True, Decimal("1E+2"))

        written = csv_bytes(make_sheet(row, fields=fields))

        assert written.splitlines()[1] == b"2026-06-01,2026-06-01T09:00:00+00:00,true,100"

    def test_is_read_back_by_our_own_reader(self):
        table = read_table(csv_bytes(make_sheet(('a "b", c\nd', 1, 0.5))), name="x.csv")

        assert table.rows[0].cells == ('a "b", c\nd', "1", "0.5")
