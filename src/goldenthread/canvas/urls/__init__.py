"""Addresses of the canvas, one module a part of the work."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("goldenthread.canvas.urls.rounds")),
    path("", include("goldenthread.canvas.urls.adapting")),
    path("", include("goldenthread.canvas.urls.planning")),
    path("", include("goldenthread.canvas.urls.evidence")),
    path("", include("goldenthread.canvas.urls.results")),
    path("", include("goldenthread.canvas.urls.agreeing")),
    path("", include("goldenthread.canvas.urls.crosswalks")),
    path("", include("goldenthread.canvas.urls.answering")),
    path("", include("goldenthread.canvas.urls.helper_entry")),
    path("", include("goldenthread.canvas.urls.comparing")),
    path("", include("goldenthread.canvas.urls.across")),
    path("", include("goldenthread.canvas.urls.importing")),
    path("", include("goldenthread.canvas.urls.publishing")),
    path("", include("goldenthread.canvas.urls.board_report")),
    path("", include("goldenthread.canvas.urls.national")),
]
