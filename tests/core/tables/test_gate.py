"""A hostile corpus: every file is refused in words, in little time and memory."""

import resource
import time

import pytest

from goldenthread.core.tables import Limits, TableRefused, read_table
from making.files import (
    csv_file,
    far_cell_xlsx,
    gz_file,
    ods_file,
    ods_table,
    with_sheet,
    xlsx_bomb,
    xlsx_file,
    zip_bomb,
    zip_file,
)

_XXE = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_OUT_OF_ORDER = '<row r="5"><c r="A5"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'


def encrypted_zip() -> bytes:
    content = bytearray(zip_file({"table.csv": "a,b\n1,2\n"}))
    content[6] |= 1  # the flag in the local header
    content[content.index(b"PK\x01\x02") + 8] |= 1  # and in the directory
    return bytes(content)


def linked_zip() -> bytes:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("table.csv")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


HOSTILE = {
    "nothing": b"",
    "only spaces": b" \n\n ",
    "old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "web page called xls": b"<html><table><tr><td>1</td></tr></table></html>",
    "spreadsheet 2003 xml": b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>',
    "pdf": b"%PDF-1.7\n...",
    "nul bytes": b"a,b\n1,\x002\n",
    "nul bytes in utf-16": "a,b\n1,\x002\n".encode("utf-16"),
    "utf-16 without mark": "a,b\n1,2\n".encode("utf-16-le"),
    "no known letters": b"a,b\n\x81\x8d,2\n",
    "half a pair": b"\xff\xfea\x00,\x00\x00\xd8",
    "zip bomb": zip_bomb(),
    "xlsx bomb": xlsx_bomb(),
    "gz bomb": gz_file(b"0" * 50_000_000),
    "gz in gz": gz_file(gz_file(b"a,b\n1,2\n")),
    "cut short gz": gz_file(b"a,b\n1,2\n" * 1000)[:-12],
    "zip in zip": zip_file({"table.csv": zip_file({"a.csv": "a,b"})}),
    "many tables": zip_file({"a.csv": "a,b", "b.csv": "a,b"}),
    "many members": zip_file({f"{number}.txt": "x" for number in range(201)}),
    "locked": encrypted_zip(),
    "link": linked_zip(),
    "damaged zip": zip_file({"a.csv": "a,b\n" * 1000})[:-30],
    "far cell": far_cell_xlsx(),
    "rows out of order": with_sheet(xlsx_file(["a"]), _OUT_OF_ORDER),
    "huge row number": with_sheet(xlsx_file(["a"]), '<row r="99999999999"><c r="A1"><v>1</v></c></row>'),
    "not a number": with_sheet(xlsx_file(["a"]), '<row r="1"><c r="A1"><v>ten</v></c></row>'),
    "string that is not there": with_sheet(
        xlsx_file(["a"]), '<row r="1"><c r="A1" t="s"><v>99</v></c></row>'
    ),
    "ods reads another file": ods_file(ods_table(["&secret;", "b"]), doctype=_XXE),
    "ods laughs": ods_file(ods_table(["&b;", "b"]), doctype=_LAUGHS),
    "ods of no sheet": ods_file(""),
    "ods repeats a million rows": ods_file(
        ods_table(["a", "b"]).replace(
            "<table:table-row>", '<table:table-row table:number-rows-repeated="1000000">'
        )
    ),
    "ods repeats ten thousand columns": ods_file(
        ods_table(
            ['<table:table-cell table:number-columns-repeated="9999"><text:p>x</text:p></table:table-cell>']
        )
    ),
    "quote never closed": b'a,b\n1,2\n"3,4\n',
    "text after a quote": b'a,b\n"1"x,2\n',
    "too many columns": csv_file(["x"] * 201),
    "too many rows": b"a,b\n" + b"1,2\n" * 100_001,
    "empty workbook": xlsx_file(),
}


class TestOpenUpload:
    @pytest.mark.parametrize("name", HOSTILE)
    def test_refuses_a_hostile_file_in_words(self, name):
        started = time.monotonic()

        with pytest.raises(TableRefused) as refusal:
            read_table(HOSTILE[name], name=name)

        assert all(
            reason.what.endswith(".") and reason.mend.endswith(".") for reason in refusal.value.reasons
        )
        assert "Traceback" not in str(refusal.value)
        assert time.monotonic() - started < 20  # the child's own limit on a busy machine

    def test_stops_a_reader_that_takes_too_long(self):
        with pytest.raises(TableRefused, match="too long"):
            read_table(csv_file(["a", "b"], ["1", "2"]), name="a.csv", limits=Limits(wall_seconds=0))

    def test_stops_a_reader_that_takes_too_much_memory(self):
        with pytest.raises(TableRefused):
            read_table(csv_file(["a", "b"], ["1", "2"]), name="a.csv", limits=Limits(memory_bytes=20_000_000))

    def test_keeps_the_children_small(self):
        read_table(xlsx_file(["a", "b"], ["1", "2"]), name="a.xlsx")

        used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        assert used < 1_000_000_000

    def test_names_the_row_of_broken_quotes(self):
        with pytest.raises(TableRefused, match="In row 3 a cell in quotation marks"):
            read_table(HOSTILE["quote never closed"], name="a.csv")

    def test_names_the_far_cell(self):
        with pytest.raises(TableRefused, match="row 1,048,576"):
            read_table(HOSTILE["far cell"], name="a.xlsx")
