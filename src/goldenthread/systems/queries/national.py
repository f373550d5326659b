"""Systems and the regions they lie in, for the national view."""

from collections.abc import Mapping
from dataclasses import dataclass

from goldenthread.systems import models
from goldenthread.systems.terms import ScopeKind


@dataclass(frozen=True, slots=True)
class Region:
    """A region that holds at least one system today."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class NationalSystem:
    """An open system with the names of its regions."""

    id: int
    name: str
    region: str


def regions_of_systems() -> dict[int, tuple[Region, ...]]:
    """The regions of every system that lies in one today. One query."""
    found: dict[int, list[Region]] = {}
    rows = models.ScopeRelation.objects.filter(
        child__kind=ScopeKind.SYSTEM, parent__kind=ScopeKind.REGION, to_date__isnull=True
    ).order_by("parent__name", "parent_id", "pk")
    for system_id, region_id, name in rows.values_list("child_id", "parent_id", "parent__name"):
        found.setdefault(system_id, []).append(Region(region_id, name))
    return {system_id: tuple(regions) for system_id, regions in found.items()}


def systems_of(
    regions: Mapping[int, tuple[Region, ...]], *, region_id: int | None
) -> tuple[NationalSystem, ...]:
    """Open systems in order of name: all of them, or those of one region. One query."""
    rows = models.Scope.objects.filter(kind=ScopeKind.SYSTEM, closed_date__isnull=True).order_by("name", "pk")
    return tuple(
        NationalSystem(pk, name, ", ".join(region.name for region in regions.get(pk, ())))
        for pk, name in rows.values_list("pk", "name")
        if region_id is None or region_id in {region.id for region in regions.get(pk, ())}
    )
