"""The front door."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from goldenthread.core.permissions.access import public


@public
def home(request: HttpRequest) -> HttpResponse:
    """What this is for, and where to begin."""
    return TemplateResponse(request, "site/home.jinja")
