"""Pages that say what the service is and promises."""

from importlib.metadata import version

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from goldenthread.core.permissions.access import public
from goldenthread.core.retention.table import RECORDS
from goldenthread.site.statements import accessibility_facts


@public
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """How accessible the service is."""
    return TemplateResponse(request, "site/accessibility_statement.jinja", {"facts": accessibility_facts()})


@public
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why and for how long."""
    return TemplateResponse(request, "site/privacy.jinja", {"records": RECORDS})


@public
def cookies(request: HttpRequest) -> HttpResponse:
    """The few cookies there are."""
    names = {"session_cookie": settings.SESSION_COOKIE_NAME, "csrf_cookie": settings.CSRF_COOKIE_NAME}
    return TemplateResponse(request, "site/cookies.jinja", names)


@public
def about(request: HttpRequest) -> HttpResponse:
    """What the product is, where it comes from, and its licence."""
    return TemplateResponse(request, "site/about.jinja", {"version": version("goldenthread")})
