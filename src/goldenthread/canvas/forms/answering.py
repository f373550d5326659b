"""Is what a person who answers sent well formed?"""

from typing import Any

from django import forms

from goldenthread.canvas.rules import answering as rules
from goldenthread.canvas.rules.answering import Answer, AnswerFault, Choice


class WordsField(forms.CharField):
    """What somebody wrote in their own words, tidied but never shortened."""

    def to_python(self, value: Any) -> str:
        return rules.tidy_words(super().to_python(value))


class AnswerForm(forms.Form):
    """One question: a choice, words if they like, and the stamp of what the page showed."""

    answer = forms.CharField(required=False, max_length=40)
    words = WordsField(required=False)
    shown = forms.CharField(required=False, max_length=40)

    def given(self, *, skip: bool = False) -> Answer | AnswerFault:
        """The answer as it was sent, or what is wrong with it."""
        if not self.is_valid():
            return AnswerFault.UNKNOWN_CHOICE
        choice = Choice.SKIP if skip else self.cleaned_data["answer"]
        return rules.answer_of(choice, self.cleaned_data["words"])

    @property
    def typed(self) -> tuple[str, str, str]:
        """What was sent, as it was sent, to draw it again: the choice, the words and the stamp."""
        return tuple(self.data.get(self.add_prefix(name), "") for name in ("answer", "words", "shown"))


def answer_form(number: int, sent: Any) -> AnswerForm:
    """The form of one question as a page sent it."""
    return AnswerForm(sent, prefix=f"q{number}")


class ReceiptForm(forms.Form):
    """A receipt code as people type it."""

    code = forms.CharField(max_length=60, required=False)
