"""Addresses of the canvas, one list a part of the work."""

urlpatterns: list = []
