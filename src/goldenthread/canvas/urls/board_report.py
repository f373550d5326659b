"""Address of the board report."""

from django.urls import path

from goldenthread.canvas.views import board_report as views

urlpatterns = [path("s/<int:scope_id>/report/", views.board_report, name="board_report")]
