"""Reads that put the scopes within a scope side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.canvas import models
from goldenthread.canvas.queries import closed
from goldenthread.canvas.queries.agreeing import settled_practices
from goldenthread.canvas.queries.closed import ClosedCanvas
from goldenthread.canvas.queries.comparing import factor_titles
from goldenthread.canvas.queries.evidence import carried_levels
from goldenthread.canvas.rules import across as rules
from goldenthread.canvas.rules.across import Spread
from goldenthread.canvas.rules.levels import FactorLevel, factor_levels
from goldenthread.core.permissions.terms import Permission
from goldenthread.systems.queries.history import scopes_within
from goldenthread.systems.queries.readers import Reader
from goldenthread.systems.rules import ScopeRef
from goldenthread.systems.terms import ScopeKind

PAGE_LENGTH = 50
KINDS = (ScopeKind.PLACE, ScopeKind.ORGANISATION, ScopeKind.PATHWAY)


@dataclass(frozen=True, slots=True)
class AcrossFilter:
    """Which scopes, and by which round; no round means the newest of each."""

    kind: ScopeKind | None = None
    round_id: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class AcrossRow:
    """One scope, with where each factor stands."""

    scope_id: int
    name: str
    canvas: ClosedCanvas | None  # None: no closed round has asked about it
    levels: Mapping[int, FactorLevel]
    claimed: frozenset[int]  # factors that stand higher than their evidence carries


@dataclass(frozen=True, slots=True)
class RoundChoice:
    """A round that asked about at least one of the scopes."""

    id: int
    title: str
    closed_date: date


@dataclass(frozen=True, slots=True)
class Across:
    """A page of scopes side by side, and how all that were found spread over the levels."""

    kind: ScopeKind
    kinds: tuple[ScopeKind, ...]  # those of which there is at least one
    rounds: tuple[RoundChoice, ...]
    rows: tuple[AcrossRow, ...]
    spreads: tuple[Spread, ...]
    found_count: int
    asked_count: int  # those with a closed round
    page: int
    page_count: int
    mixed_sets: bool  # some were asked the quick set, some the full one
    mixed_versions: bool  # some were asked other words


def across(
    scope_id: int,
    wanted: AcrossFilter,
    *,
    reader: Reader,
    today: date,
    page: int = 1,
    whole: bool = False,
) -> Across:
    """The scopes within a scope whose results this reader may see, by name.

    At most nine queries, however many scopes.
    """
    inside = [
        ref for ref in scopes_within(scope_id, KINDS, on=today) if reader.may(Permission.READ_RESULTS, ref)
    ]
    kinds = tuple(kind for kind in KINDS if any(ref.kind == kind for ref in inside))
    kind = wanted.kind if wanted.kind in kinds else (kinds[0] if kinds else ScopeKind.PLACE)
    of_kind = [ref for ref in inside if ref.kind == kind]
    canvases = closed.closed(models.Canvas.objects.filter(scope__in=[ref.id for ref in of_kind]))
    words = wanted.words.strip().casefold()
    found = sorted(
        (ref for ref in of_kind if words in ref.name.casefold()),
        key=lambda ref: (ref.name.casefold(), ref.id),
    )
    newest: dict[int, ClosedCanvas] = {}
    for canvas in canvases:
        if wanted.round_id in (None, canvas.round_id):
            newest.setdefault(canvas.scope_id, canvas)
    chosen = [newest[ref.id] for ref in found if ref.id in newest]
    page_count = 1 if whole else max(1, -(-len(found) // PAGE_LENGTH))
    page = min(max(1, page), page_count)
    shown = found if whole else found[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH]
    rows, spreads = _rows(found, shown, newest, today)
    return Across(
        kind=kind,
        kinds=kinds,
        rounds=_rounds(canvases),
        rows=rows,
        spreads=spreads,
        found_count=len(found),
        asked_count=len(chosen),
        page=page,
        page_count=page_count,
        mixed_sets=len({canvas.question_set for canvas in chosen}) > 1,
        mixed_versions=len({(canvas.core_version, canvas.local_number) for canvas in chosen}) > 1,
    )


def _rows(
    found: Iterable[ScopeRef], shown: Iterable[ScopeRef], newest: Mapping[int, ClosedCanvas], today: date
) -> tuple[tuple[AcrossRow, ...], tuple[Spread, ...]]:
    settled = settled_practices([newest[ref.id].id for ref in found if ref.id in newest])
    levels = {
        canvas_id: {level.factor: level for level in factor_levels(practices)}
        for canvas_id, practices in settled.items()
    }
    carried = carried_levels([ref.id for ref in shown], on=today)
    rows = []
    for ref in shown:
        canvas = newest.get(ref.id)
        rows.append(
            AcrossRow(
                scope_id=ref.id,
                name=ref.name,
                canvas=canvas,
                levels=levels[canvas.id] if canvas else {},
                claimed=rules.claimed_factors(settled[canvas.id], carried[ref.id]) if canvas else frozenset(),
            )
        )
    every = [levels[newest[ref.id].id] if ref.id in newest else {} for ref in found]
    spreads = tuple(
        rules.spread(number, [scope_levels.get(number) for scope_levels in every])
        for number in factor_titles()
    )
    return tuple(rows), spreads


def _rounds(canvases: Iterable[ClosedCanvas]) -> tuple[RoundChoice, ...]:
    choices = {
        canvas.round_id: RoundChoice(canvas.round_id, canvas.title, canvas.closed_date) for canvas in canvases
    }
    return tuple(choices.values())
