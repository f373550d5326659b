"""The national view, from what systems have published."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.canvas.queries.national import national
from goldenthread.core.permissions.terms import Role
from goldenthread.systems.models import Person, Scope, ScopeRelation
from making.publications import make_published
from making.systems import LONG_AGO, give_role, make_person, make_system
from making.two_rounds import LATER, LATER_CLOSED, make_closed, make_two_rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher() -> Person:
    return make_person("publisher@example.org")


@pytest.fixture
def reader(client: Client) -> Client:
    person = make_person("national@example.org")
    give_role(person, Role.NATIONAL, None)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def in_region(system: Scope, name: str) -> Scope:
    region, _ = Scope.objects.get_or_create(kind="region", name=name, defaults={"opened_date": LONG_AGO})
    ScopeRelation.objects.create(child=system, parent=region, from_date=LONG_AGO)
    return region


def published(name: str, level: int, by: Person) -> Scope:
    system = make_system(name)
    canvas = make_closed(
        system, title="Summer 2026", opened=LATER, closed=LATER_CLOSED, levels={"1.1": level},
        answers={"staff": [1, 2, 2, 3, 3]}, practices=("1.1",),
    )  # fmt: skip
    make_published(canvas, by=by)
    return system


class TestNational:
    def test_knows_only_what_is_published(self, publisher: Person) -> None:
        published("Northmere", 3, publisher)
        make_two_rounds(make_system("Ashby"))

        found = national()

        assert [(system.name, system.is_published) for system in found.systems] == [
            ("Ashby", False),
            ("Northmere", True),
        ]
        assert found.spreads[0].counts == (0, 0, 0, 1, 0)
        assert found.published_count == 1

    def test_takes_the_newest_published_round(self, publisher: Person) -> None:
        then, now = make_two_rounds(make_system())
        for canvas in (now, then):
            make_published(canvas, by=publisher)

        (system,) = national().systems

        assert system.round_title == "Summer 2026"

    def test_keeps_to_a_region(self, publisher: Person) -> None:
        north = in_region(published("Northmere", 1, publisher), "North")
        in_region(published("Southmere", 1, publisher), "South")

        found = national(north.pk)

        assert [system.name for system in found.systems] == ["Northmere"]
        assert [region.name for region in found.regions] == ["North", "South"]

    def test_says_when_systems_were_asked_other_things(self, publisher: Person) -> None:
        first = published("Northmere", 1, publisher)
        published("Southmere", 1, publisher)
        assert not national().differ

        first.canvases.get().publications.update(
            content={**first.canvases.get().publications.get().content, "round": {
                "question_set": "full", "core_version": "2026.1", "local_wording": None,
            }}
        )  # fmt: skip

        assert national().differ

    def test_costs_three_queries_however_many_systems(self, publisher: Person) -> None:
        costs = []
        for number in range(3):
            published(f"System {number}", number, publisher)
            with CaptureQueriesContext(connection) as captured:
                national()
            costs.append(len(captured))

        assert costs == [3, 3, 3]


class TestPage:
    def test_says_what_it_is_for_when_there_is_nothing(self, reader: Client) -> None:
        assert b"No system is set up yet" in reader.get(reverse("national")).content

    def test_lists_in_order_of_name_and_says_who_may_teach(self, reader: Client, publisher: Person) -> None:
        published("Northmere", 3, publisher)
        learner = published("Southmere", 1, publisher)
        published("Ashby", 2, publisher)

        page = reader.get(reverse("national"), {"factor": "1", "learner": learner.pk}).content.decode()

        teachers = page.partition('id="learn"')[2].partition("</ul>")[0]
        assert teachers.index("Ashby") < teachers.index("Northmere")
        assert "Southmere" not in teachers
        assert "Southmere, Strategic alignment: 1, exploring." in page

    def test_ignores_a_filter_that_makes_no_sense(self, reader: Client) -> None:
        answer = reader.get(reverse("national"), {"region": "x", "factor": "77", "learner": "-1"})

        assert answer.status_code == 200

    def test_is_not_for_a_lead(self, client: Client) -> None:
        person = make_person()
        give_role(person, Role.LEAD, make_system())
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

        assert client.get(reverse("national")).status_code == 404

    def test_is_linked_from_the_reader_s_own_page(self, reader: Client) -> None:
        assert reverse("national").encode() in reader.get(reverse("home")).content


class TestExport:
    def test_has_a_row_for_each_published_system_and_factor(self, reader: Client, publisher: Person) -> None:
        published("Northmere", 3, publisher)
        make_system("Ashby")

        lines = reader.get(reverse("national_export")).content.decode("utf-8-sig").splitlines()

        assert len(lines) == 1 + 11
        assert lines[1] == (
            "Northmere,,Summer 2026,2026-06-29,quick,2026.1,false,"
            "1,Strategic alignment,3,3,/p/northmere-2026/"
        )
