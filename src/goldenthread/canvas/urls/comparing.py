"""Addresses that put one round beside another."""

from django.urls import path

from goldenthread.canvas.views import comparing as views

urlpatterns = [
    path("s/<int:scope_id>/over-time/", views.over_time, name="over_time"),
    path("s/<int:scope_id>/over-time/factor/<int:factor>/", views.factor_over_time, name="factor_over_time"),
    path("s/<int:scope_id>/over-time/<int:then_id>-<int:now_id>.csv", views.export, name="over_time_export"),
]
