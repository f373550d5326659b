"""Evidence for levels, and answers to other frameworks that need a second look when it changes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.canvas.terms import EvidenceKind, EvidenceStrength
from goldenthread.systems.models import Scope


class Evidence(models.Model):
    """A dated, owned, expiring item that supports a level. One item can serve many practices."""

    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="evidence")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in EvidenceKind])
    strength = models.CharField(max_length=20, choices=[(s.value, s.value) for s in EvidenceStrength])
    dated = models.DateField()
    expires_date = models.DateField(null=True, blank=True)
    owner = models.CharField(max_length=150)
    web_address = models.URLField(max_length=500, blank=True)
    file = models.FileField(upload_to="evidence/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)


class EvidencePractice(models.Model):
    """An item of evidence bears on a practice."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="practices")
    practice_code = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evidence", "practice_code"], name="evidence_practice_once")
        ]
        indexes = [models.Index(fields=["practice_code"], name="evidence_practice_code")]


class CrosswalkReview(models.Model):
    """An answer to another framework that someone should look at again, because evidence under it changed."""

    scope = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="crosswalk_reviews")
    framework = models.CharField(max_length=40)
    item_code = models.CharField(max_length=40)
    practice_code = models.CharField(max_length=20)
    evidence = models.ForeignKey(Evidence, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=40)  # evidence added, changed, withdrawn or expired
    marked_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "framework", "item_code", "practice_code"],
                condition=Q(reviewed_at__isnull=True),
                name="crosswalk_review_open_once",
            ),
        ]
