"""Reads for the national view: systems side by side, from what they have published and nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from goldenthread.canvas import models
from goldenthread.canvas.queries.comparing import factor_titles
from goldenthread.canvas.rules import across as rules
from goldenthread.canvas.rules.across import Spread
from goldenthread.canvas.rules.levels import FactorLevel
from goldenthread.systems.queries.national import NationalSystem, Region, regions_of_systems, systems_of


@dataclass(frozen=True, slots=True)
class PublishedSystem:
    """A system, with the newest of its rounds that it has published; the rest is empty when there is none."""

    scope_id: int
    name: str
    region: str
    slug: str
    round_title: str
    closed_date: date | None
    asked_as: tuple[str, str, str]  # question set, version of the canvas, own wording: equal means alike
    levels: Mapping[int, FactorLevel]
    action_counts: Mapping[int, int]  # actions in the published plan, by factor

    @property
    def is_published(self) -> bool:
        """Whether there is anything to compare."""
        return bool(self.slug)


@dataclass(frozen=True, slots=True)
class National:
    """Systems in order of name, and how they spread over the levels of each factor."""

    regions: tuple[Region, ...]
    systems: tuple[PublishedSystem, ...]  # of the region that was asked for
    spreads: tuple[Spread, ...]
    differ: bool  # not all were asked the same set, version and wording

    @property
    def published_count(self) -> int:
        """How many have published."""
        return sum(1 for system in self.systems if system.is_published)


def national(region_id: int | None = None) -> National:
    """Every open system and what it has published. Three queries, however many systems and scopes."""
    regions = regions_of_systems()
    pages = _newest_pages()
    systems = tuple(
        _system(system, pages.get(system.id)) for system in systems_of(regions, region_id=region_id)
    )
    shown = [system for system in systems if system.is_published]
    return National(
        regions=tuple(sorted({region for found in regions.values() for region in found}, key=_by_name)),
        systems=systems,
        spreads=tuple(
            rules.spread(number, [system.levels.get(number) for system in shown])
            for number in factor_titles()
        ),
        differ=len({system.asked_as for system in shown}) > 1,
    )


def _by_name(region: Region) -> tuple[str, int]:
    return region.name.casefold(), region.id


def _newest_pages() -> dict[int, tuple[Any, ...]]:
    rows = models.Publication.objects.filter(
        withdrawn_at__isnull=True, canvas__scope__kind="system", canvas__scope__closed_date__isnull=True
    ).order_by("canvas__round__closed_at", "pk")
    found = rows.values_list(
        "canvas__scope_id", "slug", "canvas__round__title", "canvas__round__closed_at", "content__round",
        "content__levels", "content__plan",
    )  # fmt: skip
    return {scope_id: page for scope_id, *page in found if page[-2]}


def _system(system: NationalSystem, page: Iterable[Any] | None) -> PublishedSystem:
    if page is None:
        return PublishedSystem(system.id, system.name, system.region, "", "", None, ("", "", ""), {}, {})
    slug, title, closed_at, asked, levels, plan = page
    counts: dict[int, int] = {}
    for action in plan or ():
        factor = int(action["practice"].partition(".")[0])
        counts[factor] = counts.get(factor, 0) + 1
    return PublishedSystem(
        scope_id=system.id,
        name=system.name,
        region=system.region,
        slug=slug,
        round_title=title,
        closed_date=timezone.localdate(closed_at),
        asked_as=(asked["question_set"], asked["core_version"], f"{system.id}:{asked['local_wording']}")
        if asked["local_wording"]
        else (asked["question_set"], asked["core_version"], ""),
        levels={level["factor"]: _level(level) for level in levels},
        action_counts=counts,
    )


def _level(stored: Mapping[str, Any]) -> FactorLevel:
    return FactorLevel(
        factor=stored["factor"],
        low=stored["low"],
        high=stored["high"],
        weakest_code=stored["weakest"],
        weakest_title=stored["weakest_title"],
        settled_count=stored["settled"],
        asked_count=stored["asked"],
        signed_off=stored["signed_off"],
    )
