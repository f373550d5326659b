"""Dated changes of scopes: merge, split, rename, move, close, and taking a change back."""

from goldenthread.systems.actions.changes.making import (
    Part,
    close_scope,
    merge_scopes,
    move_scope,
    rename_scope,
    split_scope,
)
from goldenthread.systems.actions.changes.record import ChangeRefused, rehearsed
from goldenthread.systems.actions.changes.taking_back import take_back

__all__ = [
    "ChangeRefused",
    "Part",
    "close_scope",
    "merge_scopes",
    "move_scope",
    "rehearsed",
    "rename_scope",
    "split_scope",
    "take_back",
]
