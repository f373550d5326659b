import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goldenthread.canvas.models import AnswerFile, Judgement, Participant
from goldenthread.core.permissions.terms import Role
from making.answer_files import answers_file
from making.canvas import make_round
from making.systems import give_role, make_person, make_scope, make_system

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_june(monkeypatch):
    """The round of these tests is open in June 2026."""
    from datetime import UTC, datetime

    now = datetime(2026, 6, 10, 14, 30, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def canvas():
    return make_round(make_system()).canvases.select_related("scope", "round").get()


@pytest.fixture
def lead(client, canvas):
    person = make_person()
    give_role(person, Role.LEAD, canvas.scope)
    client.force_login(person)
    return client


def start(canvas):
    return f"/s/{canvas.scope_id}/rounds/{canvas.round_id}/import/"


def upload(client, canvas, content=None):
    file = SimpleUploadedFile("answers.csv", content or answers_file())
    return client.post(start(canvas), {"file": file})


def proposed(response):
    """What the form proposes, as a browser would send it back."""
    form = response.context_data["form"]
    return {name: form[name].value() or "" for name in form.fields}


def to_check(client, canvas, content=None, **changes):
    columns = upload(client, canvas, content).url
    words = client.post(columns, proposed(client.get(columns))).url
    return client.post(words, proposed(client.get(words)) | changes).url


class TestImportAnswers:
    def test_goes_from_file_to_saved_answers(self, lead, canvas):
        check = to_check(lead, canvas)
        page = lead.get(check).content.decode()
        assert "<dt" in page
        assert "In place in parts" in page
        assert "E-mail" in page  # named as not used
        assert "a@example.org" not in page
        assert "[telephone number]" in page

        answer = lead.post(check, follow=True).content.decode()

        assert "Saved: answers of 3 people from answers.csv." in answer
        assert Participant.objects.filter(channel="imported").count() == 3

    def test_asks_which_scope_the_answers_are_about_where_there_are_several(self, client):
        system = make_system()
        round_ = make_round(system, make_scope(system, name="Eastdale"), make_scope(system, name="Marsh"))
        person = make_person()
        give_role(person, Role.LEAD, system)
        client.force_login(person)
        address = f"/s/{system.pk}/rounds/{round_.pk}/import/"
        marsh = round_.canvases.get(scope__name="Marsh")

        refused = client.post(address, {"file": SimpleUploadedFile("answers.csv", answers_file())})
        taken = client.post(
            address, {"file": SimpleUploadedFile("answers.csv", answers_file()), "canvas": marsh.pk}
        )

        assert "Choose what the answers are about" in refused.content.decode()
        assert AnswerFile.objects.get().canvas == marsh
        assert "about Marsh" in client.get(taken.url).content.decode()

    def test_refuses_a_file_that_is_no_table(self, lead, canvas):
        assert "This is a web page" in upload(lead, canvas, b"<html>").content.decode()
        assert "Choose a file of answers" in lead.post(start(canvas)).content.decode()

    def test_refuses_the_same_file_again(self, lead, canvas):
        lead.post(to_check(lead, canvas))

        assert "This file has been imported already." in upload(lead, canvas).content.decode()

    def test_names_every_cell_that_is_not_understood_and_saves_nothing(self, lead, canvas):
        columns = upload(lead, canvas).url
        lead.post(columns, proposed(lead.get(columns)))
        stored = AnswerFile.objects.get()
        stored.mapping["level_words"] = {"3": "3"}
        stored.mapping["voice_words"] = {"Staff": "staff", "staff": "staff", "Resident": "local_people"}
        stored.save()
        check = columns.replace("columns", "check")

        page = lead.get(check).content.decode()

        assert "Nothing can be saved yet" in page
        assert "Practice 1.1, level 4" in page
        assert "Some cells are not understood." in lead.post(check).content.decode()
        assert not Judgement.objects.exists()

    def test_asks_what_each_unknown_word_means(self, lead, canvas):
        content = answers_file(("", "Staff", "Sort of", "", "2", ""))
        columns = upload(lead, canvas, content).url
        words = lead.post(columns, proposed(lead.get(columns))).url

        page = lead.post(words, proposed(lead.get(words))).content.decode()

        assert "Say what “Sort of” means" in page

    def test_does_not_take_one_column_twice_nor_no_column_at_all(self, lead, canvas):
        columns = upload(lead, canvas).url
        given = proposed(lead.get(columns))

        twice = lead.post(columns, given | {"answer_4": "2"}).content.decode()
        none = lead.post(columns, dict.fromkeys(given, "") | {"voice": "everybody:staff"}).content.decode()
        free_text = lead.post(columns, {"voice": ""}).content.decode()

        assert "Column C is chosen twice." in twice
        assert "Choose a column for at least one question" in none
        assert "Say who answered" in free_text

    def test_can_be_stopped_and_forgotten(self, lead, canvas):
        columns = upload(lead, canvas).url

        lead.post(columns.replace("columns", "forget"))

        assert not AnswerFile.objects.exists()

    def test_can_be_taken_back_while_the_round_is_open(self, lead, canvas):
        check = to_check(lead, canvas)
        lead.post(check)
        take_back = check.replace("check", "take-back")
        assert "Take back answers.csv?" in lead.get(take_back).content.decode()

        page = lead.post(take_back, follow=True).content.decode()

        assert "Taken back: answers of 3 people" in page
        assert not Participant.objects.exists()

    def test_shows_that_a_closed_round_takes_no_more(self, lead, canvas):
        from making.canvas import close

        close(canvas.round)

        assert "This round is not open" in lead.get(start(canvas)).content.decode()

    def test_is_not_for_other_roles_scopes_or_rounds(self, client, lead, canvas):
        columns = upload(lead, canvas).url
        other = make_round(make_system("Norrow"))
        assert lead.get(f"/s/{canvas.scope_id}/rounds/{other.pk}/import/").status_code == 404
        assert lead.get(f"/s/{other.scope_id}/rounds/{other.pk}/import/").status_code == 404

        contributor = make_person("contributor@example.org")
        give_role(contributor, Role.CONTRIBUTOR, canvas.scope)
        client.force_login(contributor)

        assert client.get(start(canvas)).status_code == 404
        assert client.get(columns).status_code == 404
