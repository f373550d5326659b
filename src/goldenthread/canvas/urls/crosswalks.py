"""Addresses of other frameworks beside the canvas."""

from django.urls import path

from goldenthread.canvas.views import crosswalks

_FRAMEWORK = "s/<int:scope_id>/crosswalks/<slug:key>/"

urlpatterns = [
    path("s/<int:scope_id>/crosswalks/", crosswalks.frameworks, name="crosswalks"),
    path(_FRAMEWORK, crosswalks.framework, name="crosswalk"),
    path(f"{_FRAMEWORK}file.csv", crosswalks.framework_csv, name="crosswalk_csv"),
    path(f"{_FRAMEWORK}items/<str:item>/look/", crosswalks.look, name="crosswalk_look"),
]
