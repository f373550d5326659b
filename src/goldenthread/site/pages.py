"""The Jinja environment: what every page can use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import json_script
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader

from goldenthread.core.components.forms import error_summary
from goldenthread.core.components.navigation import navigation_for


def environment(**options: Any) -> Environment:
    """Jinja with the design system's templates behind ours."""
    options["loader"] = ChoiceLoader([options["loader"], PackageLoader("nhsuk_frontend_jinja")])
    options["undefined"] = ChainableUndefined
    env = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701  # Django's backend turns autoescape on
    env.globals.update(
        url=_url,
        static=static,
        scope_navigation=navigation_for,
        error_summary=error_summary,
        json_script=json_script,
    )
    env.filters["day"] = lambda day: date_format(day, "j F Y") if day else ""
    env.filters["moment"] = lambda moment: date_format(moment, "j F Y, H:i") if moment else ""
    env.filters["number"] = lambda number: f"{number:,}"
    return env


def site_words(request: HttpRequest) -> dict[str, Any]:
    """What the layout prints on every page."""
    return {
        "site_name": settings.SITE_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "is_demo": settings.DEMO,
        "organisation_sign_in": settings.ORGANISATION_SIGN_IN,
        "reader": getattr(request, "reader", None),
        "signed_in": hasattr(request, "user") and request.user.is_authenticated,
    }


def _url(name: str, /, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)
