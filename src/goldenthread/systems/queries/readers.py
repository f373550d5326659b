"""Who is reading, and which scopes they may see."""

from dataclasses import dataclass, field

from goldenthread.core.permissions.terms import Permission, Role
from goldenthread.systems import models, rules
from goldenthread.systems.rules import HeldRole, ScopeRef
from goldenthread.systems.terms import ScopeKind


@dataclass(slots=True)
class Reader:
    """A person with their roles. Every question about what they may do is asked here."""

    person_id: int | None
    name: str
    held: tuple[HeldRole, ...]
    _scopes: dict[int, ScopeRef | None] = field(default_factory=dict)

    @property
    def actor(self) -> str:
        """How the audit trail names this person."""
        return f"person:{self.person_id}"

    def scope(self, scope_id: int) -> ScopeRef | None:
        """The scope with this id, asked for once a request; None when there is none."""
        if scope_id not in self._scopes:
            self._scopes[scope_id] = scope_ref(scope_id)
        return self._scopes[scope_id]

    def may(self, permission: Permission, scope: ScopeRef) -> bool:
        """Whether this person holds a permission at a scope."""
        return rules.may(permission, scope_id=scope.id, system_id=scope.system_id, held=self.held)

    def may_somewhere(self, permission: Permission) -> bool:
        """Whether this person holds a permission at any scope."""
        return rules.may_somewhere(permission, held=self.held)


def reader_of(person: models.Person) -> Reader:
    """A signed-in person's roles, in three queries."""
    grants = list(
        models.RoleGrant.objects.filter(person=person, ended_at__isnull=True)
        .order_by("pk")
        .values("role", "scope_id", "scope__kind", "scope__system_id")
    )
    covered = _covered({grant["scope_id"] for grant in grants if grant["scope_id"]})
    held = tuple(
        HeldRole(
            role=Role(grant["role"]),
            scope_id=grant["scope_id"],
            system_id=_system_of(grant),
            covered_ids=frozenset(covered.get(grant["scope_id"], ())),
        )
        for grant in grants
    )
    return Reader(person_id=person.pk, name=person.get_full_name(), held=held)


def _covered(scope_ids: set[int]) -> dict[int, set[int]]:
    """The pathways in each scope today, and the scopes it came out of."""
    covered: dict[int, set[int]] = {}
    pathways = models.ScopeRelation.objects.filter(
        parent_id__in=scope_ids, child__kind=ScopeKind.PATHWAY, to_date__isnull=True
    )
    origins = models.Succession.objects.filter(successor_id__in=scope_ids, change__reversed_at__isnull=True)
    for scope_id, child_id in pathways.values_list("parent_id", "child_id"):
        covered.setdefault(scope_id, set()).add(child_id)
    for scope_id, predecessor_id in origins.values_list("successor_id", "predecessor_id"):
        covered.setdefault(scope_id, set()).add(predecessor_id)
    return covered


def scope_ref(scope_id: int) -> ScopeRef | None:
    """One scope, or None."""
    scope = models.Scope.objects.select_related("system").filter(pk=scope_id).first()
    return ref_of(scope) if scope else None


def ref_of(scope: models.Scope) -> ScopeRef:
    """A stored scope as pages know it; reads ``scope.system``, so select it with the scope."""
    return ScopeRef(
        id=scope.pk,
        kind=scope.kind,
        name=scope.name,
        code=scope.code,
        system_id=scope.pk if scope.kind == ScopeKind.SYSTEM else scope.system_id,
        system_name=scope.name if scope.system is None else scope.system.name,
        is_fictional=scope.is_fictional,
        is_closed=scope.closed_date is not None,
    )


def _system_of(grant: dict) -> int | None:
    return grant["scope_id"] if grant["scope__kind"] == ScopeKind.SYSTEM else grant["scope__system_id"]
