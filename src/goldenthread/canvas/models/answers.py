"""Who answered, and what they said."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.canvas.models.imports import AnswerFile
from goldenthread.canvas.models.rounds import AskedPractice, Canvas, Link, new_public_id
from goldenthread.canvas.terms import AnswerKind, Channel, Voice


class Participant(models.Model):
    """One person's answers in one canvas. No name, no address; the receipt is theirs alone."""

    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    canvas = models.ForeignKey(Canvas, on_delete=models.CASCADE, related_name="participants")
    voice = models.CharField(max_length=20, choices=[(v.value, v.value) for v in Voice])
    channel = models.CharField(max_length=10, choices=[(c.value, c.value) for c in Channel])
    language = models.CharField(max_length=20, default="en")
    link = models.ForeignKey(
        Link, null=True, blank=True, on_delete=models.SET_NULL, related_name="participants"
    )
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer_file = models.ForeignKey(
        AnswerFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="participants"
    )
    receipt_hash = models.CharField(max_length=64, unique=True)
    handover_hash = models.CharField(
        max_length=64, blank=True, db_index=True
    )  # a colleague's single-use link
    started_date = models.DateField()  # a day, not a moment: less to link a person by
    finished_date = models.DateField(null=True, blank=True)
    withdrawn_date = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["canvas", "voice"], name="participant_by_voice")]


class Judgement(models.Model):
    """One person's level, or "don't know", for one practice."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="judgements")
    practice = models.ForeignKey(AskedPractice, on_delete=models.PROTECT, related_name="judgements")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in AnswerKind])
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    statement = models.TextField(blank=True)  # why they say so, in their words
    statement_hidden = models.BooleanField(default=False)  # by a guardian: it may name somebody
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "practice"], name="judgement_once"),
            models.CheckConstraint(
                condition=Q(kind="level", level__gte=0, level__lte=4)
                | (~Q(kind="level") & Q(level__isnull=True)),
                name="judgement_level_only_with_level",
            ),
        ]
