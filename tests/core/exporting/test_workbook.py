import io
import zipfile
from datetime import UTC, date, datetime

from openpyxl import load_workbook

from goldenthread.core.exporting import Field, FieldKind, xlsx_bytes
from making.exports import make_sheet


def opened(content):
    return load_workbook(io.BytesIO(content))


class TestXlsxBytes:
    def test_keeps_numbers_numbers_and_text_text(self):
        page = opened(xlsx_bytes(make_sheet(("=1+1", -5, 0.25), ("b", None, float("nan")))))[
            "Levels by practice"
        ]

        assert [cell.value for cell in page[1]] == ["Practice", "People", "Share"]
        assert [(cell.value, cell.data_type) for cell in page[2]] == [("'=1+1", "s"), (-5, "n"), (0.25, "n")]
        assert [cell.value for cell in page[3]] == ["b", None, None]

    def test_holds_no_formula(self):
        content = xlsx_bytes(make_sheet(("=1+1", 1, 1)))

        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert not any(b"<f>" in archive.read(name) for name in archive.namelist())

    def test_says_where_the_figures_come_from(self):
        page = opened(xlsx_bytes(make_sheet()))["About these figures"]

        said = {row[0].value: row[1].value for row in page.iter_rows() if row[0].value and len(row) > 1}
        assert said["Source"] == "Round 3 of Wessbury"
        assert said["As at"] == "2026-06-01"
        assert said["People"] == "How many answered"

    def test_gives_sheets_of_one_title_two_names(self):
        assert len(opened(xlsx_bytes(make_sheet(), make_sheet(name="other"))).sheetnames) == 3

    def test_writes_days_and_moments(self):
        fields = (Field("day", FieldKind.DATE, "Day"), Field("at", FieldKind.DATETIME, "At"))

        page = opened(
            xlsx_bytes(make_sheet((date(2026, 6, 1), datetime(2026, 6, 1, 9, tzinfo=UTC)), fields=fields))
        ).worksheets[0]

        assert page["A2"].value.date() == date(2026, 6, 1)
        assert page["B2"].value.hour == 9
