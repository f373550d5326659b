"""The evidence register."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.canvas.actions import evidence as actions
from goldenthread.canvas.exports.evidence import register_sheet
from goldenthread.canvas.forms.evidence import EvidenceForm, RegisterFilterForm, as_typed
from goldenthread.canvas.presenters import evidence as presenter
from goldenthread.canvas.queries import evidence as queries
from goldenthread.canvas.queries.evidence import EvidenceItem
from goldenthread.canvas.rules.evidence import EVIDENCE_RULE
from goldenthread.canvas.rules.evidence_files import kind_named
from goldenthread.canvas.terms import EVIDENCE_REFUSAL_WORDS
from goldenthread.core.components.forms import error_summary
from goldenthread.core.exporting.responses import csv_response, download
from goldenthread.core.permissions.access import needs
from goldenthread.core.permissions.terms import Permission


@require_GET
@needs(Permission.READ_RESULTS)
def register(request: HttpRequest, scope_id: int) -> HttpResponse:
    """Every item of a scope, with search and filter."""
    today = timezone.localdate()
    choices = queries.practice_choices(scope_id)
    form = RegisterFilterForm(request.GET, choices=choices)
    page = request.GET.get("page", "1")
    found = queries.register(
        scope_id, form.sought, today=today, page=int(page) if page.isdecimal() and len(page) < 6 else 1
    )
    titles = {each.code: each.title for each in choices}
    query = request.GET.copy()
    query.pop("page", None)
    return TemplateResponse(
        request,
        "canvas/evidence/register.jinja",
        {
            "form": form,
            "register": found,
            "rows": [presenter.evidence_row(item, titles=titles, today=today) for item in found.items],
            "summary": presenter.register_summary(found),
            "is_filtered": form.sought != queries.RegisterFilter(),
            "query": query.urlencode(),
            "rule": EVIDENCE_RULE,
            "may_edit": _may_edit(request),
            "today": today,
        },
    )


@require_GET
@needs(Permission.READ_RESULTS)
def register_csv(request: HttpRequest, scope_id: int) -> HttpResponse:
    """The items that the reader filtered, as a file."""
    today = timezone.localdate()
    form = RegisterFilterForm(request.GET, choices=queries.practice_choices(scope_id))
    items = queries.whole_register(scope_id, form.sought, today=today)
    sheet = register_sheet(items, scope_name=request.scope.name, as_at=today)
    return csv_response(sheet, name=f"{request.scope.name} evidence {today}")


@require_GET
@needs(Permission.READ_RESULTS)
def item(request: HttpRequest, scope_id: int, evidence_id: int) -> HttpResponse:
    """One item in full."""
    found = _item(scope_id, evidence_id)
    titles = {each.code: each.title for each in queries.practice_choices(scope_id)}
    return TemplateResponse(
        request,
        "canvas/evidence/item.jinja",
        {
            "row": presenter.evidence_row(found, titles=titles, today=timezone.localdate()),
            "may_edit": _may_edit(request),
        },
    )


@require_GET
@needs(Permission.READ_RESULTS)
def evidence_file(request: HttpRequest, scope_id: int, evidence_id: int) -> HttpResponse:
    """An item's file, always as a download."""
    kept = queries.file_of(scope_id, evidence_id)
    if kept is None:
        raise Http404
    name, content = kept
    return download(content, name=name, content_type=kind_named(name).content_type)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_EVIDENCE)
def add(request: HttpRequest, scope_id: int) -> HttpResponse:
    """Add an item."""
    chosen = request.GET.get("practice", "")
    form = _form(request, scope_id, initial={"practices": [chosen] if chosen else []})
    if request.method == "POST" and form.is_valid():
        evidence_id = actions.add_evidence(
            scope_id, form.details, file=form.cleaned_data["file"], by=request.user, at=timezone.now()
        )
        messages.success(request, "The evidence was added.")
        return redirect("evidence_item", scope_id=scope_id, evidence_id=evidence_id)
    return _form_page(request, form, None)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_EVIDENCE)
def change(request: HttpRequest, scope_id: int, evidence_id: int) -> HttpResponse:
    """Change an item."""
    found = _item(scope_id, evidence_id)
    form = _form(request, scope_id, initial=as_typed(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_evidence(
                scope_id,
                evidence_id,
                form.details,
                file=form.cleaned_data["file"],
                by=request.user,
                at=timezone.now(),
            )
        except actions.EvidenceRefused as refused:
            form.add_error(None, EVIDENCE_REFUSAL_WORDS[refused.args[0]])
        else:
            messages.success(request, "The evidence was changed.")
            return redirect("evidence_item", scope_id=scope_id, evidence_id=evidence_id)
    return _form_page(request, form, found)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_EVIDENCE)
def withdraw(request: HttpRequest, scope_id: int, evidence_id: int) -> HttpResponse:
    """Ask, then take an item off the register."""
    found = _item(scope_id, evidence_id)
    if request.method == "POST":
        actions.withdraw_evidence(scope_id, evidence_id, by=request.user, at=timezone.now())
        messages.success(request, "The evidence was withdrawn. You can put it back from this page.")
        return redirect("evidence_item", scope_id=scope_id, evidence_id=evidence_id)
    return TemplateResponse(request, "canvas/evidence/withdraw.jinja", {"item": found})


@require_POST
@needs(Permission.EDIT_EVIDENCE)
def restore(request: HttpRequest, scope_id: int, evidence_id: int) -> HttpResponse:
    """Put a withdrawn item back."""
    _item(scope_id, evidence_id)
    actions.restore_evidence(scope_id, evidence_id, by=request.user, at=timezone.now())
    messages.success(request, "The evidence is back on the register.")
    return redirect("evidence_item", scope_id=scope_id, evidence_id=evidence_id)


def _form(request: HttpRequest, scope_id: int, *, initial: dict[str, Any]) -> EvidenceForm:
    return EvidenceForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        choices=queries.practice_choices(scope_id),
        today=timezone.localdate(),
        initial=initial,
    )


def _form_page(request: HttpRequest, form: EvidenceForm, found: EvidenceItem | None) -> HttpResponse:
    return TemplateResponse(
        request,
        "canvas/evidence/form.jinja",
        {
            "form": form,
            "item": found,
            "errors": error_summary(form),
            "strength_hints": {str(key): words for key, words in presenter.STRENGTH_HINTS.items()},
            "rule": EVIDENCE_RULE,
        },
        status=422 if form.errors else 200,
    )


def _item(scope_id: int, evidence_id: int) -> EvidenceItem:
    found = queries.evidence_item(scope_id, evidence_id, today=timezone.localdate())
    if found is None:
        raise Http404
    return found


def _may_edit(request: HttpRequest) -> bool:
    return request.reader.may(Permission.EDIT_EVIDENCE, request.scope)
