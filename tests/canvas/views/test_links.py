"""Posters, invitations and reminders, as the person who sends them."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from goldenthread.canvas.actions import links as actions
from goldenthread.canvas.models import Link, Round
from goldenthread.canvas.queries.links import poster
from goldenthread.core.permissions.terms import Role
from goldenthread.systems.models import Person, Scope
from making.canvas import make_link, make_round
from making.systems import give_role, make_person, make_scope, make_system

pytestmark = pytest.mark.django_db


@pytest.fixture
def system() -> Scope:
    return make_system()


@pytest.fixture
def lead(client: Client, system: Scope) -> Client:
    person = make_person()
    give_role(person, Role.SYSTEM_ADMIN, system)
    client.force_login(person)
    return client


@pytest.fixture
def round_(system: Scope) -> Round:
    closes = timezone.localdate() + timedelta(days=21)
    return make_round(system, opened=timezone.now(), closes_on=closes)


def here(round_: Round) -> str:
    return f"/s/{round_.scope_id}/rounds/{round_.pk}"


def invited(round_: Round, *, days_ago: int = 4) -> None:
    actions.invite(
        round_.canvases.get().pk,
        "staff",
        "a@example.org\nb@example.org",
        site_address="https://thread.example.org",
        by=Person.objects.first() or make_person("other@example.org"),
        at=timezone.now() - timedelta(days=days_ago),
    )


class TestPosters:
    def test_makes_a_link_and_shows_its_poster(self, lead: Client, round_: Round) -> None:
        given = {"canvas": round_.canvases.get().pk, "voice": "local_people", "label": "Library"}

        answer = lead.post(f"{here(round_)}/posters/", given, follow=True)

        page = answer.content.decode()
        link = Link.objects.get()
        token = poster(round_.scope_id, round_.pk, link.pk).token
        assert f"http://testserver/a/{token}/" in page
        assert "<svg" in page
        assert f"{token[:4]}-{token[4:8]}-{token[8:]}" in page

    def test_does_not_take_a_canvas_of_another_round(self, lead: Client, round_: Round) -> None:
        other = make_round(make_system("Northmoor")).canvases.get()

        answer = lead.post(f"{here(round_)}/posters/", {"canvas": other.pk, "voice": "staff"})

        assert answer.status_code == 422
        assert not Link.objects.exists()

    def test_lists_how_often_each_was_used(self, lead: Client, round_: Round) -> None:
        link, _ = make_link(round_.canvases.get(), expires_at=timezone.now() + timedelta(days=3))
        Link.objects.filter(pk=link.pk).update(use_count=1234)

        assert "1,234" in lead.get(f"{here(round_)}/posters/").content.decode()


class TestPoster:
    def test_can_be_printed_again_and_is_kept_out_of_caches(self, lead: Client, round_: Round) -> None:
        link_id = actions.make_open_link(
            round_.canvases.get().pk, "staff", by=Person.objects.first(), at=timezone.now()
        )

        first, second = (lead.get(f"{here(round_)}/posters/{link_id}/") for _ in range(2))

        token = poster(round_.scope_id, round_.pk, link_id).token
        assert token in first.content.decode()
        assert token in second.content.decode()
        assert first.headers["Cache-Control"] == "no-store"
        assert first.headers["Referrer-Policy"] == "no-referrer"

    def test_says_so_when_the_key_of_the_site_has_changed(self, lead: Client, round_: Round) -> None:
        link, _ = make_link(round_.canvases.get(), token="made-with-another-key")

        page = lead.get(f"{here(round_)}/posters/{link.pk}/").content.decode()

        assert "cannot be printed again" in page

    def test_is_not_there_for_another_round(self, lead: Client, round_: Round) -> None:
        link, _ = make_link(make_round(make_system("Northmoor")).canvases.get())

        assert lead.get(f"{here(round_)}/posters/{link.pk}/").status_code == 404


class TestStopLink:
    def test_asks_once_more_and_then_stops_it(self, lead: Client, round_: Round) -> None:
        link, _ = make_link(round_.canvases.get())
        address = f"{here(round_)}/links/{link.pk}/stop/"
        assert "Stop this link?" in lead.get(address).content.decode()

        lead.post(address)

        link.refresh_from_db()
        assert link.revoked_at is not None
        assert "This link was stopped" in lead.get(f"{here(round_)}/posters/{link.pk}/").content.decode()


class TestInvitations:
    def test_sends_a_link_to_each(
        self, lead: Client, round_: Round, django_capture_on_commit_callbacks
    ) -> None:
        given = {
            "canvas": round_.canvases.get().pk,
            "voice": "staff",
            "addresses": "a@example.org\nb@example.org",
        }

        with django_capture_on_commit_callbacks(execute=True):
            answer = lead.post(f"{here(round_)}/invitations/", given, follow=True)

        assert "2 people will get an email" in answer.content.decode()
        assert len(mail.outbox) == 2
        assert "http://testserver/a/" in mail.outbox[0].body

    def test_names_every_line_that_cannot_be_used(self, lead: Client, round_: Round) -> None:
        given = {
            "canvas": round_.canvases.get().pk,
            "voice": "staff",
            "addresses": "a@example.org\n<script>\nb@nowhere",
        }

        answer = lead.post(f"{here(round_)}/invitations/", given)

        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Line 2" in page
        assert "Line 3" in page
        assert "<script>\n" not in page
        assert not Link.objects.exists()

    def test_shows_who_was_invited_and_not_who_answered(self, lead: Client, round_: Round) -> None:
        invited(round_)

        page = lead.get(f"{here(round_)}/invitations/").content.decode()

        assert "a@example.org" in page
        assert "We do not say who of them has answered" in page


class TestRemind:
    def test_says_how_many_and_then_writes_to_them(
        self, lead: Client, round_: Round, django_capture_on_commit_callbacks
    ) -> None:
        invited(round_)
        assert "2 people have been invited" in lead.get(f"{here(round_)}/remind/").content.decode()

        with django_capture_on_commit_callbacks(execute=True):
            lead.post(f"{here(round_)}/remind/")

        assert len(mail.outbox) == 2

    def test_is_refused_when_nobody_may_be_written_to(self, lead: Client, round_: Round) -> None:
        invited(round_, days_ago=1)

        assert "nobody to remind" in lead.get(f"{here(round_)}/remind/").content.decode()
        assert lead.post(f"{here(round_)}/remind/").status_code == 409

    def test_is_not_there_for_a_place_s_lead(self, client: Client, system: Scope, round_: Round) -> None:
        person = make_person("place@example.org")
        give_role(person, Role.LEAD, make_scope(system))
        client.force_login(person)

        assert client.post(f"{here(round_)}/remind/").status_code == 404
