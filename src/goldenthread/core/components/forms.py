"""Between Django's forms and the design system's components."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class DayInput(forms.MultiWidget):
    """Day, month and year as three boxes, the way most people find easiest."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"day": forms.TextInput(), "month": forms.TextInput(), "year": forms.TextInput()}, attrs
        )

    def decompress(self, value: date | None) -> list[str]:
        """The three boxes of a stored day."""
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]


class DayField(forms.MultiValueField):
    """A day given as three numbers: ``name_day``, ``name_month`` and ``name_year``."""

    def __init__(self, *, missing: str = "Enter a date", required: bool = True) -> None:
        self.missing = missing
        fields = tuple(forms.CharField(required=False, max_length=4) for _ in range(3))
        super().__init__(fields=fields, widget=DayInput(), require_all_fields=False, required=required)

    def clean(self, value: Any) -> date | None:
        """The day, or what is wrong with it."""
        day, month, year = (str(part or "").strip() for part in (value or ["", "", ""]))
        if not (day or month or year):
            if self.required:
                raise ValidationError(self.missing)
            return None
        gaps = [
            name for name, part in (("day", day), ("month", month), ("year", year)) if not part.isdecimal()
        ]
        if gaps:
            raise ValidationError(f"The date must include a {' and a '.join(gaps)} in numbers")
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            raise ValidationError("Enter a date that is in the calendar, like 31 3 2027") from None


def error_summary(form: forms.BaseForm) -> list[dict[str, str]]:
    """Every error of a form for the summary at the top, each linked to its field."""
    return [
        {"text": str(message), "href": f"#{first_box(form, name)}"}
        for name, messages in form.errors.items()
        for message in messages
    ]


def first_box(form: forms.BaseForm, name: str) -> str:
    """The id of the box that a field's error should lead to."""
    if name not in form.fields:
        return "maincontent"
    field, box = form.fields[name], form[name].auto_id
    if isinstance(field, DayField):
        return f"{box}-day"
    return box
