"""Pages that say what the service is and promises."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from goldenthread.core.permissions.access import public


@public
def help_page(request: HttpRequest) -> HttpResponse:
    """Where to find help."""
    return TemplateResponse(request, "site/help.jinja")


@public
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """How accessible the service is."""
    return TemplateResponse(request, "site/accessibility_statement.jinja")


@public
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why and for how long."""
    return TemplateResponse(request, "site/privacy.jinja")


@public
def cookies(request: HttpRequest) -> HttpResponse:
    """The few cookies there are."""
    return TemplateResponse(request, "site/cookies.jinja")


@public
def about(request: HttpRequest) -> HttpResponse:
    """What the product is, where it comes from, and its licence."""
    return TemplateResponse(request, "site/about.jinja")
