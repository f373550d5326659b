"""Pages about scopes."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from goldenthread.core.permissions.access import needs
from goldenthread.core.permissions.terms import Permission


@needs(Permission.SEE_SCOPE)
def scope(request: HttpRequest, scope_id: int) -> HttpResponse:
    """What a scope is and where it lies."""
    return TemplateResponse(request, "systems/scope.jinja", {"scope": request.scope})
