"""Changes of a scope: choose one, see what it will do, make it, and take it back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from goldenthread.core.components.forms import error_summary
from goldenthread.core.permissions.access import needs
from goldenthread.core.permissions.terms import Permission
from goldenthread.systems.actions import changes as actions
from goldenthread.systems.forms import scopes as forms_of
from goldenthread.systems.presenters.changes import CHANGE_NAMES, CHANGE_WORDS, effects_of
from goldenthread.systems.presenters.scopes import REFUSAL_WORDS, Timeline, change_sentence
from goldenthread.systems.queries import scopes
from goldenthread.systems.queries.changes import change_of, changes_of
from goldenthread.systems.rules import ScopeRef
from goldenthread.systems.rules.changes import is_of_system
from goldenthread.systems.rules.scopes import MAY_LIE_IN
from goldenthread.systems.terms import ChangeKind, ChangeRefusal, ScopeKind, ScopeRefusal

_FIELDS: dict[object, tuple[str, ...]] = {
    ChangeRefusal.IN_THE_FUTURE: ("on",),
    ChangeRefusal.BEFORE_LAST_CHANGE: ("on",),
    ChangeRefusal.TOO_FEW: ("partners", "name_1"),
    ChangeRefusal.TOO_MANY: ("name_1",),
    ChangeRefusal.SAME_NAME: ("name", "name_2"),
    ChangeRefusal.NAME_TAKEN: ("name", "name_1"),
    ChangeRefusal.SAME_PLACE: ("parents",),
    ScopeRefusal.NAME_TAKEN: ("name", "name_1"),
    ScopeRefusal.CODE_SHAPE: ("code", "code_1"),
    ScopeRefusal.CODE_TAKEN: ("code", "code_1"),
    ScopeRefusal.LIES_NOWHERE: ("parents",),
    ScopeRefusal.CANNOT_LIE_THERE: ("parents",),
    ScopeRefusal.PARENT_CLOSED: ("parents",),
}


@dataclass(frozen=True, slots=True)
class _Dated:
    """What every change is told."""

    on: date
    reason: str
    by: Any
    at: Any
    today: date

    def words(self) -> dict[str, Any]:
        return {"on": self.on, "reason": self.reason, "by": self.by, "at": self.at, "today": self.today}


@needs(Permission.MANAGE_SCOPES)
def changes(request: HttpRequest, scope_id: int) -> HttpResponse:
    """The changes that this scope can go through, and those it went through."""
    ref = request.scope
    kinds = [] if ref.is_closed else [kind for kind in CHANGE_NAMES if _possible(kind, ref)]
    context = {
        "kinds": [{"kind": kind, "name": CHANGE_NAMES[kind], "words": CHANGE_WORDS[kind]} for kind in kinds],
        "timeline": Timeline(changes_of(ref.id, system_id=ref.system_id, at=timezone.now()), may_change=True),
    }
    return TemplateResponse(request, "systems/changes/index.jinja", context)


@needs(Permission.MANAGE_SCOPES)
def change(request: HttpRequest, scope_id: int, kind: str) -> HttpResponse:
    """One kind of change: the form, then what it will do, then the change itself."""
    ref = request.scope
    if kind not in set(ChangeKind) or ref.is_closed or not _possible(ChangeKind(kind), ref):
        raise Http404
    change_kind = ChangeKind(kind)
    form = _form(change_kind, request, ref)
    context = {
        "kind": kind,
        "name": CHANGE_NAMES[change_kind],
        "words": CHANGE_WORDS[change_kind],
        "form": form,
    }
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        dated = _Dated(given["on"], given["reason"], request.reader, timezone.now(), timezone.localdate())
        if request.POST.get("step") == "make":
            try:
                destination = _MAKE[change_kind](ref, form, dated)
            except actions.ChangeRefused as refused:
                form.add_error(_field(form, refused.args[0]), REFUSAL_WORDS[refused.args[0]])
            else:
                messages.success(request, "Done. You can take it back for 30 days")
                return redirect("scope", scope_id=destination)
        elif refusal := _would_be_refused(change_kind, ref, form, dated):
            form.add_error(_field(form, refusal), REFUSAL_WORDS[refusal])
        else:
            preview = context | {"effects": effects_of(change_kind, ref, form), "fields": _carried(request)}
            return TemplateResponse(request, "systems/changes/preview.jinja", preview)
    return TemplateResponse(request, "systems/changes/form.jinja", context | {"errors": error_summary(form)})


@needs(Permission.MANAGE_SCOPES)
def take_back(request: HttpRequest, scope_id: int, change_id: int) -> HttpResponse:
    """Put everything back as it was before a change."""
    ref = request.scope
    past = change_of(change_id, ref.id, system_id=ref.system_id, at=timezone.now())
    if past is None:
        raise Http404
    refusal = past.why_not_take_back
    if request.method == "POST" and refusal is None:
        try:
            actions.take_back(change_id, by=request.reader, at=timezone.now())
        except actions.ChangeRefused as refused:
            refusal = refused.args[0]
        else:
            messages.success(request, "Everything is as it was before")
            return redirect("scope", scope_id=ref.system_id)
    if refusal is not None:
        context = {
            "title": "This cannot be taken back",
            "reason": REFUSAL_WORDS[refusal],
            "back": reverse("scope", kwargs={"scope_id": ref.id}),
            "back_words": f"Back to {ref.name}",
        }
        return TemplateResponse(request, "systems/refused.jinja", context, status=409)
    context = {"change": past, "sentence": change_sentence(past)}
    return TemplateResponse(request, "systems/changes/take_back.jinja", context)


def _possible(kind: ChangeKind, ref: ScopeRef) -> bool:
    return kind is ChangeKind.RENAME or is_of_system(ref.kind)


def _form(kind: ChangeKind, request: HttpRequest, ref: ScopeRef) -> Any:
    posted = request.POST if request.method == "POST" else None
    initial: dict[str, Any] = {"on": timezone.localdate()}
    if kind is ChangeKind.RENAME:
        return forms_of.RenameForm(posted, initial=initial)
    if kind is ChangeKind.CLOSE:
        return forms_of.CloseForm(posted, initial=initial)
    if kind is ChangeKind.MERGE:
        return forms_of.MergeForm(posted, possible=scopes.merge_partners(ref), initial=initial)
    if kind is ChangeKind.SPLIT:
        return forms_of.SplitForm(posted, inside=scopes.children_of(ref.id), initial=initial)
    possible = scopes.possible_parents(ref.system_id, MAY_LIE_IN[ScopeKind(ref.kind)])
    initial["parents"] = [str(parent_id) for parent_id in scopes.parent_ids(ref.id)]
    return forms_of.MoveForm(posted, possible=possible, initial=initial)


def _rename(ref: ScopeRef, form: Any, dated: _Dated) -> int:
    actions.rename_scope(ref, name=form.cleaned_data["name"], **dated.words())
    return ref.id


def _move(ref: ScopeRef, form: Any, dated: _Dated) -> int:
    parents = [int(each) for each in form.cleaned_data["parents"]]
    actions.move_scope(ref, parent_ids=parents, **dated.words())
    return ref.id


def _close(ref: ScopeRef, form: Any, dated: _Dated) -> int:
    actions.close_scope(ref, **dated.words())
    return ref.id


def _merge(ref: ScopeRef, form: Any, dated: _Dated) -> int:
    given = form.cleaned_data
    others = [int(each) for each in given["partners"]]
    return actions.merge_scopes([ref.id, *others], name=given["name"], code=given["code"], **dated.words())


def _split(ref: ScopeRef, form: Any, dated: _Dated) -> int:
    parts = [actions.Part(name, code) for name, code in form.parts()]
    actions.split_scope(ref, parts=parts, children=form.children(), **dated.words())
    return ref.id


_MAKE: dict[ChangeKind, Callable[[ScopeRef, Any, _Dated], int]] = {
    ChangeKind.RENAME: _rename,
    ChangeKind.MOVE: _move,
    ChangeKind.CLOSE: _close,
    ChangeKind.MERGE: _merge,
    ChangeKind.SPLIT: _split,
}


def _would_be_refused(kind: ChangeKind, ref: ScopeRef, form: Any, dated: _Dated) -> object | None:
    """What making the change would be refused for, found by trying it and leaving no trace."""
    return actions.rehearsed(lambda: _MAKE[kind](ref, form, dated))


def _field(form: forms.Form, refusal: object) -> str | None:
    return next((name for name in _FIELDS.get(refusal, ()) if name in form.fields), None)


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    """What was filled in, to go through the preview unchanged."""
    return [
        (name, value)
        for name in request.POST
        if name not in {"csrfmiddlewaretoken", "step"}
        for value in request.POST.getlist(name)
    ]
