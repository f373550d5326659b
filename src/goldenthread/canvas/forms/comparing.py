"""Which two rounds to put side by side?"""

from collections.abc import Sequence
from typing import Any

from django import forms

from goldenthread.canvas.queries.closed import ClosedCanvas


class TwoRoundsForm(forms.Form):
    """An earlier and a later round; the last two unless somebody chooses."""

    then = forms.ChoiceField(required=False)
    now = forms.ChoiceField(required=False)

    def __init__(self, asked: Any, *, canvases: Sequence[ClosedCanvas], **kwargs: Any) -> None:
        first = {"then": canvases[-2].id, "now": canvases[-1].id} if len(canvases) > 1 else {}
        super().__init__(first | {name: asked[name] for name in first if asked.get(name)}, **kwargs)
        choices = [
            (canvas.id, f"{canvas.title} (closed {canvas.closed_date:%-d %B %Y})") for canvas in canvases
        ]
        self.fields["then"].choices = choices  # type: ignore[attr-defined]
        self.fields["now"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Two rounds, not one twice."""
        given = super().clean() or {}
        if given.get("then") and given.get("then") == given.get("now"):
            self.add_error("now", "Choose two different rounds")
        return given

    @property
    def two(self) -> tuple[int, int] | None:
        """The ids of the two canvases, when two were chosen."""
        if not self.is_valid() or not self.cleaned_data["then"] or not self.cleaned_data["now"]:
            return None
        return int(self.cleaned_data["then"]), int(self.cleaned_data["now"])
