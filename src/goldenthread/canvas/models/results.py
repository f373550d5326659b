"""What a round said, counted once when it closed."""

from django.db import models

from goldenthread.canvas.models.rounds import AskedPractice, Canvas
from goldenthread.canvas.terms import Voice


class Tally(models.Model):
    """How one voice answered one practice on one canvas.

    Raw counts: they leave only through disclosure control.
    """

    canvas = models.ForeignKey(Canvas, on_delete=models.CASCADE, related_name="tallies")
    practice = models.ForeignKey(AskedPractice, on_delete=models.CASCADE, related_name="tallies")
    voice = models.CharField(max_length=20, choices=[(v.value, v.value) for v in Voice])
    level_0_count = models.PositiveIntegerField()
    level_1_count = models.PositiveIntegerField()
    level_2_count = models.PositiveIntegerField()
    level_3_count = models.PositiveIntegerField()
    level_4_count = models.PositiveIntegerField()
    dont_know_count = models.PositiveIntegerField()
    skipped_count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["canvas", "practice", "voice"], name="tally_once")]
