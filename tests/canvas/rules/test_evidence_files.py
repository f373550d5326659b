"""Files are what their content is."""

import pytest

from goldenthread.canvas.rules.evidence_files import MOST_BYTES, SentFile, kind_named, tidy_name, why_not_take
from goldenthread.canvas.terms import EvidenceRefusal
from making.evidence import PDF, PNG, package

ODT = "application/vnd.oasis.opendocument.text"


class TestWhyNotTake:
    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("plan.pdf", PDF),
            ("Plan.PDF", PDF),
            ("photo.png", PNG),
            ("photo.jpeg", b"\xff\xd8\xff\xe0" + b"\x00" * 8),
            ("plan.docx", package("[Content_Types].xml", "word/document.xml")),
            ("figures.xlsx", package("[Content_Types].xml", "xl/workbook.xml")),
            ("plan.odt", package("content.xml", mimetype=ODT)),
            (
                "figures.ods",
                package("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
            ),
            ("figures.csv", "a,b\n1,Café\n".encode("cp1252")),
            ("notes.txt", b"Ysgol Gymraeg"),
        ],
    )
    def test_allows_what_is_as_it_is_named(self, name: str, content: bytes) -> None:
        assert why_not_take(SentFile(name, content)) is None

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("plan.pdf", b"<script>alert(1)</script>"),
            ("photo.png", PDF),
            ("plan.docx", package("[Content_Types].xml", "xl/workbook.xml")),
            ("plan.docx", package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
            ("plan.odt", package("content.xml", mimetype="application/java-archive")),
            ("plan.xlsx", b"PK\x03\x04 not a package at all"),
            ("notes.txt", b"MZ\x90\x00\x03\x00"),
            ("notes.csv", PNG),
        ],
    )
    def test_refuses_what_is_not_as_it_is_named(self, name: str, content: bytes) -> None:
        assert why_not_take(SentFile(name, content)) is EvidenceRefusal.FILE_NOT_AS_NAMED

    @pytest.mark.parametrize("name", ["page.html", "picture.svg", "run.exe", "plan.docm", "plan", "x.zip"])
    def test_refuses_other_kinds(self, name: str) -> None:
        assert why_not_take(SentFile(name, b"hello")) is EvidenceRefusal.FILE_KIND

    def test_refuses_the_empty_and_the_huge(self) -> None:
        huge = SentFile("plan.pdf", PDF + b"0" * MOST_BYTES)

        assert why_not_take(SentFile("plan.pdf", b"")) is EvidenceRefusal.FILE_EMPTY
        assert why_not_take(huge) is EvidenceRefusal.FILE_TOO_LARGE


class TestTidyName:
    @pytest.mark.parametrize(
        ("sent", "kept"),
        [
            ("../../etc/Plan.PDF", "Plan.pdf"),
            ("C:\\papers\\Board paper.docx", "Board paper.docx"),
            ('a"b\r\nc.txt', "abc.txt"),
            ("photo.JPEG", "photo.jpg"),
            (".pdf", "file.pdf"),
        ],
    )
    def test_keeps_a_plain_name(self, sent: str, kept: str) -> None:
        assert tidy_name(sent) == kept

    def test_is_a_name_that_can_be_served(self) -> None:
        assert kind_named(tidy_name("x" * 300 + ".jpeg")).content_type == "image/jpeg"
        assert len(tidy_name("x" * 300 + ".jpeg")) <= 200
