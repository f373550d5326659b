"""Publishing through the browser, and what everybody can then read."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from goldenthread.canvas.actions.publishing import withdraw
from goldenthread.canvas.models import Canvas, Judgement, Publication
from goldenthread.canvas.queries.publishing import newest
from goldenthread.canvas.rules.publishing import PublicationChoice
from goldenthread.core.permissions.terms import Role
from goldenthread.systems.models import Person, Scope
from goldenthread.systems.queries.readers import scope_ref
from making.publications import make_published
from making.systems import give_role, make_person, make_system
from making.two_rounds import LATER_CLOSED, make_two_rounds

TRANSFER_LIMIT = 30_000  # bytes: page, style and icon, compressed


@pytest.fixture
def system(db: None) -> Scope:
    return make_system()


@pytest.fixture
def lead(system: Scope) -> Person:
    person = make_person()
    give_role(person, Role.LEAD, system)
    return person


@pytest.fixture
def signed_in(lead: Person) -> Client:
    client = Client()
    client.force_login(lead, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def canvas(system: Scope) -> Canvas:
    return make_two_rounds(system)[1]


def said(canvas: Canvas, words: str) -> int:
    judgement = Judgement.objects.filter(
        participant__canvas=canvas, participant__voice="staff", practice__practice_code="1.1"
    ).first()
    assert judgement
    Judgement.objects.filter(pk=judgement.pk).update(statement=words)
    return judgement.pk


class TestPublishing:
    def address(self, name: str, canvas: Canvas) -> str:
        return reverse(name, kwargs={"scope_id": canvas.scope_id, "canvas_id": canvas.pk})

    def test_shows_all_that_would_leave_then_publishes_that(
        self, signed_in: Client, client: Client, canvas: Canvas
    ) -> None:
        chosen = said(canvas, "Reception now asks how I want to be told.")
        fields = {"summary": "First.\r\n\r\nSecond.", "include": ["reasons"], "statements": [chosen]}

        preview = signed_in.post(self.address("publish_choose", canvas), fields).content.decode()
        seen = re.search(r'name="seen" value="(\w+)"', preview)
        assert seen
        answer = signed_in.post(self.address("publish_confirm", canvas), fields | {"seen": seen[1]})

        assert answer.status_code == 302
        page = client.get("/p/wessbury-2026/").content.decode()
        for words in ("First.", "Reception now asks", "Reasons for 1.1", "Fewer than 5 people"):
            assert (words in preview) == (words in page)
        assert "Reception now asks" in page
        assert "What we will do" not in page

    def test_wants_a_summary(self, signed_in: Client, canvas: Canvas) -> None:
        answer = signed_in.post(self.address("publish_choose", canvas), {"summary": " "})

        assert answer.status_code == 422
        assert 'href="#id_summary"' in answer.content.decode()

    def test_says_when_something_changed_since(self, signed_in: Client, canvas: Canvas) -> None:
        answer = signed_in.post(self.address("publish_confirm", canvas), {"summary": "One", "seen": "old"})

        assert answer.status_code == 422
        assert "Something changed since you saw the preview" in answer.content.decode()

    def test_offers_no_statement_of_a_hidden_voice(
        self, signed_in: Client, system: Scope, canvas: Canvas
    ) -> None:
        then = Canvas.objects.exclude(pk=canvas.pk).get()
        Judgement.objects.filter(participant__canvas=then, participant__voice="partners").update(
            statement="Only three of us"
        )

        page = signed_in.get(self.address("publish_choose", then)).content.decode()

        assert "Only three of us" not in page

    def test_a_new_version_begins_with_the_last_choice(
        self, signed_in: Client, lead: Person, canvas: Canvas
    ) -> None:
        make_published(canvas, by=lead, choice=PublicationChoice("Kept words", with_plan=False))

        page = signed_in.get(self.address("publish_choose", canvas)).content.decode()

        assert "Kept words" in page

    def test_withdrawing_wants_a_reason(self, signed_in: Client, lead: Person, canvas: Canvas) -> None:
        make_published(canvas, by=lead)

        without = signed_in.post(self.address("publish_withdraw", canvas), {"reason": ""})
        with_one = signed_in.post(self.address("publish_withdraw", canvas), {"reason": "Wrong level"})

        assert (without.status_code, with_one.status_code) == (422, 302)
        assert Client().get("/p/wessbury-2026/").status_code == 410

    def test_is_not_for_a_contributor(self, client: Client, system: Scope, canvas: Canvas) -> None:
        person = make_person("c@example.org")
        give_role(person, Role.CONTRIBUTOR, system)
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

        assert client.get(reverse("publish", kwargs={"scope_id": system.pk})).status_code == 404


class TestPublished:
    def test_sets_no_cookie_and_may_be_kept(self, client: Client, lead: Person, canvas: Canvas) -> None:
        make_published(canvas, by=lead)

        first = client.get("/p/wessbury-2026/")
        again = client.get("/p/wessbury-2026/", headers={"if-none-match": first["ETag"]})

        assert not first.cookies
        assert "cookie" not in first.get("Vary", "").lower()
        assert first["Cache-Control"] == "public, max-age=300"
        assert again.status_code == 304

    def test_is_small_and_needs_no_script(self, client: Client, lead: Person, canvas: Canvas) -> None:
        make_published(canvas, by=lead)

        page = client.get("/p/wessbury-2026/").content
        files = [finders.find(name) for name in ("canvas/published.css", "goldenthread/thread.svg")]

        assert b"<script" not in page
        sizes = [
            len(gzip.compress(page)),
            *(len(gzip.compress(Path(str(file)).read_bytes())) for file in files),
        ]
        assert sum(sizes) < TRANSFER_LIMIT

    def test_never_says_how_many_a_hidden_voice_was(
        self, client: Client, lead: Person, canvas: Canvas
    ) -> None:
        then = Canvas.objects.exclude(pk=canvas.pk).get()
        make_published(then, by=lead)

        content = client.get("/p/wessbury-2025/data.json").json()

        assert content["people"]["partners"] is None
        partners = content["factors"][0]["practices"][0]["voices"]["partners"]
        assert partners == {
            "hidden": True,
            "levels": None,
            "dont_know": None,
            "skipped": None,
            "people": None,
        }

    def test_drops_a_statement_that_was_withdrawn_since(
        self, client: Client, lead: Person, canvas: Canvas
    ) -> None:
        chosen = said(canvas, "I changed my mind")
        make_published(canvas, by=lead, choice=PublicationChoice("Summary", statement_ids=(chosen,)))
        before = client.get("/p/wessbury-2026/")
        Judgement.objects.get(pk=chosen).participant.__class__.objects.filter(judgements=chosen).update(
            withdrawn_date=LATER_CLOSED.date()
        )

        after = client.get("/p/wessbury-2026/", headers={"if-none-match": before["ETag"]})
        files = [client.get(f"/p/wessbury-2026/{name}") for name in ("data.json", "datapackage.json")]

        assert b"I changed my mind" in before.content
        assert after.status_code == 200
        assert b"I changed my mind" not in after.content + files[0].content
        assert client.get("/p/wessbury-2026/statements.csv").status_code == 404

    def test_json_holds_no_reference_to_an_answer(self, client: Client, lead: Person, canvas: Canvas) -> None:
        chosen = said(canvas, "Words")
        make_published(canvas, by=lead, choice=PublicationChoice("Summary", statement_ids=(chosen,)))

        content = client.get("/p/wessbury-2026/data.json").json()

        assert content["statements"] == [{"practice": "1.1", "voice": "staff", "words": "Words"}]

    def test_a_withdrawn_page_says_so(self, client: Client, lead: Person, canvas: Canvas) -> None:
        make_published(canvas, by=lead)
        scope = scope_ref(canvas.scope_id)
        assert scope
        withdraw(scope, canvas.pk, reason="A level was wrong", by=lead, at=LATER_CLOSED)

        answers = [client.get(f"/p/wessbury-2026/{name}") for name in ("", "data.json", "levels.csv")]

        assert [answer.status_code for answer in answers] == [410, 410, 410]
        assert b"A level was wrong" in answers[0].content

    def test_an_address_that_never_was_is_not_found(self, client: Client, db: None) -> None:
        assert client.get("/p/nothing-here/").status_code == 404


class TestDataPackage:
    @pytest.mark.filterwarnings("ignore")  # frictionless warns of its own dependencies
    def test_is_valid_and_its_files_match(
        self, client: Client, lead: Person, canvas: Canvas, tmp_path: Path
    ) -> None:
        import frictionless

        chosen = said(canvas, "=cmd")
        make_published(canvas, by=lead, choice=PublicationChoice("Summary", statement_ids=(chosen,)))
        described = client.get("/p/wessbury-2026/datapackage.json").content
        (tmp_path / "datapackage.json").write_bytes(described)
        for resource in json.loads(described)["resources"]:
            content = client.get(f"/p/wessbury-2026/{resource['path']}").content
            (tmp_path / resource["path"]).write_bytes(content)

        report = frictionless.validate(str(tmp_path / "datapackage.json"))

        assert report.valid, report.flatten(["title", "message"])


class TestIndex:
    def test_finds_pages_by_name(self, client: Client, lead: Person, canvas: Canvas) -> None:
        make_published(canvas, by=lead)

        assert b"/p/wessbury-2026/" in client.get("/p/").content
        assert b"/p/wessbury-2026/" in client.get("/p/?q=wess").content
        assert b"No page has" in client.get("/p/?q=nowhere").content

    def test_says_so_when_nothing_is_published(self, client: Client, db: None) -> None:
        assert b"Nothing is published yet" in client.get("/p/").content


def test_newest_costs_one_query(django_assert_num_queries: object, lead: Person, canvas: Canvas) -> None:
    make_published(canvas, by=lead)

    with django_assert_num_queries(1):  # type: ignore[operator]
        found = newest("wessbury-2026")

    assert found
    assert Publication.objects.count() == 1
