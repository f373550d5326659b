import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase

from goldenthread.core.permissions.terms import Role
from goldenthread.systems.models import Scope
from making.files import csv_file
from making.published import authorities_file, lookup_file
from making.systems import give_role, make_person, make_scope, make_system

pytestmark = pytest.mark.django_db

ORGANISATIONS = csv_file(
    ("ODS code", "name", "kind", "place"), ("RZZ", "Wessbury Hospitals", "trust", "E06000901")
)


@pytest.fixture
def operator(client):
    person = make_person("operator@example.org")
    give_role(person, Role.OPERATOR, None)
    client.force_login(person)
    return client


def upload(content, name="lookup.csv"):
    return SimpleUploadedFile(name, content)


def files_page(client, **files):
    return client.post("/start-a-system/", files)


def board_page(client, carried, **changes):
    answers = {
        "carried": carried, "board": "E54000901", "places": "local_authorities",
        "opened_day": "1", "opened_month": "4", "opened_year": "2024",
    }  # fmt: skip
    return client.post("/start-a-system/board/", answers | changes)


def carried_by(response):
    return response.context_data["form"]["carried"].value()


def plan_page(client, **changes):
    first = files_page(client, lookup=upload(lookup_file()), second=upload(authorities_file()))
    return board_page(client, carried_by(first), **changes)


def with_callbacks(client, address, email):
    """Post as a browser does: what waits for the transaction to hold is done."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(address, {"email": email}, follow=True)


class TestStartSystem:
    def test_is_for_those_who_look_after_the_installation(self, client):
        lead = make_person()
        give_role(lead, Role.SYSTEM_ADMIN, make_system())
        client.force_login(lead)

        assert client.get("/start-a-system/").status_code == 404

    def test_asks_for_a_file(self, operator):
        assert operator.get("/start-a-system/").status_code == 200
        assert b"Choose the file that has integrated care boards" in files_page(operator).content

    def test_says_what_is_wrong_with_a_file_that_is_no_table(self, operator):
        page = files_page(operator, lookup=upload(b"%PDF-1.7 x", "lookup.csv")).content.decode()

        assert "This is a document or a picture, not a table." in page
        assert 'href="#id_lookup"' in page

    def test_names_every_bad_row_of_a_file(self, operator):
        bad = lookup_file().replace(b"E01900002", b"5.00E+10").replace(b"QZ1,NHS Wessbury", b"QZ1,Other", 1)

        page = files_page(operator, lookup=upload(bad, "bad.csv")).content.decode()

        assert "5.00E+10" in page
        assert "A spreadsheet has turned this code into a number." in page
        assert "bad.csv" in page


class TestChooseBoard:
    def test_sends_a_reader_without_files_back(self, operator):
        assert operator.get("/start-a-system/board/").status_code == 302
        assert board_page(operator, "forged:text").status_code == 302

    def test_asks_for_a_board(self, operator):
        page = plan_page(operator, board="").content.decode()

        assert "Choose an integrated care board" in page

    def test_says_when_the_files_have_no_such_places(self, operator):
        first = files_page(operator, lookup=upload(lookup_file()))

        page = board_page(operator, carried_by(first)).content.decode()

        assert "The files do not say which local authorities lie in this board" in page

    def test_names_the_bad_rows_of_organisations(self, operator):
        bad = csv_file(("ODS code", "name", "kind"), ("R Z", "", "tent"))

        page = plan_page(operator, organisations=upload(bad, "orgs.csv")).content.decode()

        assert "3 cells cannot be used." in page
        assert "We do not know this word here." in page

    def test_shows_everything_and_makes_nothing(self, operator):
        page = plan_page(operator, organisations=upload(ORGANISATIONS, "orgs.csv")).content.decode()

        assert 'value="Wessbury"' in page
        assert "Marsh (1 of its 3 small areas lie in the board)" in page
        assert "Wessbury Hospitals" in page
        assert "Will be made" in page
        assert not Scope.objects.exists()


class TestMakeSystem:
    def test_makes_what_was_ticked_and_says_so(self, operator):
        carried = carried_by(plan_page(operator, organisations=upload(ORGANISATIONS, "orgs.csv")))

        answer = operator.post(
            "/start-a-system/make/",
            {"carried": carried, "name": "Wessbury and Marsh", "chosen": ["E06000901", "E07000901"]},
            follow=True,
        )

        assert "Wessbury and Marsh is ready" in answer.content.decode()
        made = set(Scope.objects.values_list("name", flat=True))
        assert made == {"Wessbury and Marsh", "Eastdale", "Marsh", "Wessbury Hospitals"}

    def test_asks_for_a_name(self, operator):
        page = operator.post(
            "/start-a-system/make/", {"carried": carried_by(plan_page(operator)), "name": ""}
        )

        assert b"Enter a name for the system" in page.content
        assert not Scope.objects.exists()

    def test_makes_nothing_from_a_text_that_was_changed(self, operator):
        carried = carried_by(plan_page(operator))

        answer = operator.post("/start-a-system/make/", {"carried": carried[:-2] + "xx", "name": "A"})

        assert answer.status_code == 302
        assert not Scope.objects.exists()

    def test_is_refused_for_a_code_that_is_something_else_here(self, operator):
        place = make_scope(make_system())
        Scope.objects.filter(pk=place.pk).update(code="E54000901", code_scheme="gss")

        page = operator.post(
            "/start-a-system/make/", {"carried": carried_by(plan_page(operator)), "name": "A"}
        )

        assert "This code belongs to something on this site that is not a system." in page.content.decode()


class TestSystemStarted:
    def test_shows_counts_only_and_only_of_systems(self, operator, django_assert_max_num_queries):
        system = make_system("Wessbury", code="E54000901")
        place = make_scope(system, "place", "Secret Vale")

        page = operator.get(f"/start-a-system/{system.pk}/").content.decode()

        assert "Wessbury is ready" in page
        assert "Secret Vale" not in page
        assert operator.get(f"/start-a-system/{place.pk}/").status_code == 404

    def test_invites_the_first_administrator_and_nobody_after(self, operator, mailoutbox):
        system = make_system("Wessbury", code="E54000901")
        address = f"/start-a-system/{system.pk}/"
        assert (
            b"Enter the email address of the first administrator"
            in operator.post(address, {"email": ""}).content
        )

        with_callbacks(operator, address, "ada@example.org")

        assert mailoutbox[0].to == ["ada@example.org"]
        assert "/invitation/" in mailoutbox[0].body
        assert (
            b"is invited to this role already" in operator.post(address, {"email": "ada@example.org"}).content
        )
        give_role(make_person("ada@example.org"), Role.SYSTEM_ADMIN, system)
        assert "The system has an administrator" in operator.get(address).content.decode()
        operator.post(address, {"email": "eve@example.org"})
        assert len(mailoutbox) == 1

    def test_is_not_for_the_administrators_of_other_systems(self, client):
        person = make_person()
        give_role(person, Role.SYSTEM_ADMIN, make_system("Norrow"))
        client.force_login(person)

        assert (
            client.post(f"/start-a-system/{make_system().pk}/", {"email": "a@example.org"}).status_code == 404
        )
