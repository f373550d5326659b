"""Start, answer, finish, take back and hand over; nothing that was said is lost or laid bare."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from goldenthread.canvas.actions import answering as actions
from goldenthread.canvas.models import AskedPractice, Contact, Judgement, Link, Participant, Round
from goldenthread.canvas.rules.answering import Answer, ChangeRefusal, StartRefusal
from goldenthread.canvas.terms import AnswerKind, LinkKind
from goldenthread.core.audit.models import AuditEvent
from goldenthread.core.tokens import hashed
from making.canvas import CLOSED, OPENED, make_link, make_round
from making.systems import make_scope, make_system

pytestmark = pytest.mark.django_db

AT = datetime(2026, 6, 10, 22, 30, tzinfo=UTC)  # half past eleven at night in London
TWO = Answer(AnswerKind.LEVEL, 2)
THREE = Answer(AnswerKind.LEVEL, 3, "Because of Nan’s tablet")


def a_link(**facts: object) -> tuple[Link, str]:
    return make_link(make_round(make_scope(make_system())).canvases.get(), **facts)


def somebody(**facts: object) -> Participant:
    _, token = a_link(**facts)
    started = actions.start_answering(token, language="en", at=AT)
    return Participant.objects.get(public_id=started.public_id)


def save(person: Participant, answer: Answer, *, code: str = "1.1", shown: str = "none") -> Answer:
    practice = AskedPractice.objects.get(practice_code=code, round=person.canvas.round_id)
    return actions.save_answer(person.public_id, practice.pk, answer, shown=shown, at=AT)


class TestStartAnswering:
    def test_keeps_the_hash_of_the_receipt_and_a_day(self) -> None:
        link, token = a_link()

        started = actions.start_answering(token, language="pl", at=AT)

        person = Participant.objects.get(public_id=started.public_id)
        assert person.receipt_hash == hashed(started.receipt)
        assert person.started_date == date(2026, 6, 10)
        assert (person.voice, person.language, person.channel) == (link.voice, "pl", "web")
        link.refresh_from_db()
        assert link.use_count == 1

    def test_can_show_the_receipt_again_without_having_stored_it(self) -> None:
        _, token = a_link()
        started = actions.start_answering(token, language="en", at=AT)

        assert actions.known_receipt(started.public_id, hashed(started.receipt)) == started.receipt
        assert actions.known_receipt(started.public_id, hashed("ANOTHER2")) == ""

    def test_is_refused_once_the_limit_is_reached(self) -> None:
        _, token = a_link(use_limit=1)
        actions.start_answering(token, language="en", at=AT)

        with pytest.raises(actions.StartRefused) as refused:
            actions.start_answering(token, language="en", at=AT)

        assert refused.value.args[0] == StartRefusal.USED

    def test_gives_a_personal_link_its_form_back_until_something_is_answered(self) -> None:
        _, token = a_link(kind=LinkKind.PERSONAL)
        first = actions.start_answering(token, language="en", at=AT)

        assert actions.start_answering(token, language="en", at=AT) == first
        save(Participant.objects.get(), TWO)
        with pytest.raises(actions.StartRefused):
            actions.start_answering(token, language="en", at=AT)

    def test_knows_no_other_link(self) -> None:
        with pytest.raises(actions.LinkUnknown):
            actions.start_answering("nobody made this", language="en", at=AT)

    def test_takes_a_poster_code_in_small_letters(self) -> None:
        _, token = a_link(token="7QX4M2RBCDEF")

        assert actions.start_answering(token.lower(), language="en", at=AT)

    def test_is_audited_to_the_day_and_without_saying_who(self) -> None:
        person = somebody()

        event = AuditEvent.objects.get(verb="canvas.answers.started")

        assert event.at == datetime(2026, 6, 9, 23, tzinfo=UTC)  # midnight in London
        assert event.actor == f"link:{person.link_id}"
        assert str(person.public_id) not in str(event.facts) + event.subject


class TestSaveAnswer:
    def test_keeps_a_level_and_words_with_the_day_alone(self) -> None:
        person = somebody()

        save(person, THREE)

        kept = Judgement.objects.get()
        assert (kept.kind, kept.level, kept.statement) == ("level", 3, THREE.words)
        assert kept.answered_at == datetime(2026, 6, 9, 23, tzinfo=UTC)

    def test_keeps_dont_know_and_skipped_as_such(self) -> None:
        person = somebody()

        save(person, Answer(AnswerKind.DONT_KNOW))
        save(person, Answer(AnswerKind.SKIPPED), code="2.1")

        assert list(Judgement.objects.order_by("practice__position").values_list("kind", "level")) == [
            ("dont_know", None),
            ("skipped", None),
        ]

    def test_changes_nothing_the_second_time(self) -> None:
        person = somebody()

        assert save(person, TWO) == save(person, TWO) == TWO
        assert Judgement.objects.count() == 1

    def test_asks_before_it_replaces_what_another_page_saved(self) -> None:
        person = somebody()
        save(person, THREE)

        with pytest.raises(actions.ChangedElsewhere) as changed:
            save(person, TWO, shown="none")

        assert changed.value.args[0] == THREE
        assert Judgement.objects.get().level == 3

    def test_is_refused_for_a_question_of_another_round(self) -> None:
        person = somebody()
        other = make_round(make_scope(make_system("Other"))).asked.first()

        with pytest.raises(actions.QuestionUnknown):
            actions.save_answer(person.public_id, other.pk, TWO, shown="none", at=AT)

    def test_is_refused_after_closing_and_keeps_what_was_saved(self) -> None:
        person = somebody()
        save(person, TWO)
        Round.objects.update(closed_at=CLOSED)

        with pytest.raises(actions.ChangeRefused) as refused:
            save(person, THREE, shown="")

        assert refused.value.args[0] == ChangeRefusal.CLOSED
        assert Judgement.objects.get().level == 2

    def test_marks_an_invitation_as_answered_so_that_nobody_is_reminded(self) -> None:
        person = somebody(kind=LinkKind.PERSONAL)
        contact = Contact.objects.create(link=person.link, email="a@example.org", invited_at=OPENED)

        save(person, TWO)

        contact.refresh_from_db()
        assert contact.answered

    def test_writes_no_word_of_it_to_the_audit_trail(self) -> None:
        person = somebody()

        save(person, THREE)
        actions.finish_answering(person.public_id, at=AT)

        trail = " ".join(str(event.facts) + event.subject for event in AuditEvent.objects.all())
        assert "tablet" not in trail


class TestFinishAnswering:
    def test_notes_the_first_day_only(self) -> None:
        person = somebody()

        actions.finish_answering(person.public_id, at=AT)
        actions.finish_answering(person.public_id, at=AT + timedelta(days=2))

        person.refresh_from_db()
        assert person.finished_date == date(2026, 6, 10)
        assert AuditEvent.objects.filter(verb="canvas.answers.finished").count() == 1


class TestWithdrawAnswers:
    def test_deletes_every_answer_and_keeps_the_day(self) -> None:
        person = somebody()
        save(person, THREE)

        actions.withdraw_answers(person.public_id, at=AT)

        person.refresh_from_db()
        assert person.withdrawn_date == date(2026, 6, 10)
        assert not Judgement.objects.exists()

    def test_lets_nobody_answer_on_it_again(self) -> None:
        person = somebody()
        actions.withdraw_answers(person.public_id, at=AT)

        with pytest.raises(actions.ChangeRefused) as refused:
            save(person, TWO)

        assert refused.value.args[0] == ChangeRefusal.WITHDRAWN


class TestHandOver:
    def test_gives_a_colleague_the_same_form_once(self) -> None:
        person = somebody()
        save(person, TWO)
        token = actions.hand_over(person.public_id, at=AT)

        assert actions.take_over(token, at=AT) == person.public_id
        with pytest.raises(actions.LinkUnknown):
            actions.take_over(token, at=AT)

    def test_stops_an_earlier_link(self) -> None:
        person = somebody()
        first = actions.hand_over(person.public_id, at=AT)
        actions.hand_over(person.public_id, at=AT)

        with pytest.raises(actions.LinkUnknown):
            actions.take_over(first, at=AT)

    def test_keeps_the_hash_alone(self) -> None:
        person = somebody()

        token = actions.hand_over(person.public_id, at=AT)

        person.refresh_from_db()
        assert person.handover_hash == hashed(token)

    def test_cannot_be_taken_with_an_empty_token(self) -> None:
        somebody()

        with pytest.raises(actions.LinkUnknown):
            actions.take_over("", at=AT)


class TestReceiptOf:
    def test_depends_on_the_sites_key(self, settings: Any) -> None:
        person = somebody()
        before = actions.receipt_of(person.public_id)

        settings.SECRET_KEY = "another"

        assert actions.receipt_of(person.public_id) != before
