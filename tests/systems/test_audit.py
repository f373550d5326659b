"""Reading the audit trail of a system."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.core.audit import trail
from goldenthread.core.permissions.terms import Role
from goldenthread.systems.models import Person, Scope
from goldenthread.systems.presenters.audit import audit_rows, deed
from goldenthread.systems.queries.audit import AuditFilter, audit_choices, audit_page
from goldenthread.systems.queries.readers import ref_of
from making.systems import NOW, give_role, make_person, make_scope, make_system

pytestmark = pytest.mark.django_db


def write(
    system: Scope, *, by: Person, count: int = 1, verb: str = "canvas.level.settled", **more: Any
) -> None:
    for day in range(count):
        trail.record(verb, actor=f"person:{by.pk}", at=NOW + timedelta(days=day), system_id=system.pk, **more)


class TestAuditPage:
    def test_shows_the_newest_first_and_only_this_system(self) -> None:
        system, other, by = make_system(), make_system("Northmoor"), make_person(name="Asha")
        write(system, by=by, count=3)
        write(other, by=by)

        page = audit_page(ref_of(system), AuditFilter(), page=1)

        assert [line.position for line in page.lines] == [3, 2, 1]
        assert {line.actor_name for line in page.lines} == {"Asha"}

    def test_shows_a_place_what_was_done_to_it_alone(self) -> None:
        system, by = make_system(), make_person()
        place = make_scope(system)
        write(system, by=by)
        write(system, by=by, subject=f"systems.scope:{place.pk}")

        assert audit_page(ref_of(place), AuditFilter(), page=1).event_count == 1

    def test_narrows_by_verb_person_and_days(self) -> None:
        system, asha, ben = make_system(), make_person("a@example.org"), make_person("b@example.org")
        write(system, by=asha, count=3)
        write(system, by=ben, verb="canvas.round.opened")

        def count(**wanted: Any) -> int:
            return audit_page(ref_of(system), AuditFilter(**wanted), page=1).event_count

        assert count(verb="canvas.round.opened") == 1
        assert count(actor=f"person:{asha.pk}") == 3
        assert count(from_date=NOW.date() + timedelta(days=1)) == 2
        assert count(to_date=NOW.date()) == 2

    def test_pages_fifty_at_a_time(self) -> None:
        system = make_system()
        write(system, by=make_person(), count=51)

        last = audit_page(ref_of(system), AuditFilter(), page=99)

        assert (last.page, last.page_count, len(last.lines)) == (2, 2, 1)

    def test_costs_the_same_for_one_and_for_many(self, django_assert_num_queries: Callable[..., Any]) -> None:
        system = make_system()
        scope = ref_of(system)
        write(system, by=make_person())

        with django_assert_num_queries(3):
            audit_page(scope, AuditFilter(), page=1)
        for number in range(20):
            write(system, by=make_person(f"p{number}@example.org"))
        with django_assert_num_queries(3):
            audit_page(scope, AuditFilter(), page=1)

    def test_names_people_who_have_gone(self) -> None:
        system, by = make_system(), make_person()
        write(system, by=by)
        number = by.pk
        by.delete()

        page = audit_page(ref_of(system), AuditFilter(), page=1)

        assert page.lines[0].actor_name == f"Former user {number}"


class TestAuditChoices:
    def test_offers_what_occurs(self) -> None:
        system, by = make_system(), make_person(name="Asha")
        write(system, by=by)

        choices = audit_choices(ref_of(system))

        assert choices.verbs == ("canvas.level.settled",)
        assert choices.actors == ((f"person:{by.pk}", "Asha"),)


class TestAuditRows:
    def test_say_it_in_words(self) -> None:
        system = make_system()
        facts = {"codes": ["F01", "F02"], "count": 1, "quick": True, "kept": None, "by": {"staff": 2}}
        write(system, by=make_person(), subject="canvas.round:12", facts=facts)

        row = audit_rows(audit_page(ref_of(system), AuditFilter(), page=1).lines)[0]

        assert (row.what, row.about) == ("Level settled", "Round 12")
        assert row.details == ("by: staff 2", "codes: F01, F02", "count: 1", "kept: none", "quick: yes")

    def test_name_a_deed_of_more_words(self) -> None:
        assert deed("systems.person.sessions_ended") == "Person sessions ended"


class TestAuditTrail:
    @pytest.fixture
    def system(self) -> Scope:
        return make_system()

    def client_of(self, role: Role, scope: Scope) -> Client:
        person = make_person(f"{role}@example.org")
        give_role(person, role, scope)
        client = Client()
        client.force_login(person)
        return client

    def test_says_what_an_empty_trail_is_for(self, system: Scope) -> None:
        client = self.client_of(Role.GUARDIAN, system)

        answer = client.get(reverse("audit_trail", args=[system.pk]))

        assert "Nothing is on record" in answer.content.decode()

    @pytest.mark.parametrize("route", ["audit_trail", "audit_trail_file"])
    def test_is_not_for_people_without_the_permission(self, system: Scope, route: str) -> None:
        client = self.client_of(Role.CONTRIBUTOR, system)

        assert client.get(reverse(route, args=[system.pk])).status_code == 404

    def test_links_an_impossible_day_to_its_box(self, system: Scope) -> None:
        client = self.client_of(Role.GUARDIAN, system)
        days = {"from_date_day": "31", "from_date_month": "2", "from_date_year": "2026"}

        page = client.get(reverse("audit_trail", args=[system.pk]), days).content.decode()

        assert "There is a problem" in page
        assert 'href="#id_from_date' in page

    def test_refuses_a_last_day_before_the_first(self, system: Scope) -> None:
        client = self.client_of(Role.GUARDIAN, system)
        days = {f"{name}_{part}": value for name, year in (("from_date", "2026"), ("to_date", "2025"))
                for part, value in (("day", "1"), ("month", "2"), ("year", year))}  # fmt: skip

        page = client.get(reverse("audit_trail", args=[system.pk]), days).content.decode()

        assert "The last day must be the same as or after the first day" in page

    def test_exports_the_events_that_were_chosen(self, system: Scope) -> None:
        client = self.client_of(Role.GUARDIAN, system)
        write(system, by=make_person(name="=Asha"), count=2)
        write(system, by=make_person("b@example.org"), verb="canvas.round.opened")

        answer = client.get(reverse("audit_trail_file", args=[system.pk]), {"verb": "canvas.level.settled"})

        lines = answer.content.decode("utf-8-sig").splitlines()
        assert len(lines) == 3
        assert "'=Asha" in lines[1]

    def test_keeps_the_choice_on_the_next_page(self, system: Scope) -> None:
        client = self.client_of(Role.GUARDIAN, system)
        write(system, by=make_person(), count=60)
        day = date(2026, 1, 2)
        days = {"from_date_day": day.day, "from_date_month": day.month, "from_date_year": day.year}

        page = client.get(reverse("audit_trail", args=[system.pk]), days).content.decode()

        assert "from_date_year=2026&amp;page=2" in page
