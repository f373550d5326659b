"""Pages that put the scopes within a scope side by side."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from goldenthread.canvas.exports.across import across_sheet
from goldenthread.canvas.forms.across import KIND_NAMES, AcrossChoices, AcrossForm
from goldenthread.canvas.presenters import across as presenters
from goldenthread.canvas.queries import across as queries
from goldenthread.canvas.queries.comparing import factor_titles
from goldenthread.core.exporting.responses import csv_response
from goldenthread.core.permissions.access import needs
from goldenthread.core.permissions.terms import Permission


@require_GET
@needs(Permission.READ_RESULTS)
def across(request: HttpRequest, scope_id: int) -> HttpResponse:
    """Places, organisations or pathways beside the factors."""
    wanted = AcrossForm(request.GET).wanted()
    page = request.GET.get("page", "1")
    found = queries.across(
        scope_id,
        wanted,
        reader=request.reader,
        today=timezone.localdate(),
        page=int(page) if page.isdecimal() and len(page) < 7 else 1,
    )
    titles = factor_titles()
    context = {
        "found": found,
        "titles": titles,
        "form": AcrossChoices(found, wanted),
        "rows": presenters.rows(found, titles),
        "spreads": presenters.spread_rows(found.spreads, titles),
        "notes": presenters.notes(found),
        "summary": presenters.summary(found, KIND_NAMES[found.kind]),
        "kind_name": KIND_NAMES[found.kind],
        "pages": presenters.pages(found, request.GET),
        "may_export": request.reader.may(Permission.EXPORT_RESULTS, request.scope),
        "file_query": request.GET.urlencode(),
    }
    return TemplateResponse(request, "canvas/across.jinja", context)


@require_GET
@needs(Permission.EXPORT_RESULTS)
def export(request: HttpRequest, scope_id: int) -> HttpResponse:
    """Every scope that was found, as a file."""
    today = timezone.localdate()
    wanted = AcrossForm(request.GET).wanted()
    found = queries.across(scope_id, wanted, reader=request.reader, today=today, whole=True)
    sheet = across_sheet(found, factor_titles(), scope_name=request.scope.name, today=today)
    return csv_response(sheet, name=f"{request.scope.name} {KIND_NAMES[found.kind]}")
