"""Help inside the product."""

import re

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from goldenthread.core.permissions.access import public
from goldenthread.site import guides


@public
def help_page(request: HttpRequest) -> HttpResponse:
    """Where to find help."""
    return TemplateResponse(request, "site/help.jinja", {"shelves": guides.shelves()})


@public
def guide(request: HttpRequest, name: str) -> HttpResponse:
    """One guide as a page."""
    text = guides.guide_text(name)
    if text is None:
        raise Http404
    return TemplateResponse(request, "site/guide.jinja", {"guide": guides.page_of(name, text, _links)})


@public
def guide_picture(request: HttpRequest, name: str) -> HttpResponse:
    """A picture in a guide."""
    path = guides.picture(name)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/png")


def _links(target: str) -> str:
    """Where a guide's own link or picture leads inside the product."""
    if found := re.search(r"images/([a-z0-9-]+\.png)$", target):
        return reverse("guide_picture", kwargs={"name": found[1]})
    return reverse("guide", kwargs={"name": target})
