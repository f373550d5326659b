"""What a scope may be, and what it may lie in."""

import re
from collections.abc import Collection

from goldenthread.systems.terms import CodeScheme, ScopeKind, ScopeRefusal

# What each kind may lie in. A pathway can run across organisations; a trust can work in several places.
MAY_LIE_IN: dict[ScopeKind, tuple[ScopeKind, ...]] = {
    ScopeKind.NATION: (),
    ScopeKind.REGION: (ScopeKind.NATION,),
    ScopeKind.SYSTEM: (ScopeKind.NATION, ScopeKind.REGION),
    ScopeKind.PLACE: (ScopeKind.SYSTEM,),
    ScopeKind.ORGANISATION: (ScopeKind.SYSTEM, ScopeKind.PLACE),
    ScopeKind.PATHWAY: (ScopeKind.SYSTEM, ScopeKind.PLACE, ScopeKind.ORGANISATION),
}
KINDS_OF_A_SYSTEM = (ScopeKind.PLACE, ScopeKind.ORGANISATION, ScopeKind.PATHWAY)

_CODES = {
    CodeScheme.GSS: re.compile(r"[EWSNK]\d{8}"),
    CodeScheme.ODS: re.compile(r"[A-Z0-9]{3,10}"),
}


def tidy_code(typed: str) -> str:
    """A code as people type it, in its one form."""
    return "".join(typed.upper().split())


def scheme_of(code: str) -> CodeScheme:
    """Who gave a code, told by its shape; the Office for National Statistics' shape comes first."""
    for scheme, pattern in _CODES.items():
        if pattern.fullmatch(code):
            return scheme
    return CodeScheme.NONE


def kinds_within(kind: str) -> tuple[ScopeKind, ...]:
    """The kinds that a system's administrator may add inside a scope of a kind."""
    return tuple(inner for inner in KINDS_OF_A_SYSTEM if kind in MAY_LIE_IN[inner])


def why_not_add(
    kind: ScopeKind,
    *,
    code: str,
    parent_kinds: Collection[str],
    parents_closed: bool,
    name_taken: bool,
    code_taken: bool,
) -> ScopeRefusal | None:
    """Why a scope may not be added to a system; None when it may."""
    if kind not in KINDS_OF_A_SYSTEM:
        return ScopeRefusal.KIND_NOT_HERE
    return why_not_lie_in(kind, parent_kinds=parent_kinds, parents_closed=parents_closed) or why_not_call(
        code=code, name_taken=name_taken, code_taken=code_taken
    )


def why_not_lie_in(
    kind: ScopeKind, *, parent_kinds: Collection[str], parents_closed: bool
) -> ScopeRefusal | None:
    """Why a scope may not lie in these others; None when it may."""
    if not parent_kinds:
        return ScopeRefusal.LIES_NOWHERE
    if parents_closed:
        return ScopeRefusal.PARENT_CLOSED
    if any(parent not in MAY_LIE_IN[kind] for parent in parent_kinds):
        return ScopeRefusal.CANNOT_LIE_THERE
    return None


def why_not_call(*, code: str, name_taken: bool, code_taken: bool) -> ScopeRefusal | None:
    """Why a scope may not have a name and a code; None when it may."""
    if code and scheme_of(code) is CodeScheme.NONE:
        return ScopeRefusal.CODE_SHAPE
    if code_taken:
        return ScopeRefusal.CODE_TAKEN
    if name_taken:
        return ScopeRefusal.NAME_TAKEN
    return None
