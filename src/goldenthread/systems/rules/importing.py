"""What importing a system from published files would make, decided from plain values."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from goldenthread.systems.terms import CodeScheme, OrganisationKind, ScopeKind


@dataclass(frozen=True, slots=True)
class WantedScope:
    """A system, place or organisation that a file names."""

    kind: ScopeKind
    scheme: CodeScheme
    code: str
    name: str
    organisation_kind: OrganisationKind | None = None
    place_code: str = ""  # of the wanted place it lies in; empty: in the system itself


@dataclass(frozen=True, slots=True)
class WantedSystem:
    """A system with its places and organisations, each named once."""

    system: WantedScope
    places: tuple[WantedScope, ...] = ()
    organisations: tuple[WantedScope, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundScope:
    """An open scope that is on this site already."""

    id: int
    kind: ScopeKind
    name: str
    system_id: int | None


class Verdict(StrEnum):
    """What importing would do with one scope."""

    MAKE = "make"
    KEEP = "keep"
    KEEP_NAME = "keep name"  # here under another name; renaming is an action of its own
    LEAVE = "leave"  # its code is in use elsewhere on this site


class ImportRefusal(StrEnum):
    """Why a system cannot be imported at all."""

    CODE_OF_ANOTHER_KIND = "code of another kind"
    NO_NAME = "no name"
    CODE_TWICE = "code twice"


IMPORT_REFUSAL_WORDS = {
    ImportRefusal.CODE_OF_ANOTHER_KIND: "This code belongs to something on this site that is not a system.",
    ImportRefusal.NO_NAME: "Give the system a name.",
    ImportRefusal.CODE_TWICE: "The files name one code twice.",
}


def why_not_import(wanted: WantedSystem, *, found: FoundScope | None) -> ImportRefusal | None:
    """Why a system cannot be imported; None when it can. ``found`` has the system's code."""
    if not wanted.system.name.strip():
        return ImportRefusal.NO_NAME
    if found is not None and found.kind != ScopeKind.SYSTEM:
        return ImportRefusal.CODE_OF_ANOTHER_KIND
    keyed = [(scope.scheme, scope.code) for scope in (*wanted.places, *wanted.organisations) if scope.code]
    if len(set(keyed)) != len(keyed):
        return ImportRefusal.CODE_TWICE
    return None


def verdict(wanted: WantedScope, found: FoundScope | None, *, system_id: int | None) -> Verdict:
    """What to do with one scope. ``found`` has its code, or its name where it has no code."""
    if found is None:
        return Verdict.MAKE
    if found.kind != wanted.kind or (found.kind != ScopeKind.SYSTEM and found.system_id != system_id):
        return Verdict.LEAVE
    return Verdict.KEEP if found.name == wanted.name else Verdict.KEEP_NAME


def short_system_name(board_name: str) -> str:
    """What people call a system, from the name of its board.

    >>> short_system_name("NHS Greater Manchester Integrated Care Board")
    'Greater Manchester'
    """
    name = re.sub(r"^NHS\s+|\s+(Integrated Care Board|ICB)$", "", board_name.strip(), flags=re.IGNORECASE)
    return re.sub(r"\s+(Integrated Care Board|ICB)$", "", name, flags=re.IGNORECASE) or board_name.strip()


def settled_places(
    organisations: Sequence[WantedScope], *, places: Sequence[WantedScope], aliases: Mapping[str, str]
) -> tuple[WantedScope, ...]:
    """Organisations with the code of a wanted place, or none when they name another.

    ``aliases`` leads from another code of a place to the code that it is stored under.
    """
    known = {place.code for place in places}
    settled = []
    for organisation in organisations:
        code = aliases.get(organisation.place_code, organisation.place_code)
        settled.append(
            WantedScope(
                kind=organisation.kind,
                scheme=organisation.scheme,
                code=organisation.code,
                name=organisation.name,
                organisation_kind=organisation.organisation_kind,
                place_code=code if code in known else "",
            )
        )
    return tuple(settled)
