"""A helper types in a whole form, and it is kept as it was said."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from goldenthread.canvas.actions import helper_entry
from goldenthread.canvas.actions.answering import ChangeRefused, QuestionUnknown, receipt_of
from goldenthread.canvas.models import Canvas, Judgement, Participant, Round
from goldenthread.canvas.rules.answering import Answer
from goldenthread.canvas.terms import AnswerKind
from goldenthread.core.audit.models import AuditEvent
from goldenthread.core.tokens import hashed
from goldenthread.systems.models import Person
from making.canvas import CLOSED, make_round
from making.systems import make_person, make_scope, make_system

pytestmark = pytest.mark.django_db

AT = datetime(2026, 6, 10, 12, tzinfo=UTC)


def setting() -> tuple[Canvas, Person]:
    round_ = make_round(make_scope(make_system()), voices=["local_people"])
    return round_.canvases.get(), make_person()


def enter(canvas: Canvas, by: Person, answers: dict, **changed: object) -> Participant:
    facts = {"public_id": uuid4(), "voice": "local_people", "channel": "paper", "language": "pl"} | changed
    public_id = helper_entry.enter_answers(canvas.pk, answers, **facts, by=by, at=AT)
    return Participant.objects.get(public_id=public_id)


class TestEnterAnswers:
    def test_keeps_every_question_and_skips_those_left_out(self) -> None:
        canvas, helper = setting()
        first = canvas.round.asked.get(position=1)

        person = enter(canvas, helper, {first.pk: Answer(AnswerKind.LEVEL, 4, "Jak było")})

        assert (person.channel, person.language, person.helper) == ("paper", "pl", helper)
        assert person.receipt_hash == hashed(receipt_of(person.public_id))
        assert Judgement.objects.filter(kind="skipped").count() == 10
        assert Judgement.objects.get(practice=first).statement == "Jak było"

    def test_keeps_one_form_when_save_is_pressed_twice(self) -> None:
        canvas, helper = setting()
        entry = uuid4()

        enter(canvas, helper, {}, public_id=entry)
        enter(canvas, helper, {}, public_id=entry)

        assert Participant.objects.count() == 1

    def test_is_audited_with_the_helper_and_without_the_words(self) -> None:
        canvas, helper = setting()
        first = canvas.round.asked.get(position=1)

        enter(canvas, helper, {first.pk: Answer(AnswerKind.LEVEL, 4, "marker")})

        event = AuditEvent.objects.get()
        assert (event.verb, event.actor) == ("canvas.answers.entered", f"person:{helper.pk}")
        assert event.facts == {"voice": "local_people", "channel": "paper", "language": "pl"}

    def test_is_refused_after_closing(self) -> None:
        canvas, helper = setting()
        Round.objects.update(closed_at=CLOSED)

        with pytest.raises(ChangeRefused):
            enter(canvas, helper, {})

        assert not Participant.objects.exists()

    def test_is_refused_for_a_voice_that_is_not_asked(self) -> None:
        canvas, helper = setting()

        with pytest.raises(helper_entry.VoiceNotAsked):
            enter(canvas, helper, {}, voice="leaders")

    def test_is_refused_for_a_question_of_another_round(self) -> None:
        canvas, helper = setting()
        other = make_round(make_scope(make_system("Other"))).asked.first()

        with pytest.raises(QuestionUnknown):
            enter(canvas, helper, {other.pk: Answer(AnswerKind.DONT_KNOW)})
