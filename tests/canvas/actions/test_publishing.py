"""Publishing and withdrawing."""

from datetime import timedelta

import pytest

from goldenthread.canvas.actions import publishing as actions
from goldenthread.canvas.models import Judgement, Participant, Publication
from goldenthread.canvas.queries.closed import closed_canvases
from goldenthread.canvas.rules.publishing import PublicationChoice, PublishRefusal
from goldenthread.core.audit.models import AuditEvent
from goldenthread.systems.models import Person, Scope
from goldenthread.systems.queries.readers import scope_ref
from making.publications import CHOICE, make_candidate, make_published
from making.systems import make_person, make_system
from making.two_rounds import LATER_CLOSED, make_two_rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def system() -> Scope:
    return make_system()


@pytest.fixture
def lead() -> Person:
    return make_person()


def statement(canvas_id: int, voice: str, words: str, code: str = "1.1") -> int:
    judgement = Judgement.objects.filter(
        participant__canvas=canvas_id, participant__voice=voice, practice__practice_code=code, statement=""
    ).first()
    assert judgement
    judgement.statement = words
    judgement.save()
    return judgement.pk


class TestPublish:
    def test_keeps_the_content_whole_and_an_audit_event_without_words(
        self, system: Scope, lead: Person
    ) -> None:
        _, now = make_two_rounds(system)

        published = make_published(now, by=lead)

        assert published.slug == "wessbury-2026"
        assert published.content["summary"] == CHOICE.summary
        assert "digital change" not in str(AuditEvent.objects.get(verb="canvas.publication.published").facts)

    def test_is_refused_when_something_changed_since_the_preview(self, system: Scope, lead: Person) -> None:
        _, now = make_two_rounds(system)
        scope, canvas = scope_ref(system.pk), closed_canvases(system.pk)[0]
        seen = make_candidate(now).content_hash
        now.agreements.update(lowest_level=0)
        assert scope

        with pytest.raises(actions.PublishRefused) as refused:
            actions.publish(scope, canvas, CHOICE, seen_hash=seen, by=lead, at=LATER_CLOSED)

        assert refused.value.args == (PublishRefusal.CHANGED_MEANWHILE,)
        assert not Publication.objects.exists()

    def test_replaces_the_page_under_the_same_address(self, system: Scope, lead: Person) -> None:
        _, now = make_two_rounds(system)
        first = make_published(now, by=lead)

        second = make_published(
            now, by=lead, choice=PublicationChoice("Shorter."), at=LATER_CLOSED + timedelta(days=1)
        )

        first.refresh_from_db()
        assert (second.slug, second.number) == (first.slug, 2)
        assert first.withdrawn_reason == actions.REPLACED

    def test_is_refused_when_nothing_is_new(self, system: Scope, lead: Person) -> None:
        _, now = make_two_rounds(system)
        make_published(now, by=lead)

        with pytest.raises(actions.PublishRefused) as refused:
            make_published(now, by=lead)

        assert refused.value.args == (PublishRefusal.SAME_AS_BEFORE,)

    def test_takes_no_statement_of_a_voice_that_is_hidden(self, system: Scope, lead: Person) -> None:
        then, _ = make_two_rounds(system)
        protected = statement(then.pk, "partners", "We are three")

        with pytest.raises(actions.PublishRefused) as refused:
            make_published(then, by=lead, choice=PublicationChoice("Summary", statement_ids=(protected,)))

        assert refused.value.args == (PublishRefusal.STATEMENT_NOT_FREE,)

    def test_takes_no_statement_with_a_telephone_number(self, system: Scope, lead: Person) -> None:
        _, now = make_two_rounds(system)
        chosen = statement(now.pk, "staff", "Ring me on 07700 900123")

        with pytest.raises(actions.PublishRefused) as refused:
            make_published(now, by=lead, choice=PublicationChoice("Summary", statement_ids=(chosen,)))

        assert refused.value.args == (PublishRefusal.PERSONAL_DETAILS,)


class TestTwoPublications:
    def test_differ_by_nobody_when_somebody_withdraws_in_between(self, system: Scope, lead: Person) -> None:
        _, now = make_two_rounds(system)
        first = make_published(now, by=lead)
        leaver = Participant.objects.filter(canvas=now, voice="staff").first()
        assert leaver
        leaver.judgements.all().delete()
        leaver.withdrawn_date = LATER_CLOSED.date()
        leaver.save()

        second = make_published(
            now, by=lead, choice=PublicationChoice("Again."), at=LATER_CLOSED + timedelta(days=9)
        )

        assert second.content["people"] == first.content["people"]
        assert second.content["factors"] == first.content["factors"]


class TestWithdraw:
    def test_says_why_and_by_whom(self, system: Scope, lead: Person) -> None:
        _, now = make_two_rounds(system)
        published = make_published(now, by=lead)
        scope = scope_ref(system.pk)
        assert scope

        actions.withdraw(scope, now.pk, reason="A level was wrong", by=lead, at=LATER_CLOSED)

        published.refresh_from_db()
        assert (published.withdrawn_reason, published.withdrawn_by) == ("A level was wrong", lead)

    def test_finds_no_page_of_another_scope(self, system: Scope, lead: Person) -> None:
        _, now = make_two_rounds(system)
        make_published(now, by=lead)
        elsewhere = scope_ref(make_system("Northmere").pk)
        assert elsewhere

        with pytest.raises(actions.PublishRefused) as refused:
            actions.withdraw(elsewhere, now.pk, reason="Wrong", by=lead, at=LATER_CLOSED)

        assert refused.value.args == (PublishRefusal.NOT_PUBLISHED,)
