"""A person's own account."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from goldenthread.core.permissions.access import signed_in


@signed_in
def your_account(request: HttpRequest) -> HttpResponse:
    """Who you are here and what you may do."""
    return TemplateResponse(request, "systems/your_account.jinja")
