import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.core.privacy import Detail, personal_details, without_details


def found(text):
    return [(finding.detail, text[finding.start : finding.end]) for finding in personal_details(text)]


class TestPersonalDetails:
    @pytest.mark.parametrize(
        ("text", "detail", "written"),
        [
            ("My number is 943 476 5919.", Detail.NHS_NUMBER, "943 476 5919"),
            ("NHS9434765919? no, 943-476-5919", Detail.NHS_NUMBER, "943-476-5919"),
            ("943\u00a0476\u00a05919", Detail.NHS_NUMBER, "943\u00a0476\u00a05919"),
            ("ring 07700 900123", Detail.PHONE, "07700 900123"),
            ("ring (020) 7946 0018 after 5", Detail.PHONE, "(020) 7946 0018"),
            ("+44 (0)161 496 0000", Detail.PHONE, "+44 (0)161 496 0000"),
            ("0044 7700 900 123", Detail.PHONE, "0044 7700 900 123"),
            ("call 01632960001", Detail.PHONE, "01632960001"),
            ("write to Ann.O'Neil+x@mail.example.org!", Detail.EMAIL, "Ann.O'Neil+x@mail.example.org"),
            ("I live at sw1a 1aa", Detail.POSTCODE, "sw1a 1aa"),
            ("M11AE is mine", Detail.POSTCODE, "M11AE"),
        ],
    )
    def test_finds_each_kind_however_it_is_written(self, text, detail, written):
        assert found(text) == [(detail, written)]

    @pytest.mark.parametrize(
        "text",
        [
            "", "We asked 1,200 people in 2024.", "Between 10 and 12, about 300 of 9,000.", "943 476 5918",
            "0000000000", "Score 4/5, ward E05009861, area E54000048", "5 GPs and 3 PCNs",
            "at 10:30 on 01/02/2024",
            "£1,234,567,890.50", "The A13 4PM bus", "COVID19 2nd wave",
        ],
    )  # fmt: skip
    def test_leaves_ordinary_words_and_figures_alone(self, text):
        assert found(text) == []

    def test_finds_every_detail_of_a_text_in_order(self):
        assert [detail for detail, _ in found("07700 900123, a@b.org, M1 1AE, 943 476 5919")] == [
            Detail.PHONE, Detail.EMAIL, Detail.POSTCODE, Detail.NHS_NUMBER,
        ]  # fmt: skip

    @given(st.text())
    def test_gives_places_within_the_text_that_do_not_overlap(self, text):
        findings = personal_details(text)

        edges = [edge for finding in findings for edge in (finding.start, finding.end)]
        assert edges == sorted(edges)
        assert all(0 <= edge <= len(text) for edge in edges)

    def test_takes_a_long_text_without_slowing_down(self):
        assert found("a@" * 50_000 + "1" * 50_000) == []


class TestWithoutDetails:
    def test_says_what_was_taken_out(self):
        assert (
            without_details("Ring 07700 900123 or a@b.org.") == "Ring [telephone number] or [e-mail address]."
        )

    def test_changes_nothing_else(self):
        assert without_details("Nothing here.") == "Nothing here."
