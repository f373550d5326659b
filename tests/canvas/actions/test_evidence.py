"""Adding, changing and withdrawing evidence."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.storage import default_storage

from goldenthread.canvas.actions.evidence import (
    EvidenceRefused,
    add_evidence,
    change_evidence,
    restore_evidence,
    withdraw_evidence,
)
from goldenthread.canvas.models import CrosswalkReview, Evidence
from goldenthread.canvas.rules.evidence_files import SentFile
from goldenthread.canvas.terms import EvidenceRefusal
from goldenthread.core.audit.models import AuditEvent
from goldenthread.systems.models import Scope
from making.evidence import PDF, evidence_details
from making.systems import make_person, make_system

AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def codes(evidence_id: int) -> list[str]:
    item = Evidence.objects.get(pk=evidence_id)
    return sorted(item.practices.values_list("practice_code", flat=True))


def content(item: Evidence) -> bytes:
    with item.file.open() as file:
        return file.read()


class TestAddEvidence:
    def test_keeps_one_item_for_many_practices(self) -> None:
        scope, lead = make_system(), make_person()

        added = add_evidence(scope.pk, evidence_details(practice_codes=("1.1", "2.1")), by=lead, at=AT)

        item = Evidence.objects.get(pk=added)
        assert (item.title, item.added_by, codes(added)) == ("Digital strategy", lead, ["1.1", "2.1"])

    def test_keeps_a_file_under_a_name_that_says_nothing(self) -> None:
        file = SentFile("../Secret plan.PDF", PDF)

        added = add_evidence(make_system().pk, evidence_details(), file=file, by=make_person(), at=AT)

        item = Evidence.objects.get(pk=added)
        assert item.file_name == "Secret plan.pdf"
        assert "plan" not in item.file.name.lower()
        assert content(item) == PDF

    def test_refuses_a_file_that_is_not_what_it_says(self) -> None:
        scope = make_system()

        with pytest.raises(EvidenceRefused) as refused:
            add_evidence(
                scope.pk,
                evidence_details(),
                file=SentFile("plan.pdf", b"<html>"),
                by=make_person(),
                at=AT,
            )

        assert refused.value.args[0] is EvidenceRefusal.FILE_NOT_AS_NAMED
        assert not Evidence.objects.exists()

    def test_is_audited_without_words(self) -> None:
        add_evidence(make_system().pk, evidence_details(note="What Ann said"), by=make_person(), at=AT)

        event = AuditEvent.objects.get()
        assert (event.verb, event.facts["practices"]) == ("canvas.evidence.added", ["1.1"])
        assert "Ann" not in str(event.facts)

    def test_marks_the_answers_that_rest_on_it(self) -> None:
        add_evidence(make_system().pk, evidence_details(), by=make_person(), at=AT)

        assert set(CrosswalkReview.objects.values_list("practice_code", "reason")) == {("1.1", "added")}


class TestChangeEvidence:
    def added(self, scope: Scope, **changes: object) -> int:
        return add_evidence(
            scope.pk,
            evidence_details(**changes),
            file=SentFile("plan.pdf", PDF),
            by=make_person(),
            at=AT,
        )

    def test_moves_it_to_other_practices_and_marks_both(self) -> None:
        scope = make_system()
        item = self.added(scope)
        CrosswalkReview.objects.all().delete()

        change_evidence(
            scope.pk, item, evidence_details(practice_codes=("2.1",)), by=make_person("b@example.org"), at=AT
        )

        assert codes(item) == ["2.1"]
        assert set(CrosswalkReview.objects.values_list("practice_code", flat=True)) == {"1.1", "2.1"}

    @pytest.mark.django_db(transaction=True)
    def test_puts_a_new_file_in_the_place_of_the_old(self) -> None:
        scope = make_system()
        item = self.added(scope)
        before = Evidence.objects.get(pk=item).file.name

        change_evidence(
            scope.pk,
            item,
            evidence_details(),
            file=SentFile("new.txt", b"New"),
            by=make_person("b@example.org"),
            at=AT,
        )

        after = Evidence.objects.get(pk=item)
        assert (after.file_name, content(after)) == ("new.txt", b"New")
        assert not default_storage.exists(before)

    def test_keeps_the_file_when_none_is_sent(self) -> None:
        scope = make_system()
        item = self.added(scope)

        change_evidence(
            scope.pk, item, evidence_details(title="Other"), by=make_person("b@example.org"), at=AT
        )

        assert content(Evidence.objects.get(pk=item)) == PDF

    def test_is_refused_for_a_withdrawn_item(self) -> None:
        scope = make_system()
        item = self.added(scope)
        other = make_person("b@example.org")
        withdraw_evidence(scope.pk, item, by=other, at=AT)

        with pytest.raises(EvidenceRefused):
            change_evidence(scope.pk, item, evidence_details(), by=other, at=AT)

    def test_does_not_reach_the_item_of_another_scope(self) -> None:
        item = self.added(make_system())
        other = make_system("Northmoor")

        with pytest.raises(Evidence.DoesNotExist):
            change_evidence(other.pk, item, evidence_details(), by=make_person("b@example.org"), at=AT)


class TestWithdrawAndRestoreEvidence:
    def test_take_it_off_and_put_it_back(self) -> None:
        scope, lead = make_system(), make_person()
        item = add_evidence(scope.pk, evidence_details(expires_date=date(2027, 1, 1)), by=lead, at=AT)

        withdraw_evidence(scope.pk, item, by=lead, at=AT)
        assert Evidence.objects.get(pk=item).withdrawn_at == AT

        restore_evidence(scope.pk, item, by=lead, at=AT)
        assert Evidence.objects.get(pk=item).withdrawn_at is None
