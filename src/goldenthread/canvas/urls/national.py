"""Addresses of the national view."""

from django.urls import path

from goldenthread.canvas.views import national as views

urlpatterns = [
    path("national/", views.national, name="national"),
    path("national/levels.csv", views.export, name="national_export"),
]
