"""The demonstration's front door: sign in as anybody with one click. Not there otherwise."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from goldenthread.core.permissions.access import public
from goldenthread.systems import sign_in
from goldenthread.systems.presenters.people import DemoRoles
from goldenthread.systems.queries.accounts import demo_people


@public
def demo(request: HttpRequest) -> HttpResponse:
    """The demonstration's people, by role."""
    if not settings.DEMO:
        raise Http404
    return TemplateResponse(request, "systems/demo.jinja", {"roles": DemoRoles(demo_people())})


@public
@require_POST
def demo_sign_in(request: HttpRequest, person_id: int) -> HttpResponse:
    """Become one of the demonstration's people."""
    if not settings.DEMO or person_id not in {person.person_id for person in demo_people()}:
        raise Http404
    sign_in.sign_in_as(request, person_id)
    return redirect("your_systems")
