"""What the audit trail stores."""

from django.db import models


class AuditEvent(models.Model):
    """One thing that somebody did. Never changed, never deleted but by retention; the database sees to it."""

    chain = models.CharField(max_length=40)  # "system:7", or "site" for what belongs to no system
    position = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)  # "person:3", "participant:8f…", "job:…" or "command"
    verb = models.CharField(max_length=80)
    subject = models.CharField(max_length=80, blank=True)  # "canvas.round:12"
    facts = models.JSONField(default=dict)  # ids, counts, codes, names of fields: never what people said
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "position"], name="audit_event_position_once")
        ]
        indexes = [
            models.Index(fields=["chain", "subject"], name="audit_event_subject"),
            models.Index(fields=["chain", "at"], name="audit_event_at"),
        ]


class AuditChain(models.Model):
    """Where a chain ends, and where it begins once its oldest days are gone. Sealed with the audit key."""

    name = models.CharField(max_length=40, primary_key=True)
    head_position = models.PositiveBigIntegerField(default=0)
    head_hash = models.CharField(max_length=64, blank=True)
    trimmed_position = models.PositiveBigIntegerField(default=0)  # the last event that was trimmed
    trimmed_hash = models.CharField(max_length=64, blank=True)
    trimmed_to = models.DateTimeField(null=True, blank=True)
    seal = models.CharField(max_length=64, blank=True)
