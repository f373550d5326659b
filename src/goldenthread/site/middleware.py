"""Headers that every answer carries, and one line in the log for every request."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from goldenthread.core.permissions.access import Access, Audience
from goldenthread.site.logs import request_number

GetResponse = Callable[[HttpRequest], HttpResponse]
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
        "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb",
        "xr-spatial-tracking",
    )
)  # fmt: skip
log = logging.getLogger("goldenthread.requests")


class RequestNoted:
    """Number every request, and log which route answered, how and how fast.

    Never the address itself: it can hold a link's token, and its query what somebody looked for.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = get_random_string(16)
        token = request_number.set(number)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            match = request.resolver_match
            log.info(
                "request",
                extra={
                    "route": match.route if match else "",
                    "method": request.method,
                    "status": response.status_code,
                    "milliseconds": round((time.perf_counter() - began) * 1000),
                },
            )
        finally:
            request_number.reset(token)
        response["Request-Id"] = number
        return response


class HeadersAdded:
    """Tell browsers what a page never needs, and to keep no copy of what is not for everybody."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(request, "for_everybody", False) and settings.SESSION_COOKIE_NAME not in request.COOKIES:
            response.headers.setdefault("Cache-Control", "no-cache")
        elif "no-store" not in response.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "private, no-store"
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        access = getattr(view, "access", None)
        request.for_everybody = isinstance(access, Access) and access.audience is Audience.ANYONE
