"""What is stored of a job."""

from django.db import models

from goldenthread.core.jobs.terms import JobState


class Job(models.Model):
    """A piece of long work, who asked for it and how far it is."""

    kind = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)  # ids and choices; never what people said
    system_id_number = models.BigIntegerField(null=True, blank=True)
    asked_by = models.CharField(max_length=60)  # "person:3" or "command"
    asked_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in JobState], default=JobState.WAITING.value
    )
    done_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField(null=True, blank=True)
    message = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict)  # {"address": …, "label": …}: where what it made is found
    started_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)  # when its process last said that it lives
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "seen_at"], name="job_state")]
