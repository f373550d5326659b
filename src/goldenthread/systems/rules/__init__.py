"""Decisions about scopes and people, on plain values."""

from goldenthread.systems.rules.access import HeldRole, ScopeRef, may, may_somewhere, needs_second_step

__all__ = ["HeldRole", "ScopeRef", "may", "may_somewhere", "needs_second_step"]
