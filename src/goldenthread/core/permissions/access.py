"""The decorators that every view carries: who may see it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from goldenthread.core.permissions.terms import Permission

View = Callable[..., HttpResponse]


class Audience(StrEnum):
    """The kinds of people a view can be for."""

    ANYONE = "anyone"
    PARTICIPANT = "participant"  # holds a link or a receipt; the view's query checks which
    SIGNED_IN = "signed_in"
    PERMITTED = "permitted"


@dataclass(frozen=True, slots=True)
class Access:
    """Who a view is for. Read by the middleware, the tests and the documents."""

    audience: Audience
    permission: Permission | None = None
    scope_argument: str | None = None


def public(view: View) -> View:
    """Anyone may see this view."""
    view.access = Access(Audience.ANYONE)  # type: ignore[attr-defined]
    return view


def participant(view: View) -> View:
    """People who hold a link, a code or a receipt; the view asks a query which one."""
    view.access = Access(Audience.PARTICIPANT)  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Anyone with an account, about themselves only."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.access = Access(Audience.SIGNED_IN)  # type: ignore[attr-defined]
    return guarded


def needs(permission: Permission, *, scope: str | None = "scope_id") -> Callable[[View], View]:
    """Only people who hold the permission at the scope named in the address.

    A scope that does not exist and one that is not theirs answer alike, with 404. The view finds
    the scope as ``request.scope``. With ``scope=None`` holding the permission anywhere is enough,
    and the view's query narrows the rows.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if scope is None:
                if not request.reader.may_somewhere(permission):
                    raise Http404
            else:
                request.scope = request.reader.scope(kwargs[scope])
                if request.scope is None or not request.reader.may(permission, request.scope):
                    raise Http404
            return view(request, *args, **kwargs)

        guarded.access = Access(Audience.PERMITTED, permission, scope)  # type: ignore[attr-defined]
        return guarded

    return decorate
