"""Gives every request its reader."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from goldenthread.systems.queries.readers import Reader, reader_of


class ReaderAttached:
    """Attach ``request.reader``; its queries run when it is first asked something."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reader = SimpleLazyObject(lambda: _reader(request))
        return self.get_response(request)


def _reader(request: HttpRequest) -> Reader:
    if not request.user.is_authenticated:
        return Reader(person_id=None, name="", held=())
    return reader_of(request.user)
