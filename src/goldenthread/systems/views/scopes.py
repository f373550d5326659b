"""Pages about scopes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from goldenthread.core.permissions.access import needs, signed_in
from goldenthread.core.permissions.terms import Permission
from goldenthread.systems.presenters.people import HeldSystems
from goldenthread.systems.queries.accounts import roles_of


@signed_in
def your_systems(request: HttpRequest) -> HttpResponse:
    """Where you hold a role; straight on to the scope when there is only one."""
    systems = HeldSystems(roles_of(request.reader.person_id))
    if systems.only_scope_id:
        return redirect("scope", scope_id=systems.only_scope_id)
    return TemplateResponse(request, "systems/your_systems.jinja", {"systems": systems})


@needs(Permission.SEE_SCOPE)
def scope(request: HttpRequest, scope_id: int) -> HttpResponse:
    """What a scope is and where it lies."""
    return TemplateResponse(request, "systems/scope.jinja", {"scope": request.scope})
