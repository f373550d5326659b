"""The levels that a round settled on."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from goldenthread.canvas.models.rounds import AskedPractice, Canvas


class Agreement(models.Model):
    """The level, or range of levels, settled for one practice, with reasons and dissent."""

    canvas = models.ForeignKey(Canvas, on_delete=models.CASCADE, related_name="agreements")
    practice = models.ForeignKey(AskedPractice, on_delete=models.PROTECT, related_name="agreements")
    lowest_level = models.PositiveSmallIntegerField()
    highest_level = models.PositiveSmallIntegerField()
    reasons = models.TextField()
    dissent = models.TextField(blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField()
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    signed_off_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)  # an older settlement stays readable

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["canvas", "practice"],
                condition=Q(replaced_at__isnull=True),
                name="agreement_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(lowest_level__lte=F("highest_level"), highest_level__lte=4),
                name="agreement_range_in_order",
            ),
            models.CheckConstraint(
                condition=Q(signed_off_by__isnull=True) | ~Q(signed_off_by=F("settled_by")),
                name="agreement_signed_off_by_another",
            ),
        ]
