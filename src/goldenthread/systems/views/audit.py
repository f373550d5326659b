"""Pages of the audit trail."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.core.components.forms import error_summary
from goldenthread.core.exporting.responses import csv_response
from goldenthread.core.permissions.access import needs
from goldenthread.core.permissions.terms import Permission
from goldenthread.systems.forms.audit import AuditForm
from goldenthread.systems.presenters import audit as presenters
from goldenthread.systems.queries import audit as queries


@require_safe
@needs(Permission.READ_AUDIT)
def audit_trail(request: HttpRequest, scope_id: int) -> HttpResponse:
    """Who did what in a system, newest first."""
    form = _form(request)
    wanted = form.wanted() if form.is_valid() else queries.AuditFilter()
    asked = request.GET.get("page", "1")
    page = queries.audit_page(request.scope, wanted, page=int(asked) if asked.isdecimal() else 1)
    context = {
        "form": form,
        "errors": error_summary(form),
        "page": page,
        "rows": presenters.audit_rows(page.lines),
        "query": presenters.query_of(wanted),
    }
    return TemplateResponse(request, "systems/audit.jinja", context)


@require_safe
@needs(Permission.READ_AUDIT)
def audit_trail_file(request: HttpRequest, scope_id: int) -> HttpResponse:
    """The same events as a csv file."""
    form = _form(request)
    wanted = form.wanted() if form.is_valid() else queries.AuditFilter()
    lines = queries.audit_lines(request.scope, wanted)
    sheet = presenters.audit_sheet(lines, scope_name=request.scope.name, as_at=timezone.localdate())
    return csv_response(sheet)


def _form(request: HttpRequest) -> AuditForm:
    choices = queries.audit_choices(request.scope)
    return AuditForm(request.GET, choices=choices, verb_words=presenters.deed)
