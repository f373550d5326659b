"""Writing to the audit trail."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import IntegrityError, connection, transaction

from goldenthread.core.audit import trail
from goldenthread.core.audit.models import AuditChain, AuditEvent
from goldenthread.core.audit.verifying import broken_links
from goldenthread.core.permissions.terms import Role

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


@pytest.mark.django_db
class TestRecord:
    def test_chains_each_event_to_the_one_before(self) -> None:
        for _ in range(3):
            trail.record("tests.did", actor="person:1", at=NOW, system_id=7)

        first, second, third = AuditEvent.objects.order_by("position")
        assert [event.position for event in (first, second, third)] == [1, 2, 3]
        assert (first.previous_hash, second.previous_hash, third.previous_hash) == (
            "",
            first.hash,
            second.hash,
        )

    def test_keeps_one_chain_a_system_and_one_for_the_site(self) -> None:
        trail.record("tests.did", actor="person:1", at=NOW, system_id=7)
        trail.record("tests.did", actor="person:1", at=NOW, system_id=None)

        assert dict(AuditChain.objects.values_list("name", "head_position")) == {"system:7": 1, "site": 1}

    def test_holds_whatever_the_time_zone_and_kind_of_its_values(self) -> None:
        summer = timezone(timedelta(hours=1))
        facts = {"role": Role.LEAD, "codes": ("F01", "F02"), "counts": {1: 2}, "kept": None, "quick": True}

        trail.record("tests.did", actor="person:1", at=NOW.astimezone(summer), system_id=7, facts=facts)

        assert list(broken_links()) == []

    def test_is_undone_with_the_action_it_belongs_to(self) -> None:
        with transaction.atomic():
            trail.record("tests.did", actor="person:1", at=NOW, system_id=7)
            transaction.set_rollback(True)

        assert not AuditEvent.objects.exists()
        assert list(broken_links()) == []

    @pytest.mark.parametrize("fact", ["x" * 121, ["a", "x" * 121], {"in": {"side": "x" * 121}}, 0.5])
    def test_refuses_what_could_be_something_said(self, fact: object) -> None:
        with pytest.raises(trail.FactRefused, match="note"):
            trail.record("tests.did", actor="person:1", at=NOW, system_id=7, facts={"note": fact})

        assert not AuditEvent.objects.exists()

    def test_cannot_write_a_position_twice(self) -> None:
        trail.record("tests.did", actor="person:1", at=NOW, system_id=7)
        event = AuditEvent.objects.get()
        event.pk = None

        with pytest.raises(IntegrityError), transaction.atomic():
            event.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
class TestRecordAtOnce:
    def test_gives_every_writer_a_position_also_for_the_first_event(self) -> None:
        started = threading.Barrier(4)
        faults: list[Exception] = []

        def write() -> None:
            try:
                started.wait()
                for _ in range(5):
                    trail.record("tests.did", actor="person:1", at=NOW, system_id=7)
            except Exception as fault:  # noqa: BLE001  # the assertion below shows it
                faults.append(fault)
            finally:
                connection.close()

        writers = [threading.Thread(target=write) for _ in range(4)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()

        assert faults == []
        assert list(AuditEvent.objects.order_by("position").values_list("position", flat=True)) == list(
            range(1, 21)
        )
        assert list(broken_links()) == []
