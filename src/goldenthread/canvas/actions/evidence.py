"""Add, change, withdraw and restore evidence. Each marks the answers to other frameworks that rest on it."""

from collections.abc import Iterable
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from goldenthread.canvas import models
from goldenthread.canvas.actions.crosswalks import mark_for_review
from goldenthread.canvas.rules import evidence_files
from goldenthread.canvas.rules.evidence import EvidenceDetails, why_not_keep
from goldenthread.canvas.rules.evidence_files import SentFile
from goldenthread.canvas.terms import EvidenceRefusal, ReviewReason
from goldenthread.core.audit import trail
from goldenthread.core.tokens import new_token
from goldenthread.systems.models import Person, Scope

_PLAIN = ("title", "kind", "strength", "dated", "expires_date", "owner", "web_address", "note")


class EvidenceRefused(Exception):
    """An item cannot be kept or changed; args[0] is the EvidenceRefusal."""


@transaction.atomic
def add_evidence(
    scope_id: int, details: EvidenceDetails, *, file: SentFile | None = None, by: Person, at: datetime
) -> int:
    """Put an item on a scope's register, for one practice or many; gives its id."""
    _check(details, file, at)
    scope = Scope.objects.get(pk=scope_id)
    item = models.Evidence(scope=scope, added_by=by, added_at=at, **_plain(details))
    _keep_file(item, file)
    item.save(force_insert=True)
    _attach(item, details.practice_codes)
    _finish(item, ReviewReason.ADDED, details.practice_codes, by=by, at=at)
    return item.pk


@transaction.atomic
def change_evidence(
    scope_id: int,
    evidence_id: int,
    details: EvidenceDetails,
    *,
    file: SentFile | None = None,
    by: Person,
    at: datetime,
) -> None:
    """Change an item as described. A file sent takes the place of the one there was."""
    _check(details, file, at)
    item = _item(scope_id, evidence_id)
    if item.withdrawn_at is not None:
        raise EvidenceRefused(EvidenceRefusal.WITHDRAWN)
    before = set(item.practices.values_list("practice_code", flat=True))
    old_name = item.file.name
    changed = [name for name, value in _plain(details).items() if getattr(item, name) != value]
    for name, value in _plain(details).items():
        setattr(item, name, value)
    if file is not None:
        _keep_file(item, file)
        storage = item.file.storage
        if old_name:
            transaction.on_commit(lambda: storage.delete(old_name))
        changed.append("file")
    item.save()
    after = set(details.practice_codes)
    item.practices.filter(practice_code__in=before - after).delete()
    _attach(item, sorted(after - before))
    if before != after:
        changed.append("practices")
    if changed:
        _finish(item, ReviewReason.CHANGED, sorted(before | after), by=by, at=at, changed=changed)


@transaction.atomic
def withdraw_evidence(scope_id: int, evidence_id: int, *, by: Person, at: datetime) -> None:
    """Take an item off the register. It is kept, and can be put back."""
    item = _item(scope_id, evidence_id)
    if item.withdrawn_at is not None:
        return
    item.withdrawn_at = at
    item.save(update_fields=["withdrawn_at"])
    _finish(item, ReviewReason.WITHDRAWN, _codes(item), by=by, at=at)


@transaction.atomic
def restore_evidence(scope_id: int, evidence_id: int, *, by: Person, at: datetime) -> None:
    """Put a withdrawn item back."""
    item = _item(scope_id, evidence_id)
    if item.withdrawn_at is None:
        return
    item.withdrawn_at = None
    item.save(update_fields=["withdrawn_at"])
    _finish(item, ReviewReason.RESTORED, _codes(item), by=by, at=at)


def _check(details: EvidenceDetails, file: SentFile | None, at: datetime) -> None:
    refusal = why_not_keep(details, today=at.date())
    if refusal is None and file is not None:
        refusal = evidence_files.why_not_take(file)
    if refusal:
        raise EvidenceRefused(refusal)


def _plain(details: EvidenceDetails) -> dict[str, object]:
    return {name: getattr(details, name) for name in _PLAIN}


def _keep_file(item: models.Evidence, file: SentFile | None) -> None:
    """Under a name nobody can guess, so that a path says nothing of what it holds."""
    if file is not None:
        item.file_name = evidence_files.tidy_name(file.name)
        item.file.save(new_token(), ContentFile(file.content), save=False)


def _item(scope_id: int, evidence_id: int) -> models.Evidence:
    return models.Evidence.objects.select_for_update(of=("self",)).get(pk=evidence_id, scope=scope_id)


def _codes(item: models.Evidence) -> list[str]:
    return list(item.practices.order_by("practice_code").values_list("practice_code", flat=True))


def _attach(item: models.Evidence, codes: Iterable[str]) -> None:
    models.EvidencePractice.objects.bulk_create(
        models.EvidencePractice(evidence=item, practice_code=code) for code in dict.fromkeys(codes)
    )


def _finish(
    item: models.Evidence,
    reason: ReviewReason,
    codes: Iterable[str],
    *,
    by: Person,
    at: datetime,
    changed: Iterable[str] = (),
) -> None:
    codes = list(codes)
    mark_for_review(item.scope_id, codes, evidence_id=item.pk, reason=reason, at=at)
    trail.record(
        f"canvas.evidence.{reason}",
        actor=f"person:{by.pk}",
        at=at,
        system_id=item.scope.system_id,
        subject=f"evidence:{item.pk}",
        facts={"practices": codes, "changed": list(changed), "strength": str(item.strength)},
    )
