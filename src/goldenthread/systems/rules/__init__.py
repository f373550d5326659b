"""Decisions about scopes and people, on plain values."""

from goldenthread.systems.rules.access import HeldRole, ScopeRef, may, may_somewhere

__all__ = ["HeldRole", "ScopeRef", "may", "may_somewhere"]
