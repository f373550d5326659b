"""Deny unless allowed: a view that does not say who may see it is never run."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

from goldenthread.core.permissions.access import Access


class UndeclaredViewRefused:
    """Refuse every view of ours that carries no access decorator."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        ours = view.__module__.startswith("goldenthread.")
        if ours and not isinstance(getattr(view, "access", None), Access):
            raise ImproperlyConfigured(f"{view.__module__}.{view.__qualname__} does not say who may see it")
