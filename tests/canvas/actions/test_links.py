"""Links are made, sent, repeated and taken back."""

from datetime import date, timedelta

import pytest
from django.core import mail

from goldenthread.canvas.actions import links as actions
from goldenthread.canvas.actions.rounds import RoundRefused, close_round
from goldenthread.canvas.models import Canvas, Contact, Link
from goldenthread.canvas.queries.links import poster, token_of
from goldenthread.canvas.terms import LinkRefusal, RoundRefusal
from goldenthread.core.audit.models import AuditEvent
from goldenthread.core.tokens import hashed
from goldenthread.systems.models import Person
from making.canvas import CLOSED, make_round
from making.systems import NOW, make_person, make_system

pytestmark = pytest.mark.django_db

SITE = "https://thread.example.org"
THREE = "a@example.org\nb@example.org\nc@example.org"


def invite(canvas: Canvas, pasted: str = THREE) -> actions.Invited:
    by = make_person(f"lead{Person.objects.count()}@example.org")
    return actions.invite(canvas.pk, "staff", pasted, site_address=SITE, by=by, at=NOW)


class TestMakeOpenLink:
    def test_keeps_the_hash_alone_and_the_poster_can_still_be_printed(self) -> None:
        system = make_system()
        round_ = make_round(system)

        link_id = actions.make_open_link(
            round_.canvases.get().pk, "staff", label=" Library ", by=make_person(), at=NOW
        )

        link = Link.objects.get(pk=link_id)
        printed = poster(system.pk, round_.pk, link_id)
        assert link.label == "Library"
        assert link.token_hash == hashed(printed.token)
        assert printed.token not in str(Link.objects.values().get(pk=link_id))

    def test_ends_with_the_last_day_of_the_round(self) -> None:
        round_ = make_round(make_system(), closes_on=date(2026, 6, 28))

        link_id = actions.make_open_link(round_.canvases.get().pk, "staff", by=make_person(), at=NOW)

        assert Link.objects.get(pk=link_id).expires_at.isoformat() == "2026-06-28T23:00:00+00:00"

    def test_is_refused_for_a_voice_that_is_not_asked(self) -> None:
        round_ = make_round(make_system(), voices=["staff"])

        with pytest.raises(actions.LinkRefused) as refused:
            actions.make_open_link(round_.canvases.get().pk, "leaders", by=make_person(), at=NOW)

        assert refused.value.args[0] is LinkRefusal.VOICE_NOT_ASKED

    def test_is_refused_after_the_last_day_even_before_the_round_is_counted(self) -> None:
        round_ = make_round(make_system())

        with pytest.raises(actions.LinkRefused) as refused:
            actions.make_open_link(round_.canvases.get().pk, "staff", by=make_person(), at=CLOSED)

        assert refused.value.args[0] is LinkRefusal.ROUND_NOT_OPEN


class TestRevokeLink:
    def test_happens_once(self) -> None:
        round_ = make_round(make_system())
        by = make_person()
        link_id = actions.make_open_link(round_.canvases.get().pk, "staff", by=by, at=NOW)

        for hours in (1, 2):
            actions.revoke_link(link_id, by=by, at=NOW + timedelta(hours=hours))

        assert Link.objects.get().revoked_at == NOW + timedelta(hours=1)
        assert AuditEvent.objects.filter(verb="canvas.link.revoked").count() == 1


