"""Lists of addresses are read whole, and limits hold."""

from datetime import UTC, date, datetime

import pytest

from goldenthread.canvas.rules import links
from goldenthread.canvas.terms import LinkRefusal, RoundState


class TestReadAddresses:
    def test_takes_lines_commas_semicolons_and_names(self) -> None:
        read = links.read_addresses("a@example.org, b@example.org;\nAda Lovelace <c@example.org>\n\n")

        assert read.addresses == ("a@example.org", "b@example.org", "c@example.org")
        assert read.bad_rows == ()

    def test_counts_an_address_once_however_it_is_written(self) -> None:
        read = links.read_addresses("a@example.org\nA@Example.org\n")

        assert read.addresses == ("a@example.org",)
        assert read.repeated_count == 1

    def test_names_every_line_that_is_no_address(self) -> None:
        read = links.read_addresses("ada\nok@example.org\nbob@nowhere\nb b@example.org\nx@@example.org")

        assert [(row.line, row.problem) for row in read.bad_rows] == [
            (1, "has no @"),
            (3, "is not an email address"),
            (4, "is not an email address"),
            (5, "is not an email address"),
        ]

    def test_does_not_let_a_second_header_in(self) -> None:
        read = links.read_addresses("a@example.org\rBcc: b@example.org")

        assert read.addresses == ("a@example.org",)
        assert len(read.bad_rows) == 1

    def test_reads_a_very_long_line_quickly(self) -> None:
        assert len(links.read_addresses("a" * 200_000 + "@").bad_rows) == 1


class TestExpiry:
    def test_is_midnight_at_the_end_of_the_last_day(self) -> None:
        assert links.expiry(date(2026, 6, 28), zone=UTC) == datetime(2026, 6, 29, tzinfo=UTC)


class TestWhyNotMake:
    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({}, None),
            ({"state": RoundState.DRAFT}, LinkRefusal.ROUND_NOT_OPEN),
            ({"voice": "leaders"}, LinkRefusal.VOICE_NOT_ASKED),
            ({"in_force_count": 20}, LinkRefusal.TOO_MANY_LINKS),
        ],
    )
    def test_names_what_is_wrong(self, changes: dict, refusal: LinkRefusal | None) -> None:
        given = {"state": RoundState.OPEN, "voice": "staff", "voices": ["staff"], "in_force_count": 0}

        assert links.why_not_make(**(given | changes)) is refusal


class TestWhyNotInvite:
    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({}, None),
            ({"state": RoundState.CLOSED}, LinkRefusal.ROUND_NOT_OPEN),
            ({"voice": "leaders"}, LinkRefusal.VOICE_NOT_ASKED),
            ({"invited_count": 1999, "new_count": 2}, LinkRefusal.TOO_MANY_PEOPLE),
            ({"new_count": 0}, LinkRefusal.NOBODY_NEW),
        ],
    )
    def test_names_what_is_wrong(self, changes: dict, refusal: LinkRefusal | None) -> None:
        given = {
            "state": RoundState.OPEN,
            "voice": "staff",
            "voices": ["staff"],
            "invited_count": 0,
            "new_count": 1,
        }

        assert links.why_not_invite(**(given | changes)) is refusal


class TestGrouped:
    def test_puts_a_dash_after_every_four(self) -> None:
        assert links.grouped("7QX4M2RB5HTW") == "7QX4-M2RB-5HTW"
