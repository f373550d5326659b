"""The national view."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from goldenthread.canvas.exports.national import national_sheet
from goldenthread.canvas.forms.national import NationalChoices, NationalForm
from goldenthread.canvas.presenters import national as presenters
from goldenthread.canvas.presenters.across import spread_rows
from goldenthread.canvas.queries import national as queries
from goldenthread.canvas.queries.comparing import factor_titles
from goldenthread.core.exporting.responses import csv_response
from goldenthread.core.permissions.access import needs
from goldenthread.core.permissions.terms import Permission


@require_GET
@needs(Permission.COMPARE_SYSTEMS, scope=None)
def national(request: HttpRequest) -> HttpResponse:
    """What systems have published, side by side, and who can learn from whom."""
    wanted = NationalForm(request.GET).wanted()
    found = queries.national(wanted["region"])
    titles = factor_titles()
    factor = wanted["factor"] if wanted["factor"] in titles else None
    context = {
        "found": found,
        "titles": titles,
        "form": NationalChoices(found, wanted),
        "summary": presenters.summary(found),
        "rows": presenters.system_rows(found, titles),
        "spreads": spread_rows(found.spreads, titles),
        "factor_title": titles[factor] if factor else "",
        "teachers": presenters.teacher_rows(found, factor, wanted["learner"]) if factor else [],
        "file_query": f"?region={wanted['region']}" if wanted["region"] else "",
    }
    return TemplateResponse(request, "canvas/national.jinja", context)


@require_GET
@needs(Permission.COMPARE_SYSTEMS, scope=None)
def export(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    found = queries.national(NationalForm(request.GET).wanted()["region"])
    return csv_response(national_sheet(found, factor_titles(), today=timezone.localdate()))
