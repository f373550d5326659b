"""Addresses for staff who help people answer."""

from django.urls import path

from goldenthread.canvas.views import helper_entry, workbook

urlpatterns = [
    path("s/<int:scope_id>/enter/", helper_entry.choose, name="helper_entry"),
    path("s/<int:scope_id>/enter/sheet/", helper_entry.sheet, name="helper_entry_sheet"),
    path("s/<int:scope_id>/enter/saved/", helper_entry.saved, name="helper_entry_saved"),
    path("s/<int:scope_id>/enter/paper/", workbook.paper_for_staff, name="helper_entry_paper"),
]
