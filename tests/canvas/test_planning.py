"""The improvement plan, from its rules to its pages."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.canvas.actions import planning as actions
from goldenthread.canvas.exports.calendars import plan_calendar
from goldenthread.canvas.models import ImprovementAction
from goldenthread.canvas.queries import planning as queries
from goldenthread.canvas.rules import planning as rules
from goldenthread.canvas.terms import ActionStatus, PlanRefusal
from goldenthread.core.audit.models import AuditEvent
from goldenthread.core.permissions.terms import Role
from goldenthread.systems.models import Person, RoleGrant, Scope
from goldenthread.systems.queries.readers import scope_ref
from goldenthread.systems.rules import ScopeRef
from making.systems import NOW, give_role, make_person, make_system

TODAY = NOW.date()


def words(**changes: Any) -> actions.ActionWords:
    given = {
        "practice_code": "1.1",
        "what": "Lend 20 tablets through libraries",
        "who": "Library lead",
        "first_step": "Ask two libraries",
        "measure": "Loans a month",
        "due_date": TODAY + timedelta(days=30),
    }
    return actions.ActionWords(**(given | changes))


@pytest.fixture
def scope(db: None) -> ScopeRef:
    found = scope_ref(make_system().pk)
    assert found
    return found


@pytest.fixture
def lead(scope: ScopeRef) -> Person:
    person = make_person()
    give_role(person, Role.LEAD, Scope.objects.get(pk=scope.id))
    return person


@pytest.fixture
def signed_in(client: Client, lead: Person) -> Client:
    client.force_login(lead, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


class TestIsOverdue:
    @pytest.mark.parametrize(
        ("status", "days", "expected"),
        [
            ("planned", -1, True),
            ("started", -1, True),
            ("planned", 0, False),
            ("done", -9, False),
            ("stopped", -9, False),
        ],
    )
    def test_asks_the_date_and_whether_it_has_ended(self, status: str, days: int, expected: bool) -> None:
        assert rules.is_overdue(status, due_date=TODAY + timedelta(days=days), today=TODAY) is expected


class TestWhyNotReport:
    def test_wants_a_reason_for_stopping(self) -> None:
        refusal = rules.why_not_report(
            old_status="planned", new_status="stopped", old_due_date=TODAY, new_due_date=TODAY, note=" "
        )

        assert refusal is PlanRefusal.STOPPED_NEEDS_REASON

    def test_refuses_a_report_that_says_nothing(self) -> None:
        refusal = rules.why_not_report(
            old_status="done", new_status="done", old_due_date=TODAY, new_due_date=TODAY, note=""
        )

        assert refusal is PlanRefusal.SAME_STATUS


class TestAddAction:
    def test_keeps_the_action_its_first_history_and_an_audit_event(
        self, scope: ScopeRef, lead: Person
    ) -> None:
        action_id = actions.add_action(scope, words(), by=lead, at=NOW)

        found = queries.action_history(scope.id, action_id, today=TODAY)
        assert found
        assert found.action.what == "Lend 20 tablets through libraries"
        assert [entry.status for entry in found.history] == [ActionStatus.PLANNED]
        event = AuditEvent.objects.get(verb="canvas.action.added")
        assert "tablets" not in str(event.facts)

    def test_is_refused_for_a_practice_nobody_knows(self, scope: ScopeRef, lead: Person) -> None:
        with pytest.raises(actions.PlanRefused) as refused:
            actions.add_action(scope, words(practice_code="99.9"), by=lead, at=NOW)

        assert refused.value.args == (PlanRefusal.UNKNOWN_PRACTICE,)


class TestReportOnAction:
    def test_keeps_every_due_date_so_that_slipping_shows(self, scope: ScopeRef, lead: Person) -> None:
        action_id = actions.add_action(scope, words(), by=lead, at=NOW)
        later = TODAY + timedelta(days=75)

        actions.report_on_action(
            scope, action_id, status=ActionStatus.STARTED, due_date=later, note="Late start", by=lead, at=NOW
        )

        found = queries.action_history(scope.id, action_id, today=TODAY)
        assert found
        assert found.days_slipped == 45
        assert found.action.status is ActionStatus.STARTED

    def test_finds_no_action_of_another_scope(self, scope: ScopeRef, lead: Person) -> None:
        elsewhere = scope_ref(make_system("Northmere").pk)
        assert elsewhere
        action_id = actions.add_action(scope, words(), by=lead, at=NOW)

        with pytest.raises(actions.NoSuchAction):
            actions.report_on_action(
                elsewhere, action_id, status=ActionStatus.DONE, due_date=TODAY, note="", by=lead, at=NOW
            )


class TestRewordAction:
    def test_writes_nothing_when_nothing_changed(self, scope: ScopeRef, lead: Person) -> None:
        action_id = actions.add_action(scope, words(), by=lead, at=NOW)

        actions.reword_action(scope, action_id, words(), by=lead, at=NOW + timedelta(days=1))

        assert ImprovementAction.objects.get(pk=action_id).changed_at == NOW


class TestPlan:
    def make_many(self, scope: ScopeRef, lead: Person, count: int) -> None:
        for number in range(count):
            due = TODAY + timedelta(days=number - 3)
            actions.add_action(scope, words(what=f"Action {number}", due_date=due), by=lead, at=NOW)

    def test_counts_overdue_and_puts_them_first(self, scope: ScopeRef, lead: Person) -> None:
        self.make_many(scope, lead, 6)

        found = queries.plan(scope.id, today=TODAY, wanted=queries.PlanFilter())

        assert found.counts.overdue == 3
        assert [action.is_overdue for action in found.actions] == [True] * 3 + [False] * 3

    def test_costs_the_same_for_one_action_and_for_many(
        self, scope: ScopeRef, lead: Person, django_assert_num_queries: Callable[[int], Any]
    ) -> None:
        for count in (1, 30):
            self.make_many(scope, lead, count)
            with django_assert_num_queries(4):
                queries.plan(scope.id, today=TODAY, wanted=queries.PlanFilter())

    def test_filters_by_words_factor_and_status(self, scope: ScopeRef, lead: Person) -> None:
        actions.add_action(scope, words(what="Train staff", practice_code="10.1"), by=lead, at=NOW)
        actions.add_action(scope, words(), by=lead, at=NOW)

        def found(**wanted: Any) -> list[str]:
            plan = queries.plan(scope.id, today=TODAY, wanted=queries.PlanFilter(**wanted))
            return [action.what for action in plan.actions]

        assert found(words="train") == ["Train staff"]
        assert found(factor=1) == ["Lend 20 tablets through libraries"]
        assert found(status="done") == []


class TestPlanCalendar:
    def test_holds_what_is_still_to_do(self, scope: ScopeRef, lead: Person) -> None:
        actions.add_action(scope, words(), by=lead, at=NOW)
        done = actions.add_action(scope, words(what="Old thing"), by=lead, at=NOW)
        actions.report_on_action(
            scope, done, status=ActionStatus.DONE, due_date=TODAY, note="", by=lead, at=NOW
        )

        content = plan_calendar(queries.whole_plan(scope.id, today=TODAY), scope_name="Wessbury")

        events = list(icalendar.Calendar.from_ical(content).walk("VEVENT"))
        assert [str(event["summary"]) for event in events] == ["Due: Lend 20 tablets through libraries"]
        assert events[0].decoded("dtstart") == TODAY + timedelta(days=30)


class TestCalendarFeed:
    def address(self, scope: ScopeRef, lead: Person) -> str:
        token = actions.make_calendar_feed(scope, by=lead, at=NOW)
        return reverse("calendar_feed", kwargs={"token": token})

    def test_needs_no_account(self, client: Client, scope: ScopeRef, lead: Person) -> None:
        actions.add_action(scope, words(), by=lead, at=NOW)

        answer = client.get(self.address(scope, lead))

        assert answer.status_code == 200
        assert b"Lend 20 tablets" in answer.content

    def test_ends_with_a_new_address(self, client: Client, scope: ScopeRef, lead: Person) -> None:
        old = self.address(scope, lead)
        self.address(scope, lead)

        assert client.get(old).status_code == 404

    def test_ends_when_its_maker_loses_the_role(self, client: Client, scope: ScopeRef, lead: Person) -> None:
        address = self.address(scope, lead)
        RoleGrant.objects.update(ended_at=NOW)

        assert client.get(address).status_code == 404


class TestPages:
    def fields(self, **changes: str) -> dict[str, str]:
        given = {
            "practice": "1.1", "what": "Lend tablets", "who": "Libraries", "first_step": "Ask", "measure": "",
            "due_date_day": "1", "due_date_month": "4", "due_date_year": "2027",
        }  # fmt: skip
        return given | changes

    def test_an_empty_plan_says_how_to_begin(self, signed_in: Client, scope: ScopeRef) -> None:
        page = signed_in.get(reverse("plan", kwargs={"scope_id": scope.id})).content.decode()

        assert "Add the first action" in page

    def test_adding_shows_each_fault_beside_its_field(self, signed_in: Client, scope: ScopeRef) -> None:
        answer = signed_in.post(
            reverse("plan_add", kwargs={"scope_id": scope.id}), self.fields(what="", due_date_day="31")
        )

        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Enter what will be done" in page
        assert 'href="#id_due_date-day"' in page

    def test_an_action_is_added_reported_on_and_exported(self, signed_in: Client, scope: ScopeRef) -> None:
        added = signed_in.post(reverse("plan_add", kwargs={"scope_id": scope.id}), self.fields())
        action = signed_in.get(added["Location"])
        assert "Lend tablets" in action.content.decode()

        due = {"due_date_day": "1", "due_date_month": "5", "due_date_year": "2027"}
        reported = signed_in.post(
            added["Location"] + "report/", {"status": "started", "note": "First two libraries said yes"} | due
        )
        assert reported.status_code == 302
        page = signed_in.get(added["Location"]).content.decode()
        assert "30 days later than first planned" in page
        assert "First two libraries said yes" in page

        export = signed_in.get(reverse("plan_export", kwargs={"scope_id": scope.id, "form": "csv"}))
        assert "Lend tablets" in export.content.decode("utf-8-sig")

    def test_a_stop_without_a_reason_is_explained(self, signed_in: Client, scope: ScopeRef) -> None:
        added = signed_in.post(reverse("plan_add", kwargs={"scope_id": scope.id}), self.fields())
        due = {"due_date_day": "1", "due_date_month": "4", "due_date_year": "2027"}

        answer = signed_in.post(added["Location"] + "report/", {"status": "stopped", "note": ""} | due)

        assert answer.status_code == 422
        assert "Say why the action was stopped" in answer.content.decode()


def test_days_slipped_is_nothing_without_history() -> None:
    assert rules.days_slipped([]) == 0
    assert rules.days_slipped([date(2026, 1, 1), date(2026, 1, 3)]) == 2
