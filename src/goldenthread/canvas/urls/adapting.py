"""Addresses of a system's own wording."""

from django.urls import path

from goldenthread.canvas.views import adapting

_WORDING = "s/<int:scope_id>/canvas-wording"

urlpatterns = [
    path(f"{_WORDING}/", adapting.wording, name="wording"),
    path(f"{_WORDING}/add/", adapting.add_practice, name="add_practice"),
    path(f"{_WORDING}/history/", adapting.history, name="wording_history"),
    path(f"{_WORDING}/history/<int:number>/", adapting.version, name="wording_version"),
    path(f"{_WORDING}/<str:code>/", adapting.practice, name="practice_wording"),
    path(f"{_WORDING}/<str:code>/put-back/", adapting.put_back, name="put_back"),
]
