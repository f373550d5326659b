"""The board report, from its figures to the files."""

import io
from datetime import date

import openpyxl
import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.canvas.actions.planning import ActionWords, add_action
from goldenthread.canvas.models import Canvas
from goldenthread.canvas.presenters.board_report import report_values, suggested_asks
from goldenthread.canvas.queries.board_report import BoardReport, board_report
from goldenthread.core.permissions.terms import Role
from goldenthread.site.cli import main
from goldenthread.systems.models import Scope
from goldenthread.systems.queries.readers import scope_ref
from making.systems import give_role, make_person, make_system
from making.two_rounds import LATER_CLOSED, make_two_rounds

TODAY = date(2026, 9, 1)


@pytest.fixture
def system(db: None) -> Scope:
    return make_system(code="QZZ")


@pytest.fixture
def canvas(system: Scope) -> Canvas:
    return make_two_rounds(system)[1]


@pytest.fixture
def lead(client: Client, system: Scope) -> Client:
    person = make_person()
    give_role(person, Role.LEAD, system)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def report(system: Scope, round_id: int | None = None) -> BoardReport:
    scope = scope_ref(system.pk)
    assert scope
    found = board_report(scope, round_id=round_id, today=TODAY)
    assert found
    return found


class TestBoardReport:
    def test_is_nothing_before_a_round_has_closed(self, system: Scope) -> None:
        scope = scope_ref(system.pk)
        assert scope

        assert board_report(scope, round_id=None, today=TODAY) is None

    def test_counts_people_of_voices_that_are_shown(self, system: Scope, canvas: Canvas) -> None:
        now, then = report(system), None
        earlier = Canvas.objects.exclude(pk=canvas.pk).get()
        then = report(system, earlier.round_id)

        assert now.people_count == 7 + 5 + 6
        assert then.people_count == 6
        assert then.hidden_voices == ("partners",)
        assert then.before is None

    def test_asks_the_same_number_of_queries_for_a_long_plan(self, system: Scope, canvas: Canvas) -> None:
        by, scope = make_person("planner@example.org"), scope_ref(system.pk)
        assert scope
        costs = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as captured:
                report(system)
            costs.append(len(captured))
            for number in range(5):
                words = ActionWords("1.1", f"Thing {number}", "We", "Ask", "", TODAY)
                add_action(scope, words, by=by, at=LATER_CLOSED)

        assert costs[0] == costs[1] <= 26


class TestReportValues:
    def test_says_what_moved_and_what_cannot_be_read(self, system: Scope, canvas: Canvas) -> None:
        before = report_values(report(system))["before"]

        assert before["moved"] == []
        assert before["not_compared"] == [
            "1 Strategic alignment: Asked in other words in Summer 2025, so these two cannot be compared."
        ]

    def test_says_more_than_when_a_voice_is_hidden(self, system: Scope, canvas: Canvas) -> None:
        earlier = Canvas.objects.exclude(pk=canvas.pk).get()

        figure = report_values(report(system, earlier.round_id))["numbers"][1]

        assert figure["figure"] == "more than 6"
        assert "partners too few to show" in figure["more"]

    def test_prints_the_lead_s_own_asks_or_suggests_some(self, system: Scope, canvas: Canvas) -> None:
        found = report(system)

        own = report_values(found, asks=["Fund the library scheme", " "])
        suggested = report_values(found)

        assert (own["asks"], own["asks_are_ours"]) == (["Fund the library scheme"], False)
        assert suggested["asks"] == suggested_asks(found)
        assert "Ask for evidence on 2 practices said to be in place" in suggested["asks"][1]


class TestPage:
    def address(self, system: Scope) -> str:
        return reverse("board_report", kwargs={"scope_id": system.pk})

    def test_says_what_it_is_for_before_the_first_round(self, lead: Client, system: Scope) -> None:
        assert b"When a round has closed" in lead.get(self.address(system)).content

    def test_gives_a_tagged_pdf_whatever_was_typed(self, lead: Client, system: Scope, canvas: Canvas) -> None:
        asks = 'Fund the library scheme\n#import "x" *bold* = 1'

        answer = lead.post(self.address(system), {"round": canvas.round_id, "asks": asks, "pdf": "1"})

        assert answer["Content-Type"] == "application/pdf"
        for said in (b"%PDF", b"/MarkInfo", b"/StructTreeRoot", b"/Lang", b"pdfuaid:part"):
            assert said in answer.content

    def test_gives_a_workbook_with_notes(self, lead: Client, system: Scope, canvas: Canvas) -> None:
        answer = lead.post(self.address(system), {"round": canvas.round_id, "asks": "", "xlsx": "1"})

        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        assert book.sheetnames == [
            "Two numbers", "Factors", "Practices", "Where voices differ", "Plan", "About these figures",
        ]  # fmt: skip

    def test_explains_too_many_asks(self, lead: Client, system: Scope, canvas: Canvas) -> None:
        answer = lead.post(self.address(system), {"round": canvas.round_id, "asks": "a\n" * 7, "pdf": "1"})

        assert answer.status_code == 422
        assert "Ask 6 things or fewer" in answer.content.decode()


class TestCommand:
    def test_writes_either_file(self, system: Scope, canvas: Canvas, tmp_path: object) -> None:
        for name in ("board.pdf", "board.xlsx"):
            out = f"{tmp_path}/{name}"
            answer = CliRunner().invoke(main, ["report", "qzz", "--out", out])

            assert answer.exit_code == 0, answer.output
            assert "Wessbury, Summer 2026" in answer.output

    def test_says_what_is_wrong(self, system: Scope) -> None:
        unknown = CliRunner().invoke(main, ["report", "Nowhere", "--out", "x.pdf"])
        empty = CliRunner().invoke(main, ["report", "Wessbury", "--out", "x.pdf"])
        odd = CliRunner().invoke(main, ["report", "Wessbury", "--out", "x.doc"])

        assert "No scope has the code, number or name 'Nowhere'" in unknown.output
        assert "no such closed round" in empty.output
        assert "end the name in .pdf or .xlsx" in odd.output
