"""Between Django's forms and the design system's components."""

from datetime import date

import pytest
from django import forms
from django.template import engines

from goldenthread.core.components.forms import DayField, error_summary


class Example(forms.Form):
    title = forms.CharField(error_messages={"required": "Enter a title"})
    due = DayField(missing="Enter the day it is due")
    kind = forms.ChoiceField(choices=[("a", "First"), ("b", "Second")])
    voices = forms.MultipleChoiceField(choices=[("x", "Ex"), ("y", "Why")])


def filled(**changes: str) -> Example:
    given = {"title": "T", "due_day": "1", "due_month": "4", "due_year": "2027", "kind": "b", "voices": ["y"]}
    return Example(given | changes)


def drawn(form: Example) -> str:
    template = """{% from "components/field/macro.jinja" import checkboxesField, dayField %}
    {% from "components/field/macro.jinja" import selectField, textField %}
    {{ textField(form, "title", "Title") }}{{ dayField(form, "due", "When is it due?") }}
    {{ selectField(form, "kind", "Kind") }}{{ checkboxesField(form, "voices", "Who") }}"""
    return engines["jinja2"].from_string(template).render({"form": form})


class TestDayField:
    def test_reads_three_boxes(self) -> None:
        form = filled()

        assert form.is_valid()
        assert form.cleaned_data["due"] == date(2027, 4, 1)

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"due_day": "", "due_month": "", "due_year": ""}, "Enter the day it is due"),
            ({"due_month": ""}, "The date must include a month in numbers"),
            ({"due_day": "x", "due_year": ""}, "The date must include a day and a year in numbers"),
            ({"due_day": "31"}, "Enter a date that is in the calendar, like 31 3 2027"),
        ],
    )
    def test_says_what_is_wrong(self, changes: dict[str, str], message: str) -> None:
        assert filled(**changes).errors["due"] == [message]


class TestErrorSummary:
    def test_links_each_error_to_its_first_box(self) -> None:
        form = filled(title="", due_day="")

        assert error_summary(form) == [
            {"text": "Enter a title", "href": "#id_title"},
            {"text": "The date must include a day in numbers", "href": "#id_due-day"},
        ]


class TestFieldMacros:
    def test_show_what_was_typed_and_every_error(self) -> None:
        page = drawn(filled(title="", due_day="32", due_month="4"))

        assert "Enter a title" in page
        assert 'value="32"' in page
        assert 'id="id_due-day"' in page
        assert '<option value="b" selected' in page

    def test_draw_an_empty_form(self) -> None:
        page = drawn(Example())

        assert 'name="due_year"' in page
        assert "checked" not in page
