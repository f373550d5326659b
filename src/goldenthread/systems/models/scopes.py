"""Scopes, where they lie, what they were called and how they changed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from goldenthread.systems.terms import ChangeKind, CodeScheme, OrganisationKind, ScopeKind


class Scope(models.Model):
    """What a canvas is filled in for: a system, a place, an organisation, a pathway and so on."""

    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in ScopeKind])
    name = models.CharField(max_length=200)  # today's; ScopeName has the dated ones
    code = models.CharField(max_length=20, blank=True)
    code_scheme = models.CharField(
        max_length=10, blank=True, choices=[(s.value, s.value) for s in CodeScheme]
    )
    organisation_kind = models.CharField(
        max_length=12, blank=True, choices=[(kind.value, kind.value) for kind in OrganisationKind]
    )
    # The system that a scope belongs to: itself for a system, empty above systems.
    system = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="members"
    )
    opened_date = models.DateField()
    closed_date = models.DateField(null=True, blank=True)
    is_fictional = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code_scheme", "code"],
                condition=~Q(code="") & Q(closed_date__isnull=True),
                name="scope_code_once_while_open",
            ),
            models.CheckConstraint(
                condition=Q(closed_date__isnull=True) | Q(closed_date__gte=F("opened_date")),
                name="scope_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["nation", "region", "system"]) | Q(system__isnull=False),
                name="scope_below_system_has_system",
            ),
            models.CheckConstraint(
                condition=Q(organisation_kind="") | Q(kind="organisation"),
                name="scope_kind_of_organisations_only",
            ),
        ]
        indexes = [models.Index(fields=["system", "kind", "name"], name="scope_by_system")]


class ScopeName(models.Model):
    """What a scope was called, and when. Dates run from a day up to, but without, another."""

    scope = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "from_date"], name="scope_name_one_a_day"),
            models.UniqueConstraint(
                fields=["scope"], condition=Q(to_date__isnull=True), name="scope_name_one_today"
            ),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gt=F("from_date")),
                name="scope_name_ends_after_start",
            ),
        ]


class ScopeRelation(models.Model):
    """One scope lies in another. Dates run from a day up to, but without, another."""

    child = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="lies_in")
    parent = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="holds")
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "parent", "from_date"], name="scope_relation_once"),
            models.UniqueConstraint(
                fields=["child", "parent"], condition=Q(to_date__isnull=True), name="scope_relation_one_today"
            ),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gt=F("from_date")),
                name="scope_relation_ends_after_start",
            ),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="scope_not_in_itself"),
        ]


class ScopeChange(models.Model):
    """A merger, split, renaming, move or closure; can be taken back for 30 days."""

    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in ChangeKind])
    system = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="changes")
    on_date = models.DateField()
    reason = models.TextField(blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    reversed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reversed_at = models.DateTimeField(null=True, blank=True)
    undo = models.JSONField(default=dict)  # the ids and dates that taking it back restores

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reversed_at__isnull=True) | Q(reversed_at__gte=F("made_at")),
                name="scope_change_reversed_after_made",
            ),
        ]
        indexes = [models.Index(fields=["system", "-made_at"], name="scope_change_by_system")]


class Succession(models.Model):
    """One scope came out of another through a change."""

    change = models.ForeignKey(ScopeChange, on_delete=models.CASCADE, related_name="successions")
    predecessor = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="origins")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="succession_not_from_itself"
            ),
        ]
