"""When scopes may merge, split, be renamed, move or close, and when that may be taken back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from goldenthread.systems.rules.scopes import KINDS_OF_A_SYSTEM
from goldenthread.systems.terms import ChangeKind, ChangeRefusal, ScopeKind

MAY_BE_TAKEN_BACK_FOR = timedelta(days=30)
FEWEST_PARTS, MOST_PARTS = 2, 4


@dataclass(frozen=True, slots=True)
class ScopeState:
    """A scope as a change finds it."""

    id: int
    kind: str
    system_id: int | None
    name: str
    is_closed: bool
    unchanged_since: date  # the latest day on which its name or where it lies was set


def why_not_date(on: date, *, today: date, unchanged_since: date) -> ChangeRefusal | None:
    """Why a change may not be dated on a day; None when it may.

    A change is recorded on its day or after it, and never before one that it builds on.
    """
    if on > today:
        return ChangeRefusal.IN_THE_FUTURE
    if on < unchanged_since:
        return ChangeRefusal.BEFORE_LAST_CHANGE
    return None


def why_not_change(
    kind: ChangeKind, *, scopes: Collection[ScopeState], on: date, today: date
) -> ChangeRefusal | None:
    """Why these scopes may not change in this way on a day; None when they may."""
    if any(scope.is_closed for scope in scopes):
        return ChangeRefusal.IS_CLOSED
    if len({scope.system_id for scope in scopes}) > 1:
        return ChangeRefusal.NOT_ONE_SYSTEM
    if kind is not ChangeKind.RENAME and any(scope.kind not in KINDS_OF_A_SYSTEM for scope in scopes):
        return ChangeRefusal.NOT_FOR_THIS_KIND
    if kind is ChangeKind.MERGE:
        if len(scopes) < 2:
            return ChangeRefusal.TOO_FEW
        if len({scope.kind for scope in scopes}) > 1:
            return ChangeRefusal.NOT_ONE_KIND
    return why_not_date(on, today=today, unchanged_since=max(scope.unchanged_since for scope in scopes))


def why_not_split(*, part_names: Collection[str]) -> ChangeRefusal | None:
    """Why a scope may not be split into parts of these names; None when it may."""
    if not FEWEST_PARTS <= len(part_names) <= MOST_PARTS:
        return ChangeRefusal.TOO_FEW if len(part_names) < FEWEST_PARTS else ChangeRefusal.TOO_MANY
    if len({name.casefold() for name in part_names}) < len(part_names):
        return ChangeRefusal.SAME_NAME
    return None


def why_not_close(*, left_without_parent: int) -> ChangeRefusal | None:
    """Why a scope may not close; None when it may. Nothing is left lying in nothing."""
    return ChangeRefusal.SOMETHING_LIES_IN_IT if left_without_parent else None


def why_not_rename(*, old: str, new: str, name_taken: bool) -> ChangeRefusal | None:
    """Why a scope may not take a name; None when it may."""
    if old == new:
        return ChangeRefusal.SAME_NAME
    return ChangeRefusal.NAME_TAKEN if name_taken else None


def why_not_move(*, old: Collection[int], new: Collection[int]) -> ChangeRefusal | None:
    """Why a scope may not move; None when it may."""
    return ChangeRefusal.SAME_PLACE if set(old) == set(new) else None


def why_not_take_back(
    *,
    made_at: datetime,
    reversed_at: datetime | None,
    at: datetime,
    later_changes: int,
    people_since: int,
    things_since: int,
) -> ChangeRefusal | None:
    """Why a change may not be taken back; None when it may."""
    if reversed_at is not None:
        return ChangeRefusal.TAKEN_BACK
    if at - made_at > MAY_BE_TAKEN_BACK_FOR:
        return ChangeRefusal.TOO_LATE
    if later_changes:
        return ChangeRefusal.CHANGED_SINCE
    if things_since:
        return ChangeRefusal.USED_SINCE
    if people_since:
        return ChangeRefusal.PEOPLE_SINCE
    return None


def is_of_system(kind: str) -> bool:
    """Whether scopes of a kind belong to a system, and so can merge, split, move and close."""
    return ScopeKind(kind) in KINDS_OF_A_SYSTEM
