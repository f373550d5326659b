"""Published pages and their files: for everybody, with no account, no cookie and no script."""

import json
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, quote_etag
from django.views.decorators.http import require_safe

from goldenthread.canvas.exports.published import published_sheets, published_values
from goldenthread.canvas.presenters.published import published_page
from goldenthread.canvas.queries import publishing as queries
from goldenthread.core.exporting import csv_bytes, data_package
from goldenthread.core.permissions.access import public

_KEPT = "public, max-age=300"


@require_safe
@public
def index(request: HttpRequest) -> HttpResponse:
    """Every page that can be read."""
    words, page = request.GET.get("q", "")[:100], request.GET.get("page", "1")
    found = queries.index(words, page=int(page) if page.isdecimal() and len(page) < 6 else 1)
    return _page("canvas/published/index.jinja", {"found": found, "words": words})


@require_safe
@public
def published(request: HttpRequest, slug: str) -> HttpResponse:
    """What a scope has chosen to show."""

    def made(found: queries.Published, without: frozenset[int]) -> HttpResponse:
        page = published_page(found.content, without=without)
        return _page("canvas/published/page.jinja", {"found": found, "page": page})

    return _answer(request, slug, made)


@require_safe
@public
def published_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as one JSON object."""

    def made(found: queries.Published, without: frozenset[int]) -> HttpResponse:
        values = {
            "number": found.number,
            "published": found.published_date.isoformat(),
            **published_values(found.content, without=without),
        }
        return _file(json.dumps(values, ensure_ascii=False, indent=1).encode(), "application/json")

    return _answer(request, slug, made)


@require_safe
@public
def published_package(request: HttpRequest, slug: str) -> HttpResponse:
    """What the csv files hold, as a Frictionless Data Package."""

    def made(found: queries.Published, without: frozenset[int]) -> HttpResponse:
        about = found.content
        title = f"{about['scope']['name']}, {about['round']['title']}"
        sheets = published_sheets(about, without=without)
        return _file(data_package(sheets, name=slug, title=title), "application/json")

    return _answer(request, slug, made)


@require_safe
@public
def published_csv(request: HttpRequest, slug: str, sheet: str) -> HttpResponse:
    """One of the csv files."""

    def made(found: queries.Published, without: frozenset[int]) -> HttpResponse:
        sheets = {each.name: each for each in published_sheets(found.content, without=without)}
        if sheet not in sheets:
            raise Http404
        return _file(csv_bytes(sheets[sheet]), "text/csv; charset=utf-8")

    return _answer(request, slug, made)


def _answer(
    request: HttpRequest, slug: str, made: Callable[[queries.Published, frozenset[int]], HttpResponse]
) -> HttpResponse:
    found = queries.newest(slug)
    if found is None:
        raise Http404
    if not found.is_in_force:
        return _page("canvas/published/withdrawn.jinja", {"found": found}, status=410)
    without = queries.taken_back(found.content)
    mark = f"{version('goldenthread')}-{found.content_hash[:20]}-{found.number}-{len(without)}"
    etag = quote_etag(mark)
    response = get_conditional_response(request, etag=etag) or made(found, without)
    response["ETag"] = etag
    response["Cache-Control"] = _KEPT
    return response


def _page(template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    # Drawn without the request: the page is the same for everybody, and reads no session.
    words = {"site_name": settings.SITE_NAME, "is_demo": settings.DEMO}
    response = HttpResponse(render_to_string(template, context | words), status=status)
    response["Cache-Control"] = _KEPT if status == 200 else "no-cache"
    return response


def _file(content: bytes, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Access-Control-Allow-Origin"] = "*"
    return response
