"""Addresses that put scopes side by side."""

from django.urls import path

from goldenthread.canvas.views import across as views

urlpatterns = [
    path("s/<int:scope_id>/across/", views.across, name="across"),
    path("s/<int:scope_id>/across/levels.csv", views.export, name="across_export"),
]
