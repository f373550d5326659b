"""Strict reading of a TOML file."""

from datetime import UTC, date, datetime

import pytest

from goldenthread.canvas.content.toml_tables import Fault, Table, read_table


def table_of(**values):
    return Table(values, "folder/file.toml", [])


def problems(table):
    return [(fault.field, fault.problem) for fault in table.faults]


class TestTable:
    def test_reads_each_kind_of_field(self):
        table = table_of(
            text="So", number=3, yes=True, day=date(2020, 1, 31), texts=["a", "b"], part={"x": "y"}
        )

        assert table.text("text") == "So"
        assert table.whole_number("number") == 3
        assert table.yes("yes") is True
        assert table.day("day") == date(2020, 1, 31)
        assert table.texts("texts") == ("a", "b")
        assert table.part("part").text("x") == "y"
        table.finish()
        assert table.faults == []

    def test_reads_an_absent_choice_as_no(self):
        table = table_of()

        assert table.yes("in_quick") is False
        assert table.faults == []

    @pytest.mark.parametrize(
        ("read", "value", "problem"),
        [
            ("text", 1, "is not text"),
            ("text", "", "is empty"),
            ("text", "two\nlines", "has line breaks or spaces it does not need"),
            ("whole_number", True, "is not a whole number"),
            ("whole_number", "1", "is not a whole number"),
            ("yes", 0, "is not true or false"),
            ("day", datetime(2020, 1, 31, tzinfo=UTC), "is not a date"),
            ("texts", [], "is empty"),
            ("texts", ["a", 1], "is not text"),
            ("part", [], "is not a table"),
            ("parts", {}, "is not a list of tables"),
            ("parts", [], "is empty"),
            ("parts", ["a"], "number 1 is not a table"),
        ],
    )
    def test_names_a_value_of_the_wrong_kind(self, read, value, problem):
        table = table_of(field=value)

        getattr(table, read)("field")

        assert problems(table) == [("field", problem)]

    @pytest.mark.parametrize("read", ["text", "whole_number", "day", "texts", "part", "parts"])
    def test_names_a_field_that_is_missing_once(self, read):
        table = table_of()

        getattr(table, read)("field")

        assert problems(table) == [("field", "is missing")]

    def test_names_fields_that_nobody_asked_for(self):
        table = table_of(title="So", titel="So", colour="red")
        table.text("title")

        table.finish()

        assert problems(table) == [("colour", "is not a field we know"), ("titel", "is not a field we know")]

    def test_carries_its_subject_into_its_parts(self):
        table = table_of(questions={})
        table.subject = "1.2"

        table.part("questions").text("staff")

        assert [str(fault) for fault in table.faults] == [
            "folder/file.toml · 1.2 questions · staff: is missing"
        ]


class TestFault:
    def test_leaves_out_what_it_does_not_have(self):
        assert str(Fault("a.toml", "", "", "is missing")) == "a.toml: is missing"


class TestReadTable:
    def test_takes_utf_8_only(self, tmp_path):
        (tmp_path / "file.toml").write_bytes("name = 'café'".encode("cp1252"))
        faults = []

        assert read_table(tmp_path / "file.toml", faults) is None
        assert "is not TOML" in faults[0].problem
