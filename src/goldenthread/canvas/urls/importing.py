"""Addresses for importing answers."""

from django.urls import path

from goldenthread.canvas.views import importing as views

_PLACE = "s/<int:scope_id>/rounds/<int:round_id>/import/"
_FILE = f"{_PLACE}<int:file_id>/"

urlpatterns = [
    path(_PLACE, views.import_answers, name="import_answers"),
    path(f"{_FILE}columns/", views.import_columns, name="import_columns"),
    path(f"{_FILE}words/", views.import_words, name="import_words"),
    path(f"{_FILE}check/", views.import_check, name="import_check"),
    path(f"{_FILE}forget/", views.discard_import, name="discard_import"),
    path(f"{_FILE}take-back/", views.take_back_import, name="take_back_import"),
]