class TestInvite:
    def test_sends_everybody_their_own_link(self, django_capture_on_commit_callbacks) -> None:
        round_ = make_round(make_system())
        canvas = round_.canvases.get()

        with django_capture_on_commit_callbacks(execute=True):
            invited = invite(canvas)

        assert invited == actions.Invited(sent_count=3, before_count=0, repeated_count=0)
        assert sorted(letter.to[0] for letter in mail.outbox) == THREE.split()
        for letter in mail.outbox:
            link = Link.objects.get(contact__email=letter.to[0])
            token = token_of(seed=link.seed, kind=link.kind, token_hash=link.token_hash)
            assert f"{SITE}/a/{token}/" in letter.body
            assert link.use_limit == 1

    def test_is_all_or_nobody(self, django_capture_on_commit_callbacks) -> None:
        canvas = make_round(make_system()).canvases.get()

        with django_capture_on_commit_callbacks(execute=True), pytest.raises(actions.LinkRefused) as refused:
            invite(canvas, "a@example.org\nnobody\nb@nowhere")

        assert refused.value.args[0] is LinkRefusal.ADDRESSES_FAULTY
        assert [row.line for row in refused.value.args[1]] == [2, 3]
        assert not Link.objects.exists()
        assert mail.outbox == []

    def test_does_not_write_twice_to_whoever_was_invited_before(
        self, django_capture_on_commit_callbacks
    ) -> None:
        canvas = make_round(make_system()).canvases.get()
        invite(canvas, "a@example.org")

        with django_capture_on_commit_callbacks(execute=True):
            invited = invite(canvas, "A@example.org, b@example.org, b@example.org")

        assert invited == actions.Invited(sent_count=1, before_count=1, repeated_count=1)
        assert [letter.to for letter in mail.outbox] == [["b@example.org"]]

    def test_leaves_no_address_in_the_audit_trail(self) -> None:
        invite(make_round(make_system()).canvases.get())

        assert "example.org" not in str(list(AuditEvent.objects.values_list("facts", "subject", "actor")))

    def test_costs_the_same_for_one_and_for_many(self, django_assert_num_queries) -> None:
        canvas = make_round(make_system()).canvases.get()
        by = make_person()

        for people in (["one@example.org"], [f"p{number}@example.org" for number in range(60)]):
            with django_assert_num_queries(11):
                actions.invite(canvas.pk, "staff", "\n".join(people), site_address=SITE, by=by, at=NOW)


class TestRemind:
    def test_repeats_the_same_link_to_whoever_has_not_answered(
        self, django_capture_on_commit_callbacks
    ) -> None:
        round_ = make_round(make_system())
        with django_capture_on_commit_callbacks(execute=True):
            invite(round_.canvases.get())
        Contact.objects.filter(email="a@example.org").update(answered=True)
        first = {letter.to[0]: _link_in(letter.body) for letter in mail.outbox}
        mail.outbox.clear()

        with django_capture_on_commit_callbacks(execute=True):
            sent = actions.remind(round_.pk, site_address=SITE, by=make_person(), at=NOW + timedelta(days=3))

        assert sent == 2
        assert {letter.to[0]: _link_in(letter.body) for letter in mail.outbox} == {
            email: first[email] for email in ("b@example.org", "c@example.org")
        }
        assert all(letter.subject.startswith("Reminder: ") for letter in mail.outbox)

    def test_happens_three_times_at_most_and_three_days_apart(self) -> None:
        round_ = make_round(make_system())
        invite(round_.canvases.get())
        by = make_person()

        for days in (3, 6, 9):
            actions.remind(round_.pk, site_address=SITE, by=by, at=NOW + timedelta(days=days))
            with pytest.raises(RoundRefused) as refused:
                actions.remind(round_.pk, site_address=SITE, by=by, at=NOW + timedelta(days=days + 2))
            assert refused.value.args[0] is RoundRefusal.NOBODY_TO_REMIND

        with pytest.raises(RoundRefused):
            actions.remind(round_.pk, site_address=SITE, by=by, at=NOW + timedelta(days=20))

    def test_is_refused_once_the_round_has_closed(self) -> None:
        round_ = make_round(make_system())
        invite(round_.canvases.get())
        by = make_person()
        close_round(round_.pk, by=by, at=NOW + timedelta(days=4))

        with pytest.raises(RoundRefused) as refused:
            actions.remind(round_.pk, site_address=SITE, by=by, at=NOW + timedelta(days=5))

        assert refused.value.args[0] is RoundRefusal.NOT_OPEN

    def test_writes_no_more_to_whoever_was_taken_off_the_list(
        self, django_capture_on_commit_callbacks
    ) -> None:
        round_ = make_round(make_system())
        invite(round_.canvases.get(), "a@example.org")
        by = make_person()
        actions.revoke_link(Link.objects.get().pk, by=by, at=NOW)

        with pytest.raises(RoundRefused):
            actions.remind(round_.pk, site_address=SITE, by=by, at=NOW + timedelta(days=5))


class TestDeleteOldContacts:
    def test_deletes_addresses_three_months_after_closing(self) -> None:
        round_ = make_round(make_system())
        invite(round_.canvases.get())
        close_round(round_.pk, by=make_person(), at=CLOSED)

        assert actions.delete_old_contacts(CLOSED + timedelta(days=91)) == 0
        assert actions.delete_old_contacts(CLOSED + timedelta(days=93)) == 3
        assert not Contact.objects.exists()


def _link_in(body: str) -> str:
    return next(line for line in body.splitlines() if line.startswith("https://"))
