"""A system's own canvas: what it changes, what it then asks, and how it came to this."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from goldenthread.canvas import models
from goldenthread.canvas.content import catalogue
from goldenthread.canvas.rules import adapting as rules
from goldenthread.canvas.rules.adapting import Change, LocalPractice


@dataclass(frozen=True, slots=True)
class Wording:
    """The newest version of a system's canvas; number 0 is the core as it comes."""

    id: int | None
    number: int
    core_version: str
    changes: tuple[Change, ...]

    @property
    def by_code(self) -> dict[str, Change]:
        """The changes by the code of their practice."""
        return {change.code: change for change in self.changes}

    @property
    def practices(self) -> tuple[LocalPractice, ...]:
        """Every practice as the system has it, hidden ones too."""
        return rules.local_practices(catalogue.canvas(), self.changes)


@dataclass(frozen=True, slots=True)
class WordingVersion:
    """One saved version of a system's canvas."""

    number: int
    made_by: str
    made_at: datetime
    note: str
    change_count: int
    round_count: int  # rounds that asked these words


CORE_ONLY = Wording(id=None, number=0, core_version=catalogue.LATEST, changes=())


def wording_of(system_id: int | None) -> Wording:
    """A system's canvas as it stands now; the plain core for what lies above systems. Two queries."""
    if system_id is None:
        return CORE_ONLY
    newest = models.LocalCanvas.objects.filter(system_id=system_id).order_by("-number").first()
    return CORE_ONLY if newest is None else _wording(newest)


def wording_version(system_id: int, number: int) -> Wording | None:
    """An older version; 0 is the core itself, None is a number that there has never been."""
    if number == 0:
        return CORE_ONLY
    found = models.LocalCanvas.objects.filter(system_id=system_id, number=number).first()
    return None if found is None else _wording(found)


def wording_versions(system_id: int) -> tuple[WordingVersion, ...]:
    """Every version, newest first, in one query."""
    versions = (
        models.LocalCanvas.objects.filter(system_id=system_id)
        .select_related("made_by")
        .annotate(
            change_count=Count("adaptations", distinct=True),
            round_count=Count("rounds", filter=Q(rounds__opened_at__isnull=False), distinct=True),
        )
        .order_by("-number")
    )
    return tuple(
        WordingVersion(
            number=version.number,
            made_by=version.made_by.get_full_name() if version.made_by else "",
            made_at=version.made_at,
            note=version.note,
            change_count=version.change_count,
            round_count=version.round_count,
        )
        for version in versions
    )


def changes_in(local_canvas_id: int) -> tuple[Change, ...]:
    """The changes that one version makes to the core."""
    rows = models.Adaptation.objects.filter(local_canvas_id=local_canvas_id).order_by("practice_code")
    return tuple(
        Change(
            code=row.practice_code,
            wording=row.wording,
            hidden=row.hidden,
            weight=row.weight,
            reason=row.reason,
        )
        for row in rows
    )


def _wording(version: models.LocalCanvas) -> Wording:
    return Wording(version.pk, version.number, version.core_version, changes_in(version.pk))
