"""Files of answers collected elsewhere, between upload and saving."""

from django.conf import settings
from django.db import models

from goldenthread.canvas.models.rounds import Canvas


class AnswerFile(models.Model):
    """An uploaded table of answers and how its columns were understood."""

    canvas = models.ForeignKey(Canvas, on_delete=models.CASCADE, related_name="answer_files")
    file_name = models.CharField(max_length=200)
    content_hash = models.CharField(max_length=64)
    table = models.JSONField()  # headings and rows as read; emptied once saved or refused
    mapping = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_count = models.PositiveIntegerField(default=0)  # people, not cells
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["canvas", "content_hash"],
                condition=models.Q(saved_at__isnull=False, taken_back_at__isnull=True),
                name="answer_file_saved_once",
            ),
        ]
