"""What a change will do, in words, before it is made."""

from collections.abc import Iterable
from typing import Any

from goldenthread.systems.presenters.scopes import CHANGE_NAMES, CHANGE_WORDS, and_list
from goldenthread.systems.rules import ScopeRef
from goldenthread.systems.terms import SCOPE_KIND_NAMES, ChangeKind, ScopeKind

__all__ = ["CHANGE_NAMES", "CHANGE_WORDS", "effects_of"]

_STAYS = "Rounds, answers and evidence of before stay with {name} and can be read there."
_ROLES = "Everybody with a role at {old} gets the same role at {new}."


def effects_of(kind: ChangeKind, scope: ScopeRef, form: Any) -> list[str]:
    """Everything that a change will do, one sentence each."""
    given = form.cleaned_data
    if kind is ChangeKind.RENAME:
        return [
            f"{scope.name} is called {given['name']}.",
            f"Pages about days before keep the name {scope.name}.",
        ]
    if kind is ChangeKind.MOVE:
        return [
            f"{scope.name} lies in {_chosen(form, 'parents')}.",
            "Pages about days before show it where it lay then.",
        ]
    if kind is ChangeKind.CLOSE:
        return [
            f"{scope.name} closes. Nothing new can begin in it.",
            "Invitations to it that wait are taken back.",
            _STAYS.format(name=scope.name),
        ]
    if kind is ChangeKind.MERGE:
        old = and_list([scope.name, *_labels(form, "partners")])
        return [
            f"{old} close, and a new {_kind(scope)}, {given['name']}, takes their place.",
            f"Whatever lay in {old} lies in {given['name']}.",
            _ROLES.format(old=old, new=given["name"]),
            _STAYS.format(name=old),
            f"{given['name']} can show their past. Levels are not added up: each keeps its own.",
        ]
    names = [name for name, _ in form.parts()]
    placed = form.children()
    return [
        f"{scope.name} closes, and {and_list(names)} take its place.",
        *(
            f"{ref.name} lies in {names[placed[ref.id]] if ref.id in placed else and_list(names)}."
            for ref in form.inside
        ),
        _ROLES.format(old=scope.name, new="each of them"),
        _STAYS.format(name=scope.name),
    ]


def _chosen(form: Any, name: str) -> str:
    return and_list(_labels(form, name))


def _labels(form: Any, name: str) -> Iterable[str]:
    labels = dict(form.fields[name].choices)
    return [labels[value] for value in form.cleaned_data[name]]


def _kind(scope: ScopeRef) -> str:
    return SCOPE_KIND_NAMES[ScopeKind(scope.kind)].lower()
