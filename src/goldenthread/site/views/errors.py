"""What people see when something cannot be shown: plain words, what to do next, and nothing of the inside."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from goldenthread.core.permissions.access import public


@public
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page, or it is not theirs: both are answered alike."""
    return render(request, "site/errors/not_found.jinja", status=404)


@public
def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """They may not do this."""
    return render(request, "site/errors/not_allowed.jinja", status=403)


@public
def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be read."""
    return render(request, "site/errors/not_understood.jinja", status=400)


@public
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its proof that it is ours: most often its page was open for too long."""
    return render(request, "site/errors/form_expired.jinja", status=403)


@public
def went_wrong(request: HttpRequest) -> HttpResponse:
    """Something broke. Drawn without the request, so that what broke cannot break this page too."""
    return HttpResponse(render_to_string("site/errors/went_wrong.jinja"), status=500)
