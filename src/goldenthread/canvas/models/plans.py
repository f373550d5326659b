"""What a scope will do to improve."""

import uuid

from django.conf import settings
from django.db import models

from goldenthread.canvas.models.rounds import Canvas
from goldenthread.canvas.terms import ActionStatus
from goldenthread.systems.models import Scope


class ImprovementAction(models.Model):
    """One thing that somebody will do about one practice."""

    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="improvement_actions")
    canvas = models.ForeignKey(
        Canvas, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions"
    )
    practice_code = models.CharField(max_length=20)
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=150)
    first_step = models.CharField(max_length=300)
    measure = models.CharField(max_length=300, blank=True)
    due_date = models.DateField()
    status = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in ActionStatus], default="planned"
    )
    calendar_uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["scope", "due_date"], name="improvement_action_by_due")]


class StatusChange(models.Model):
    """How an action came to stand where it stands."""

    action = models.ForeignKey(ImprovementAction, on_delete=models.CASCADE, related_name="history")
    status = models.CharField(max_length=10, choices=[(s.value, s.value) for s in ActionStatus])
    due_date = models.DateField()  # as it was after this change, so that slipping shows
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()


class CalendarFeed(models.Model):
    """A secret address where a calendar reads a scope's due dates. Only the token's hash is kept."""

    scope = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="calendar_feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "made_by"],
                condition=models.Q(revoked_at__isnull=True),
                name="calendar_feed_one_a_person",
            ),
        ]
