"""Rounds close by themselves, also when nobody presses a button."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.db import DatabaseError

from goldenthread.canvas.models import Round
from goldenthread.site.cli import rounds, worker
from making.canvas import CLOSED, make_round
from making.systems import make_system

pytestmark = pytest.mark.django_db


class TestCloseDue:
    def test_says_how_many_it_closed(self) -> None:
        make_round(make_system())

        said = CliRunner().invoke(rounds.command, ["close-due"])

        assert said.output == "Rounds closed and counted: 1. Old addresses and files deleted: 0.\n"
        assert Round.objects.get().closed_at is not None


class TestTidyRounds:
    def test_leaves_what_is_not_due(self) -> None:
        make_round(make_system(), closes_on=CLOSED.date() + timedelta(days=1))

        assert rounds.tidy_rounds(CLOSED) == (0, 0)


class TestTidy:
    def test_goes_on_when_the_database_is_away_for_a_moment(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def away(at: object) -> None:
            raise DatabaseError

        monkeypatch.setattr(worker, "tidy_rounds", away)
        monkeypatch.setattr("django.db.close_old_connections", lambda: None)

        worker.tidy()

        assert "trying again later" in caplog.text
