"""Pages about scopes: what they are, what lies in them, adding one and setting one right."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from goldenthread.core.components.forms import error_summary
from goldenthread.core.components.panels import panels_for
from goldenthread.core.permissions.access import needs, signed_in
from goldenthread.core.permissions.terms import Permission
from goldenthread.systems import rules
from goldenthread.systems.actions import scopes as actions
from goldenthread.systems.forms.scopes import AddScopeForm, SetRightForm
from goldenthread.systems.presenters.people import HeldSystems
from goldenthread.systems.presenters.scopes import REFUSAL_WORDS, ScopePage, Timeline, lineage_rows
from goldenthread.systems.queries import history, scopes
from goldenthread.systems.queries.accounts import roles_of
from goldenthread.systems.queries.changes import changes_of
from goldenthread.systems.rules.scopes import MAY_LIE_IN, kinds_within
from goldenthread.systems.terms import ScopeKind, ScopeRefusal

FIELD_OF = {
    ScopeRefusal.KIND_NOT_HERE: "kind",
    ScopeRefusal.LIES_NOWHERE: "parents",
    ScopeRefusal.PARENT_CLOSED: "parents",
    ScopeRefusal.CANNOT_LIE_THERE: "parents",
    ScopeRefusal.CODE_SHAPE: "code",
    ScopeRefusal.CODE_TAKEN: "code",
    ScopeRefusal.NAME_TAKEN: "name",
}


@signed_in
def your_systems(request: HttpRequest) -> HttpResponse:
    """Where you hold a role; straight on to the scope when there is only one."""
    systems = HeldSystems(roles_of(request.reader.person_id))
    may_start = rules.may_somewhere(Permission.OPERATE, held=request.reader.held)
    if systems.only_scope_id and not may_start:
        return redirect("scope", scope_id=systems.only_scope_id)
    return TemplateResponse(
        request, "systems/your_systems.jinja", {"systems": systems, "may_start": may_start}
    )


@needs(Permission.SEE_SCOPE)
def scope(request: HttpRequest, scope_id: int) -> HttpResponse:
    """What a scope is, where it lies, what lies in it and what it went through."""
    today, ref = timezone.localdate(), request.scope
    inside = scopes.within(
        ref,
        on=today,
        kind=_one_of(request.GET.get("kind", "")),
        text=request.GET.get("name", "").strip()[:100],
        page=_page(request.GET.get("page", "")),
    )
    may_change = request.reader.may(Permission.MANAGE_SCOPES, ref)
    lineage = history.lineage(ref)
    context = {
        "page": ScopePage(scopes.scope_facts(ref, on=today), inside, reader=request.reader),
        "timeline": Timeline(
            changes_of(ref.id, system_id=ref.system_id, at=timezone.now()), may_change=may_change
        ),
        "predecessors": lineage_rows(lineage.predecessors),
        "successors": lineage_rows(lineage.successors),
        "panels": panels_for(scope=ref, reader=request.reader, day=today),
        "may_change": may_change,
        "may_add": may_change and not ref.is_closed and bool(kinds_within(ref.kind)),
    }
    return TemplateResponse(request, "systems/scope.jinja", context)


@needs(Permission.MANAGE_SCOPES)
def add_scope(request: HttpRequest, scope_id: int) -> HttpResponse:
    """Add a place, an organisation or a pathway inside this scope."""
    ref = request.scope
    kinds = () if ref.is_closed else kinds_within(ref.kind)
    possible = scopes.possible_parents(ref.system_id, {kind for inner in kinds for kind in MAY_LIE_IN[inner]})
    form = AddScopeForm(
        request.POST if request.method == "POST" else None,
        kinds=kinds,
        possible=possible,
        initial={
            "kind": kinds[0] if len(kinds) == 1 else request.GET.get("kind"),
            "parents": [str(ref.id)],
            "opened": timezone.localdate(),
        },
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        wanted = actions.NewScope(
            kind=ScopeKind(given["kind"]),
            name=given["name"],
            code=given["code"],
            opened=given["opened"],
            organisation_kind=given["organisation_kind"] or None,
        )
        try:
            new_id = actions.add_scope(
                ref.system_id,
                wanted,
                parent_ids=[int(each) for each in given["parents"]],
                by=request.reader,
                at=timezone.now(),
            )
        except actions.ScopeRefused as refused:
            form.add_error(FIELD_OF[refused.args[0]], REFUSAL_WORDS[refused.args[0]])
        else:
            messages.success(request, f"{given['name']} has been added")
            return redirect("scope", scope_id=new_id)
    context = {"form": form, "errors": error_summary(form), "kinds": kinds}
    return TemplateResponse(request, "systems/add_scope.jinja", context)


@needs(Permission.MANAGE_SCOPES)
def set_right(request: HttpRequest, scope_id: int) -> HttpResponse:
    """Correct what was typed wrong."""
    facts = scopes.scope_facts(request.scope, on=timezone.localdate())
    form = SetRightForm(
        request.POST if request.method == "POST" else None,
        is_organisation=facts.ref.kind == ScopeKind.ORGANISATION,
        initial={
            "name": facts.ref.name,
            "code": facts.ref.code,
            "organisation_kind": facts.organisation_kind,
        },
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.set_right(
                request.scope,
                name=given["name"],
                code=given["code"],
                organisation_kind=given.get("organisation_kind", ""),
                by=request.reader,
                at=timezone.now(),
            )
        except actions.ScopeRefused as refused:
            form.add_error(FIELD_OF[refused.args[0]], REFUSAL_WORDS[refused.args[0]])
        else:
            messages.success(request, "It has been set right")
            return redirect("scope", scope_id=scope_id)
    return TemplateResponse(request, "systems/set_right.jinja", {"form": form, "errors": error_summary(form)})


def _one_of(kind: str) -> str:
    return kind if kind in set(ScopeKind) else ""


def _page(asked: str) -> int:
    return int(asked) if asked.isdecimal() and len(asked) < 7 else 1
