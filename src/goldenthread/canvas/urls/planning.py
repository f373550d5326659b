"""Addresses of the improvement plan."""

from django.urls import path, re_path

from goldenthread.canvas.views import planning as views

urlpatterns = [
    path("s/<int:scope_id>/plan/", views.plan, name="plan"),
    path("s/<int:scope_id>/plan/add/", views.add_action, name="plan_add"),
    path("s/<int:scope_id>/plan/<int:action_id>/", views.action, name="plan_action"),
    path("s/<int:scope_id>/plan/<int:action_id>/edit/", views.edit_action, name="plan_edit"),
    path("s/<int:scope_id>/plan/<int:action_id>/report/", views.report, name="plan_report"),
    re_path(r"^s/(?P<scope_id>\d+)/plan/export\.(?P<form>csv|xlsx)$", views.export, name="plan_export"),
    path("s/<int:scope_id>/plan/calendar/", views.calendar, name="plan_calendar"),
    path("calendar/<str:token>.ics", views.calendar_feed, name="calendar_feed"),
]
