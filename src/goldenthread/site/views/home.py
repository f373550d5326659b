"""The front door."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from goldenthread.core.permissions.access import public
from goldenthread.site.queries import dashboard


@public
def home(request: HttpRequest) -> HttpResponse:
    """What this is for and where to begin; for a signed-in person, what waits for them."""
    if not request.user.is_authenticated:
        return TemplateResponse(request, "site/home.jinja")
    context = {
        "cards": dashboard.scope_cards(request.reader, today=timezone.localdate()),
        "may_compare": dashboard.may_compare_systems(request.reader),
    }
    return TemplateResponse(request, "site/dashboard.jinja", context)
