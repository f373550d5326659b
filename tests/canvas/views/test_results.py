"""Results, factor and practice pages."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.canvas.actions.evidence import add_evidence
from goldenthread.canvas.models import Canvas, Judgement
from goldenthread.core.audit.models import AuditEvent
from goldenthread.core.permissions.terms import Role
from making.canvas import OPENED, make_round
from making.evidence import evidence_details
from making.results import client_of, closed_canvas
from making.systems import make_scope, make_system

pytestmark = pytest.mark.django_db


def page(client: Client, name: str, canvas: Canvas, *more: object) -> str:
    return client.get(reverse(name, args=[canvas.scope_id, canvas.round_id, *more])).text


class TestLatestResults:
    def test_leads_to_the_newest_closed_round(self) -> None:
        canvas = closed_canvas()
        make_round(canvas.scope, opened=datetime(2026, 9, 1, tzinfo=UTC))
        client, _ = client_of(Role.LEAD, canvas.scope)

        answer = client.get(reverse("results", args=[canvas.scope_id]))

        assert answer.url == reverse("round_results", args=[canvas.scope_id, canvas.round_id])

    def test_says_when_results_come_and_shows_none_before(self) -> None:
        scope = make_system()
        round_ = make_round(scope)
        client, _ = client_of(Role.LEAD, scope)

        for url in (
            reverse("results", args=[scope.pk]),
            reverse("round_results", args=[scope.pk, round_.pk]),
        ):
            assert "closes at the end of 28 June 2026" in client.get(url).text
        for url in (
            reverse("factor_results", args=[scope.pk, round_.pk, 1]),
            reverse("practice_results", args=[scope.pk, round_.pk, "1.1"]),
            reverse("results_csv", args=[scope.pk, round_.pk]),
        ):
            assert client.get(url).status_code == 404

    def test_says_what_results_are_when_there_was_no_round(self) -> None:
        scope = make_system()
        client, _ = client_of(Role.LEAD, scope)

        assert "To begin, open a round" in client.get(reverse("results", args=[scope.pk])).text


class TestRoundResults:
    def test_shows_the_gap_first_in_plain_words(self) -> None:
        canvas = closed_canvas()
        client, _ = client_of(Role.LEAD, canvas.scope)

        text = page(client, "round_results", canvas)

        assert "Local people see this about two levels lower than leaders." in text
        assert "We are fairly sure." in text
        assert "Claim goes further" in text

    def test_names_a_small_voice_and_shows_nothing_of_it(self) -> None:
        canvas = closed_canvas()
        client, _ = client_of(Role.LEAD, canvas.scope)

        text = page(client, "round_results", canvas)

        assert "Fewer than 5 partners answered" in text
        assert "Too few to show" in text

    def test_is_not_found_under_another_scope(self) -> None:
        canvas = closed_canvas()
        other = make_scope(canvas.scope.system, name="Westvale")
        client, _ = client_of(Role.SYSTEM_ADMIN, canvas.scope.system)

        answer = client.get(reverse("round_results", args=[other.pk, canvas.round_id]))

        assert answer.status_code == 404

    def test_costs_the_same_however_many_practices_have_evidence(self, django_assert_max_num_queries) -> None:
        canvas = closed_canvas()
        client, lead = client_of(Role.LEAD, canvas.scope)
        for number in range(8):
            add_evidence(canvas.scope_id, evidence_details(title=f"Item {number}"), by=lead, at=OPENED)

        with django_assert_max_num_queries(24):
            page(client, "round_results", canvas)


class TestResultsFile:
    def test_leaves_a_small_voice_empty_not_nought(self) -> None:
        canvas = closed_canvas()
        client, _ = client_of(Role.ANALYST, canvas.scope.system)

        rows = page(client, "results_csv", canvas).splitlines()

        partners = next(row for row in rows if row.startswith("1,1.1,") and ",partners," in row)
        assert "suppressed" + "," * 11 in partners

    def test_is_not_for_contributors(self) -> None:
        canvas = closed_canvas()
        client, _ = client_of(Role.CONTRIBUTOR, canvas.scope)

        answer = client.get(reverse("results_xlsx", args=[canvas.scope_id, canvas.round_id]))

        assert answer.status_code == 404


class TestFactorResults:
    def test_opens_to_each_practice(self) -> None:
        canvas = closed_canvas()
        client, _ = client_of(Role.LEAD, canvas.scope)

        text = page(client, "factor_results", canvas, 1)

        for code in ("1.1", "1.2"):
            assert reverse("practice_results", args=[canvas.scope_id, canvas.round_id, code]) in text

    def test_is_not_found_when_it_was_not_asked(self) -> None:
        canvas = closed_canvas()
        client, _ = client_of(Role.LEAD, canvas.scope)

        answer = client.get(reverse("factor_results", args=[canvas.scope_id, canvas.round_id, 9]))

        assert answer.status_code == 404


class TestPracticeResults:
    def test_shows_statements_of_voices_that_can_be_shown_to_those_who_may_read_them(self) -> None:
        canvas = closed_canvas()
        lead, _ = client_of(Role.LEAD, canvas.scope)
        contributor, _ = client_of(Role.CONTRIBUTOR, canvas.scope)

        assert "They sent me a link." in page(lead, "practice_results", canvas, "1.1")
        assert "Asked too late." not in page(lead, "practice_results", canvas, "1.1")
        assert "They sent me a link." not in page(contributor, "practice_results", canvas, "1.1")

    def test_shows_evidence_with_its_dates_and_what_is_missing(self) -> None:
        canvas = closed_canvas()
        client, lead = client_of(Role.LEAD, canvas.scope)
        add_evidence(canvas.scope_id, evidence_details(), by=lead, at=OPENED)

        text = page(client, "practice_results", canvas, "1.1")

        assert "dated 10 January 2026" in text
        assert "an item that was seen in use, counted or tested" in text


class TestHide:
    def test_takes_a_statement_from_others_and_gives_it_back(self) -> None:
        canvas = closed_canvas()
        guardian, _ = client_of(Role.GUARDIAN, canvas.scope.system)
        lead, _ = client_of(Role.LEAD, canvas.scope)
        said = Judgement.objects.get(statement="They sent me a link.")
        url = reverse("hide_statement", args=[canvas.scope_id, canvas.round_id, "1.1", said.pk])

        guardian.post(url, {"hidden": "yes"})

        assert "They sent me" not in page(lead, "practice_results", canvas, "1.1")
        assert "Hidden from others" in page(guardian, "practice_results", canvas, "1.1")
        assert "link" not in str(AuditEvent.objects.get(verb="canvas.statement.hidden").facts)

        guardian.post(url, {"hidden": "no"})
        assert "They sent me" in page(lead, "practice_results", canvas, "1.1")

    def test_is_not_for_leads(self) -> None:
        canvas = closed_canvas()
        lead, _ = client_of(Role.LEAD, canvas.scope)
        said = Judgement.objects.get(statement="They sent me a link.")

        answer = lead.post(reverse("hide_statement", args=[canvas.scope_id, canvas.round_id, "1.1", said.pk]))

        assert answer.status_code == 404

    def test_does_not_reach_the_statement_of_another_canvas(self) -> None:
        canvas = closed_canvas()
        other = closed_canvas(make_scope(canvas.scope.system, name="Westvale"))
        guardian, _ = client_of(Role.GUARDIAN, canvas.scope.system)
        said = Judgement.objects.get(statement="They sent me a link.", participant__canvas=other)

        answer = guardian.post(
            reverse("hide_statement", args=[canvas.scope_id, canvas.round_id, "1.1", said.pk])
        )

        assert answer.status_code == 404
