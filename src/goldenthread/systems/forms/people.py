"""Submissions about people."""

from django import forms


class NameForm(forms.Form):
    """What a person is called."""

    name = forms.CharField(max_length=150, error_messages={"required": "Enter your name"})
