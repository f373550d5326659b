"""A system's own wording, practices and weights over the shared core."""

from django.conf import settings
from django.db import models

from goldenthread.systems.models import Scope


class LocalCanvas(models.Model):
    """One numbered version of how a system has adapted the core; fixed once a round has used it."""

    system = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="local_canvases")
    number = models.PositiveIntegerField()
    core_version = models.CharField(max_length=20)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "number"], name="local_canvas_number_once")]


class Adaptation(models.Model):
    """One practice that differs from the core: reworded, added, hidden or weighed."""

    local_canvas = models.ForeignKey(LocalCanvas, on_delete=models.CASCADE, related_name="adaptations")
    practice_code = models.CharField(max_length=20)  # "3.2" of the core, or "3.L1" for an added one
    hidden = models.BooleanField(default=False)
    weight = models.PositiveSmallIntegerField(default=1)
    # Only the changed texts, by the keys of the content's Practice: title, statement, why, levels …
    wording = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["local_canvas", "practice_code"], name="adaptation_once"),
            models.CheckConstraint(
                condition=models.Q(weight__gte=1, weight__lte=5), name="adaptation_weight_1_to_5"
            ),
        ]
