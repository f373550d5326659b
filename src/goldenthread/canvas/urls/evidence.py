"""Addresses of the evidence register."""

from django.urls import path

from goldenthread.canvas.views import evidence

urlpatterns = [
    path("s/<int:scope_id>/evidence/", evidence.register, name="evidence"),
    path("s/<int:scope_id>/evidence/file.csv", evidence.register_csv, name="evidence_csv"),
    path("s/<int:scope_id>/evidence/add/", evidence.add, name="add_evidence"),
    path("s/<int:scope_id>/evidence/<int:evidence_id>/", evidence.item, name="evidence_item"),
    path("s/<int:scope_id>/evidence/<int:evidence_id>/file", evidence.evidence_file, name="evidence_file"),
    path("s/<int:scope_id>/evidence/<int:evidence_id>/change/", evidence.change, name="change_evidence"),
    path(
        "s/<int:scope_id>/evidence/<int:evidence_id>/withdraw/", evidence.withdraw, name="withdraw_evidence"
    ),
    path("s/<int:scope_id>/evidence/<int:evidence_id>/restore/", evidence.restore, name="restore_evidence"),
]
