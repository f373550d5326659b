"""Proving that the trail is as it was written: each kind of tampering is named with its spot."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from goldenthread.core.audit import append_only, keeping, trail
from goldenthread.core.audit.models import AuditChain, AuditEvent
from goldenthread.core.audit.verifying import BrokenLink, broken_links

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def write_events(count: int = 5, *, system_id: int = 7) -> None:
    for number in range(count):
        trail.record(
            "tests.did",
            actor="person:1",
            at=NOW + timedelta(days=number),
            system_id=system_id,
            subject=f"tests.thing:{number}",
        )


def run(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def without_triggers(db: None) -> Iterator[None]:
    """Somebody who owns the database and takes the triggers away first."""
    append_only.remove(connection)
    yield
    append_only.install(connection)


@pytest.mark.django_db
class TestAppendOnly:
    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE audit_auditevent SET actor = 'person:2' WHERE position = 3",
            "DELETE FROM audit_auditevent WHERE position = 3",
            "DELETE FROM audit_auditevent",
        ],
    )
    def test_refuses(self, sql: str) -> None:
        write_events()

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            run(sql)

        assert AuditEvent.objects.count() == 5
        assert list(broken_links()) == []

    def test_refuses_to_empty_the_table(self) -> None:
        write_events()
        empty = (
            "TRUNCATE audit_auditevent"
            if connection.vendor == "postgresql"
            else "DELETE FROM audit_auditevent"
        )

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            run(empty)

    def test_refuses_a_change_even_while_events_may_be_removed(self) -> None:
        write_events()

        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            append_only.lifted(),
        ):
            AuditEvent.objects.update(actor="person:2")

    def test_is_back_after_events_were_removed(self) -> None:
        write_events()
        keeping.trim(before=NOW + timedelta(days=2), at=NOW)

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            AuditEvent.objects.filter(chain="system:7").delete()


@pytest.mark.usefixtures("without_triggers")
class TestBrokenLinks:
    def test_finds_none_in_a_trail_that_nobody_touched(self) -> None:
        write_events()
        write_events(system_id=8)

        assert list(broken_links()) == []

    @pytest.mark.parametrize(
        "change", ["actor = 'person:2'", "verb = 'tests.undid'", "facts = '{\"n\": 1}'", "subject = ''"]
    )
    def test_names_an_event_that_was_edited(self, change: str) -> None:
        write_events()
        write_events(system_id=8)

        run(f"UPDATE audit_auditevent SET {change} WHERE chain = 'system:7' AND position = 3")

        assert list(broken_links()) == [BrokenLink("system:7", 3, "was changed after it was written")]

    def test_names_an_event_whose_hash_was_made_up(self) -> None:
        write_events()

        run("UPDATE audit_auditevent SET hash = %s WHERE position = 3", "0" * 64)

        assert list(broken_links()) == [BrokenLink("system:7", 3, "was changed after it was written")]

    def test_names_the_gap_that_a_deleted_event_leaves(self) -> None:
        write_events()

        run("DELETE FROM audit_auditevent WHERE position = 3")

        assert list(broken_links()) == [BrokenLink("system:7", 4, "event 3 is missing before it")]

    def test_names_a_gap_that_was_closed_by_counting_anew(self) -> None:
        write_events()

        run("DELETE FROM audit_auditevent WHERE position = 3")
        run("UPDATE audit_auditevent SET position = position - 1 WHERE position = 4")
        run("UPDATE audit_auditevent SET position = position - 1 WHERE position = 5")

        assert list(broken_links()) == [BrokenLink("system:7", 3, "does not follow the event before it")]

    def test_names_two_events_that_were_swapped(self) -> None:
        write_events()

        run("UPDATE audit_auditevent SET position = 99 WHERE position = 2")
        run("UPDATE audit_auditevent SET position = 2 WHERE position = 3")
        run("UPDATE audit_auditevent SET position = 3 WHERE position = 99")

        assert list(broken_links()) == [BrokenLink("system:7", 2, "does not follow the event before it")]

    def test_names_the_missing_beginning(self) -> None:
        write_events()

        run("DELETE FROM audit_auditevent WHERE position < 3")

        assert list(broken_links()) == [BrokenLink("system:7", 3, "event 1 is missing before it")]

    def test_names_the_missing_end(self) -> None:
        write_events()

        run("DELETE FROM audit_auditevent WHERE position > 3")

        assert list(broken_links()) == [BrokenLink("system:7", 4, "events 4 to 5 are missing at the end")]

    def test_names_a_missing_end_that_was_covered_up(self) -> None:
        write_events()
        third = AuditEvent.objects.get(position=3)

        run("DELETE FROM audit_auditevent WHERE position > 3")
        run("UPDATE audit_auditchain SET head_position = 3, head_hash = %s", third.hash)

        assert list(broken_links()) == [
            BrokenLink("system:7", 3, "the record of where this chain ends was changed")
        ]

    def test_names_a_whole_chain_that_is_gone(self) -> None:
        write_events()
        keeping.note_heads(at=NOW)

        run("DELETE FROM audit_auditevent WHERE chain = 'system:7'")
        run("DELETE FROM audit_auditchain WHERE name = 'system:7'")

        assert list(broken_links()) == [
            BrokenLink("system:7", 0, "the record of where this chain ends is missing")
        ]

    def test_names_a_chain_that_was_written_anew_with_the_key(self) -> None:
        write_events(3)
        keeping.note_heads(at=NOW)
        run("DELETE FROM audit_auditevent WHERE chain = 'system:7'")
        run("DELETE FROM audit_auditchain WHERE name = 'system:7'")

        for _ in range(4):
            trail.record("tests.did_otherwise", actor="person:1", at=NOW, system_id=7)

        assert list(broken_links()) == [
            BrokenLink("system:7", 3, "is not the event that was noted on an earlier day")
        ]

    def test_looks_at_one_chain_when_asked(self) -> None:
        write_events()
        write_events(system_id=8)
        run("UPDATE audit_auditevent SET actor = 'person:2' WHERE position = 3")

        assert [link.chain for link in broken_links("system:8")] == ["system:8"]


@pytest.mark.django_db
class TestTrim:
    def test_removes_whole_days_from_the_oldest_end_and_leaves_a_sealed_beginning(self) -> None:
        write_events()

        removed = keeping.trim(before=NOW + timedelta(days=2), at=NOW)

        chain = AuditChain.objects.get(name="system:7")
        assert removed == 2
        assert (chain.trimmed_position, chain.head_position) == (2, 5)
        assert list(broken_links()) == []

    def test_says_so_in_the_trail_itself(self) -> None:
        write_events()

        keeping.trim(before=NOW + timedelta(days=2), at=NOW)

        assert AuditEvent.objects.get(chain="site").verb == "audit.trimmed"

    def test_lets_the_chain_go_on_when_everything_in_it_was_old(self) -> None:
        write_events()
        keeping.trim(before=NOW + timedelta(days=30), at=NOW)

        trail.record("tests.did", actor="person:1", at=NOW, system_id=7)

        assert AuditEvent.objects.get(chain="system:7").position == 6
        assert list(broken_links()) == []

    def test_never_takes_from_the_middle(self) -> None:
        write_events(3)
        trail.record(
            "tests.did", actor="person:1", at=NOW - timedelta(days=9), system_id=7
        )  # a clock that was wrong

        assert keeping.trim(before=NOW, at=NOW) == 0

    def test_forgets_heads_that_were_noted_of_what_is_gone(self) -> None:
        write_events()
        keeping.note_heads(at=NOW + timedelta(days=60))

        keeping.trim(before=NOW + timedelta(days=30), at=NOW)

        assert list(broken_links()) == []
