"""The register's pages."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goldenthread.canvas.actions.evidence import add_evidence
from goldenthread.canvas.models import Evidence
from goldenthread.core.permissions.terms import Role
from goldenthread.systems.models import Person, Scope
from making.evidence import PDF, evidence_details
from making.systems import give_role, make_person, make_scope, make_system

pytestmark = pytest.mark.django_db


def signed_in(role: Role, scope: Scope) -> tuple[Client, Person]:
    person = make_person(f"{role}@example.org")
    give_role(person, role, scope)
    client = Client()
    client.force_login(person)
    return client, person


def typed(**changes: object) -> dict[str, object]:
    day = timezone.localdate()
    return {
        "title": "Digital strategy", "kind": "strategy", "strength": "documented",
        "practices": ["1.1", "2.1"],
        "dated_day": day.day, "dated_month": day.month, "dated_year": day.year,
        "expires_date_day": 1, "expires_date_month": 2, "expires_date_year": day.year + 1,
        "owner": "Head of digital", "web_address": "", "note": "",
    } | changes  # fmt: skip


class TestRegister:
    def test_says_what_it_is_for_when_empty(self) -> None:
        scope = make_system()
        client, _ = signed_in(Role.LEAD, scope)

        page = client.get(reverse("evidence", args=[scope.pk])).text

        assert "Begin with one item that you already have" in page

    def test_lists_and_filters(self) -> None:
        scope = make_system()
        client, lead = signed_in(Role.LEAD, scope)
        at = timezone.now()
        add_evidence(scope.pk, evidence_details(title="Kept"), by=lead, at=at)
        expired = at.date() - timedelta(days=1)
        add_evidence(scope.pk, evidence_details(title="Spent", expires_date=expired), by=lead, at=at)

        page = client.get(reverse("evidence", args=[scope.pk]), {"state": "expired", "page": "x"}).text

        assert "Spent" in page
        assert "Kept" not in page

    def test_is_hidden_from_people_of_other_systems(self) -> None:
        scope = make_system()
        client, _ = signed_in(Role.LEAD, make_system("Northmoor"))

        assert client.get(reverse("evidence", args=[scope.pk])).status_code == 404

    def test_gives_a_file_that_no_spreadsheet_runs(self) -> None:
        scope = make_system()
        client, lead = signed_in(Role.LEAD, scope)
        add_evidence(scope.pk, evidence_details(title="=HYPERLINK(1)"), by=lead, at=timezone.now())

        file = client.get(reverse("evidence_csv", args=[scope.pk]))

        assert file["Content-Disposition"].startswith("attachment")
        assert "'=HYPERLINK" in file.text


class TestAdd:
    def test_saves_with_a_file_and_serves_it_only_as_a_download(self) -> None:
        scope = make_system()
        client, _ = signed_in(Role.CONTRIBUTOR, scope)
        sent = typed(file=SimpleUploadedFile("Plan.pdf", PDF))

        client.post(reverse("add_evidence", args=[scope.pk]), sent)

        item = Evidence.objects.get()
        file = client.get(reverse("evidence_file", args=[scope.pk, item.pk]))
        assert file.content == PDF
        assert file["Content-Disposition"].startswith("attachment")
        assert file["X-Content-Type-Options"] == "nosniff"

    def test_shows_every_error_linked_to_its_field(self) -> None:
        scope = make_system()
        client, _ = signed_in(Role.LEAD, scope)

        answer = client.post(reverse("add_evidence", args=[scope.pk]), {})

        assert answer.status_code == 422
        for href in ("#id_title", "#id_kind", "#id_practices", "#id_dated-day", "#id_owner"):
            assert f'href="{href}"' in answer.text
        assert not Evidence.objects.exists()

    def test_refuses_a_page_dressed_as_a_paper(self) -> None:
        scope = make_system()
        client, _ = signed_in(Role.LEAD, scope)
        sent = typed(file=SimpleUploadedFile("plan.pdf", b"<script>alert(1)</script>"))

        answer = client.post(reverse("add_evidence", args=[scope.pk]), sent)

        assert "does not fit its name" in answer.text
        assert not Evidence.objects.exists()

    def test_refuses_an_nhs_number(self) -> None:
        scope = make_system()
        client, _ = signed_in(Role.LEAD, scope)

        answer = client.post(reverse("add_evidence", args=[scope.pk]), typed(note="Patient 943 476 5919"))

        assert "Take out the NHS number" in answer.text

    def test_is_not_for_analysts(self) -> None:
        scope = make_system()
        client, _ = signed_in(Role.ANALYST, scope)

        assert client.get(reverse("add_evidence", args=[scope.pk])).status_code == 404


class TestChangeAndWithdraw:
    def test_change_what_it_says(self) -> None:
        scope = make_system()
        client, lead = signed_in(Role.LEAD, scope)
        item = add_evidence(scope.pk, evidence_details(), by=lead, at=timezone.now())

        assert "Digital strategy" in client.get(reverse("change_evidence", args=[scope.pk, item])).text
        client.post(reverse("change_evidence", args=[scope.pk, item]), typed(title="New plan"))

        assert Evidence.objects.get().title == "New plan"

    def test_ask_first_and_can_be_taken_back(self) -> None:
        scope = make_system()
        client, lead = signed_in(Role.LEAD, scope)
        item = add_evidence(scope.pk, evidence_details(), by=lead, at=timezone.now())

        assert "Withdraw “" in client.get(reverse("withdraw_evidence", args=[scope.pk, item])).text
        page = client.post(reverse("withdraw_evidence", args=[scope.pk, item]), follow=True).text
        assert "This item was withdrawn" in page

        client.post(reverse("restore_evidence", args=[scope.pk, item]))
        assert Evidence.objects.get().withdrawn_at is None

    def test_do_not_reach_another_scope(self) -> None:
        system = make_system()
        client, lead = signed_in(Role.LEAD, system)
        item = add_evidence(make_scope(system).pk, evidence_details(), by=lead, at=timezone.now())

        for name in ("evidence_item", "change_evidence", "withdraw_evidence", "evidence_file"):
            assert client.get(reverse(name, args=[system.pk, item])).status_code == 404
