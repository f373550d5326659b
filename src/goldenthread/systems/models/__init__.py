"""What systems store."""

from goldenthread.systems.models.people import Invitation, Person, PersonManager, RoleGrant
from goldenthread.systems.models.scopes import Scope, ScopeChange, ScopeName, ScopeRelation, Succession

__all__ = [
    "Invitation",
    "Person",
    "PersonManager",
    "RoleGrant",
    "Scope",
    "ScopeChange",
    "ScopeName",
    "ScopeRelation",
    "Succession",
]
