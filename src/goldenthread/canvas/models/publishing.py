"""What a scope has chosen to show to everybody."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.canvas.models.rounds import Canvas


class Publication(models.Model):
    """One published version of a canvas: exactly what left, kept whole."""

    canvas = models.ForeignKey(Canvas, on_delete=models.PROTECT, related_name="publications")
    slug = models.SlugField(max_length=80)
    number = models.PositiveIntegerField()
    content = models.JSONField()  # the page and the data files are both drawn from this and nothing else
    content_hash = models.CharField(max_length=64)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["canvas", "number"], name="publication_number_once"),
            models.UniqueConstraint(
                fields=["canvas"], condition=Q(withdrawn_at__isnull=True), name="publication_one_in_force"
            ),
            models.UniqueConstraint(
                fields=["slug"], condition=Q(withdrawn_at__isnull=True), name="publication_slug_once"
            ),
        ]
