"""Make the board report."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from goldenthread.canvas.exports.board_report import board_report_sheets
from goldenthread.canvas.forms.board_report import ReportForm
from goldenthread.canvas.paper.board_report import board_report_pdf
from goldenthread.canvas.presenters.board_report import report_values, suggested_asks
from goldenthread.canvas.queries import board_report as queries
from goldenthread.core.components.forms import error_summary
from goldenthread.core.exporting.responses import download, xlsx_response
from goldenthread.core.exporting.sheet import file_name
from goldenthread.core.permissions.access import needs
from goldenthread.core.permissions.terms import Permission


@needs(Permission.EXPORT_RESULTS)
def board_report(request: HttpRequest, scope_id: int) -> HttpResponse:
    """Choose a round, say what is asked of the board, and take the report as PDF or workbook."""
    heads = queries.reportable(scope_id)
    today = timezone.localdate()
    report = queries.board_report(request.scope, round_id=None, today=today)
    if report is None:
        return TemplateResponse(request, "canvas/report/empty.jinja", {})
    first = {"round": report.results.head.id, "asks": "\n".join(suggested_asks(report))}
    form = ReportForm(request.POST or None, heads=heads, initial=first)
    if request.method == "POST" and form.is_valid():
        round_id, asks = form.cleaned_data["round"], form.cleaned_data["asks"]
        if round_id != report.results.head.id:
            report = queries.board_report(request.scope, round_id=round_id, today=today) or report
        name = f"Board report {request.scope.name} {report.results.head.title}"
        if "xlsx" in request.POST:
            return xlsx_response(*board_report_sheets(report), name=name)
        content = board_report_pdf(report_values(report, asks=asks))
        return download(content, name=file_name(name, "pdf"), content_type="application/pdf")
    context = {
        "form": form,
        "errors": error_summary(form) if form.is_bound else [],
        "values": report_values(report),
    }
    return TemplateResponse(
        request, "canvas/report/report.jinja", context, status=422 if form.errors else 200
    )
