"""Make the steps of a change and remember how to undo each."""

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from goldenthread.core.audit import trail
from goldenthread.systems import models
from goldenthread.systems.queries.readers import Reader
from goldenthread.systems.terms import ChangeKind

_PARTS = (
    "touched", "made_scopes", "closed_scopes", "made_relations", "ended_relations", "dropped_relations",
    "made_names", "ended_names", "replaced_names", "made_grants", "ended_grants", "revoked_invitations",
)  # fmt: skip


class ChangeRefused(Exception):
    """args[0] is the ChangeRefusal, or the ScopeRefusal of a name or place."""


class _Rehearsed(Exception):
    """Everything went well, and must be undone."""


def rehearsed(make: Callable[[], object]) -> object | None:
    """Try a change and leave no trace. Answers why it would be refused; None when it would not."""
    try:
        with transaction.atomic():
            make()
            raise _Rehearsed
    except _Rehearsed:
        return None
    except ChangeRefused as refused:
        return refused.args[0]


class Steps:
    """The steps of one change, each done at once and written down for taking back."""

    def __init__(self, on: date, at: datetime) -> None:
        self.on, self.at = on, at
        self.undo: dict[str, Any] = {part: [] for part in _PARTS} | {"names": {}}

    def touch(self, *scopes: models.Scope) -> None:
        """Note which scopes the change is about, and what they were called."""
        for scope in scopes:
            if scope.pk not in self.undo["touched"]:
                self.undo["touched"].append(scope.pk)
            self.undo["names"].setdefault(str(scope.pk), scope.name)

    def made(self, scope: models.Scope) -> None:
        """A scope that the change made."""
        self.touch(scope)
        self.undo["made_scopes"].append(scope.pk)

    def close(self, scope: models.Scope) -> None:
        """Close a scope, end where it lies, and take back invitations to it."""
        self.touch(scope)
        scope.closed_date = self.on
        scope.save(update_fields=["closed_date"])
        self.undo["closed_scopes"].append(scope.pk)
        self.end_relations(models.ScopeRelation.objects.filter(child=scope, to_date__isnull=True))
        waiting = models.Invitation.objects.filter(
            scope=scope, accepted_at__isnull=True, revoked_at__isnull=True
        )
        self.undo["revoked_invitations"] += waiting.order_by("pk").values_list("pk", flat=True)
        waiting.update(revoked_at=self.at)

    def end_relations(self, relations: Iterable[models.ScopeRelation]) -> None:
        """End relations; one that began on the very day never was."""
        for relation in relations:
            if relation.from_date == self.on:
                row = [relation.child_id, relation.parent_id, relation.from_date.isoformat()]
                self.undo["dropped_relations"].append(row)
                relation.delete()
            else:
                relation.to_date = self.on
                relation.save(update_fields=["to_date"])
                self.undo["ended_relations"].append(relation.pk)

    def relate(self, child_ids: Collection[int], parent_ids: Collection[int]) -> None:
        """Let scopes lie in others from the day of the change, where they do not yet."""
        known = set(
            models.ScopeRelation.objects.filter(
                child_id__in=child_ids, parent_id__in=parent_ids, to_date__isnull=True
            ).values_list("child_id", "parent_id")
        )
        for child_id in sorted(child_ids):
            for parent_id in sorted(parent_ids):
                if (child_id, parent_id) not in known:
                    relation = models.ScopeRelation.objects.create(
                        child_id=child_id, parent_id=parent_id, from_date=self.on
                    )
                    self.undo["made_relations"].append(relation.pk)

    def rename(self, scope: models.Scope, name: str) -> None:
        """Give a scope a new name from the day of the change."""
        self.touch(scope)
        current = models.ScopeName.objects.get(scope=scope, to_date__isnull=True)
        if current.from_date == self.on:
            self.undo["replaced_names"].append([current.pk, current.name])
            current.name = name
            current.save(update_fields=["name"])
        else:
            current.to_date = self.on
            current.save(update_fields=["to_date"])
            self.undo["ended_names"].append(current.pk)
            made = models.ScopeName.objects.create(scope=scope, name=name, from_date=self.on)
            self.undo["made_names"].append(made.pk)
        self.undo["new_name"] = name
        scope.name = name
        scope.save(update_fields=["name"])

    def hand_over_roles(self, old: Collection[models.Scope], new: Collection[models.Scope]) -> None:
        """Give everybody with a role at the old scopes the same at each of the new ones."""
        grants = models.RoleGrant.objects.filter(scope__in=old, ended_at__isnull=True).order_by("pk")
        given: set[tuple[int, str]] = set()
        for grant in grants:
            if (grant.person_id, grant.role) not in given:
                given.add((grant.person_id, grant.role))
                for scope in new:
                    made = models.RoleGrant.objects.create(
                        person_id=grant.person_id,
                        scope=scope,
                        role=grant.role,
                        granted_by_id=grant.granted_by_id,
                        granted_at=self.at,
                    )
                    self.undo["made_grants"].append(made.pk)
            grant.ended_at = self.at
            grant.save(update_fields=["ended_at"])
            self.undo["ended_grants"].append(grant.pk)

    def store(
        self, kind: ChangeKind, *, system_id: int | None, reason: str, by: Reader
    ) -> models.ScopeChange:
        """Write the change down, with its audit event."""
        assert system_id is not None  # noqa: S101  # every scope that can change has a system
        change = models.ScopeChange.objects.create(
            kind=kind,
            system_id=system_id,
            on_date=self.on,
            reason=reason,
            made_by_id=by.person_id,
            made_at=self.at,
            undo=self.undo,
        )
        trail.record(
            f"systems.scope.{kind}",
            actor=by.actor,
            at=self.at,
            system_id=system_id,
            subject=f"systems.scope_change:{change.pk}",
            facts={"scopes": self.undo["touched"], "on": self.on.isoformat()},
        )
        return change
