"""Rounds, the canvases they fill, what is asked and by which links."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from goldenthread.canvas.models.adaptation import LocalCanvas
from goldenthread.canvas.terms import LinkKind, Origin, QuestionSet, Voice
from goldenthread.systems.models import Scope


class Round(models.Model):
    """One dated time of asking, for one or more scopes."""

    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="rounds")  # whose round it is
    title = models.CharField(max_length=200)
    question_set = models.CharField(max_length=10, choices=[(q.value, q.value) for q in QuestionSet])
    core_version = models.CharField(max_length=20)
    local_canvas = models.ForeignKey(
        LocalCanvas, null=True, blank=True, on_delete=models.PROTECT, related_name="rounds"
    )
    voices = models.JSONField(default=list)  # the voices that are asked
    floor = models.PositiveSmallIntegerField(default=5)  # fewest people that a shown group has
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closes_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(floor__gte=5), name="round_floor_at_least_five"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | Q(opened_at__isnull=False, closed_at__gte=F("opened_at")),
                name="round_closes_after_opening",
            ),
        ]
        indexes = [models.Index(fields=["scope", "-made_at"], name="round_by_scope")]


class Canvas(models.Model):
    """One scope's canvas in one round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="canvases")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="canvases")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "scope"], name="canvas_once_a_round")]


class AskedPractice(models.Model):
    """A practice exactly as one round asked it, frozen at opening."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="asked")
    position = models.PositiveSmallIntegerField()
    practice_code = models.CharField(max_length=20)
    factor = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=10, choices=[(o.value, o.value) for o in Origin])
    weight = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    wording = (
        models.JSONField()
    )  # statement, why, evidence, levels, questions, answers; translations by language
    wording_hash = models.CharField(
        max_length=64
    )  # equal hashes mean equal words, so that rounds can be compared

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "practice_code"], name="asked_practice_once"),
            models.UniqueConstraint(fields=["round", "position"], name="asked_practice_position_once"),
        ]


class Link(models.Model):
    """A link that lets somebody answer without an account.

    Only the token's hash is kept. The token can be made again from the seed, but only with the
    site's secret key, so that a poster can be printed twice and a reminder can repeat the address.
    """

    seed = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    canvas = models.ForeignKey(Canvas, on_delete=models.CASCADE, related_name="links")
    voice = models.CharField(max_length=20, choices=[(v.value, v.value) for v in Voice])
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in LinkKind])
    label = models.CharField(max_length=120, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    use_limit = models.PositiveIntegerField(null=True, blank=True)
    use_count = models.PositiveIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="personal") | Q(use_limit=1), name="link_personal_is_single_use"
            ),
        ]


class Contact(models.Model):
    """Where to send a personal link and its reminders.

    Kept apart from answers, and deleted three months after closing.
    """

    link = models.OneToOneField(Link, on_delete=models.CASCADE, related_name="contact")
    email = models.EmailField(max_length=254)
    invited_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminder_count = models.PositiveSmallIntegerField(default=0)
    answered = models.BooleanField(
        default=False
    )  # so that nobody who answered is reminded; never which answers


def new_public_id() -> uuid.UUID:
    """An id that says nothing."""
    return uuid.uuid4()
