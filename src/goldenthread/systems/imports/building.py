"""From what files say to the scopes that are wanted, and into a text that a page can carry."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from goldenthread.systems.imports.lookups import Board, Lookup, Part
from goldenthread.systems.imports.organisations import OrganisationRow
from goldenthread.systems.rules.importing import WantedScope, WantedSystem, settled_places, short_system_name
from goldenthread.systems.terms import CodeScheme, PlaceSource, ScopeKind


def parts_of(board: Board, source: PlaceSource) -> tuple[Part, ...]:
    """The parts of a board that become places."""
    match source:
        case PlaceSource.SUB_ICBS:
            return board.sub_icbs
        case PlaceSource.LOCAL_AUTHORITIES:
            return board.local_authorities
    return ()


def mostly_inside(part: Part) -> bool:
    """Whether at least half of a part's small areas lie in the board; True when they were not counted."""
    return 2 * part.inside_count >= part.all_count


def wanted_system(
    board: Board,
    *,
    name: str = "",
    source: PlaceSource,
    chosen: Collection[str] | None = None,
    organisations: Sequence[OrganisationRow] = (),
) -> WantedSystem:
    """The scopes that a board, its places and a list of organisations stand for.

    Parameters
    ----------
    name : str
        What the system is called; without it, the board's name without "NHS" and "Integrated Care Board".
    chosen : collection of str, optional
        Codes of the parts to take. Without it, those that lie mostly in the board.
    """
    parts = [
        part
        for part in parts_of(board, source)
        if (mostly_inside(part) if chosen is None else part.code in chosen)
    ]
    places = tuple(WantedScope(ScopeKind.PLACE, CodeScheme.GSS, part.code, part.name) for part in parts)
    listed = [
        WantedScope(ScopeKind.ORGANISATION, CodeScheme.ODS, row.code, row.name, row.kind, row.place_code)
        for row in organisations
    ]
    aliases = {part.ods_code: part.code for part in parts if part.ods_code}
    return WantedSystem(
        system=WantedScope(
            ScopeKind.SYSTEM, CodeScheme.GSS, board.code, name or short_system_name(board.name)
        ),
        places=places,
        organisations=settled_places(listed, places=places, aliases=aliases),
    )


def carried(lookup: Lookup) -> dict[str, Any]:
    """A lookup as plain values that JSON can hold."""
    return asdict(lookup)


def uncarried(plain: dict[str, Any]) -> Lookup:
    """The lookup that `carried` made."""
    boards = tuple(
        Board(
            code=board["code"],
            ods_code=board["ods_code"],
            name=board["name"],
            sub_icbs=tuple(Part(**part) for part in board["sub_icbs"]),
            local_authorities=tuple(Part(**part) for part in board["local_authorities"]),
        )
        for board in plain["boards"]
    )
    return Lookup(plain["year"], boards, tuple(plain["notices"]))
