import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.core.exporting import safe_text
from goldenthread.core.exporting.sheet import file_name
from making.exports import make_sheet


class TestSafeText:
    @pytest.mark.parametrize(
        "text",
        [
            "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\ufeff=1", "＝1",
            "|cmd", "%0A=1", '"=1', "'=1", "=cmd|' /C calc'!A0", "\u202e=1", "\x00=1",
        ],
    )  # fmt: skip
    def test_puts_an_apostrophe_before_what_a_spreadsheet_would_run(self, text):
        assert safe_text(text).startswith("'")

    @pytest.mark.parametrize("text", ["", "5 - 3", "a=b", "Ann's", "£5", "(1)", "naïve"])
    def test_leaves_ordinary_text_alone(self, text):
        assert safe_text(text) == text

    def test_takes_out_what_cannot_be_printed(self):
        assert safe_text("a\x00b\x1fc\u202ed\ud800") == "abcd"

    @given(st.text())
    def test_never_lets_a_formula_begin_a_cell(self, text):
        assert not safe_text(text).lstrip().startswith(("=", "+", "-", "@"))


class TestFileName:
    @pytest.mark.parametrize(
        "name", ["../../etc/passwd", 'a"; filename=x', "a\r\nSet-Cookie: b", "é", "x" * 500, "CON."]
    )
    def test_is_plain_whatever_it_is_made_from(self, name):
        made = file_name(name, "csv")

        assert made.endswith(".csv")
        assert len(made) < 90
        assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")


class TestSheet:
    def test_refuses_rows_of_another_width_and_names_that_are_no_file_name(self):
        with pytest.raises(ValueError, match="2 values for 3 fields"):
            make_sheet(("a", 1))
        with pytest.raises(ValueError, match="small letters"):
            make_sheet(name="../x")
