from datetime import UTC, datetime, timedelta

import pytest

from goldenthread.canvas.actions import importing as actions
from goldenthread.canvas.models import AnswerFile, Judgement, Participant
from goldenthread.canvas.queries.importing import import_place, kept_file
from goldenthread.canvas.rules.answer_files import AnswerMapping
from goldenthread.canvas.rules.importing import AnswerFileRefusal
from goldenthread.core.audit.models import AuditEvent
from goldenthread.core.tables import read_table
from making.answer_files import answers_file
from making.canvas import close, make_answers, make_round
from making.systems import make_person, make_scope, make_system

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 10, 14, 30, tzinfo=UTC)
MAPPING = AnswerMapping(
    voice_column=1,
    answers={"1.1": 2, "2.1": 4},
    reasons={"1.1": 3},
    voice_words={"Staff": "staff", "staff": "staff", "Resident": "local_people"},
    level_words={
        "In place in parts": "2", "Don't know": "dont_know", "Practice 1.1, level 4": "4", "3": "3", "0": "0",
    },
)  # fmt: skip


@pytest.fixture
def canvas():
    return make_round(make_system()).canvases.get()


@pytest.fixture
def person():
    return make_person()


def keep(canvas, person, content=None):
    table = read_table(content or answers_file(), name="answers.csv")
    return actions.keep_answer_file(canvas.pk, table, by=person, at=AT)


def save(canvas, person, mapping=MAPPING, content=None):
    file_id = keep(canvas, person, content)
    actions.explain_answer_file(canvas.pk, file_id, mapping)
    return file_id, actions.save_answer_file(canvas.pk, file_id, by=person, at=AT)


class TestSaveAnswerFile:
    def test_adds_every_answer_as_imported(self, canvas, person):
        file_id, count = save(canvas, person)

        assert count == 3
        people = Participant.objects.order_by("pk")
        assert [(each.voice, each.channel, each.answer_file_id) for each in people] == [
            ("staff", "imported", file_id),
            ("local_people", "imported", file_id),
            ("staff", "imported", file_id),
        ]
        assert len({each.receipt_hash for each in people}) == 3
        found = Judgement.objects.order_by("participant_id", "practice__position")
        assert [(each.kind, each.level) for each in found] == [
            ("level", 2), ("level", 3), ("dont_know", None), ("skipped", None), ("level", 4), ("level", 0),
        ]  # fmt: skip
        assert found[0].statement == "We tried. Ring [telephone number]"

    def test_keeps_a_day_and_no_moment(self, canvas, person):
        save(canvas, person)

        assert {each.answered_at.astimezone(UTC) for each in Judgement.objects.all()} == {
            datetime(2026, 6, 9, 23, 0, tzinfo=UTC)  # midnight in London, in summer
        }

    def test_empties_the_file(self, canvas, person):
        file_id, _ = save(canvas, person)

        stored = AnswerFile.objects.get(pk=file_id)
        assert stored.table == {}
        assert stored.saved_count == 3

    def test_saves_nothing_when_one_cell_is_not_understood(self, canvas, person):
        odd = AnswerMapping(**{**MAPPING.plain(), "level_words": {"3": "3"}})

        with pytest.raises(actions.AnswerFileRefused) as refused:
            save(canvas, person, odd)

        assert refused.value.args[0] is AnswerFileRefusal.HAS_FAULTS
        assert not Participant.objects.exists()

    def test_refuses_the_same_file_again_at_upload_and_at_saving(self, canvas, person):
        second = keep(canvas, person)
        actions.explain_answer_file(canvas.pk, second, MAPPING)
        save(canvas, person)

        with pytest.raises(actions.AnswerFileRefused, match="same file"):
            keep(canvas, person)
        with pytest.raises(actions.AnswerFileRefused, match="same file"):
            actions.save_answer_file(canvas.pk, second, by=person, at=AT)
        assert Participant.objects.count() == 3

    def test_refuses_when_the_round_has_closed_meanwhile(self, canvas, person):
        file_id = keep(canvas, person)
        actions.explain_answer_file(canvas.pk, file_id, MAPPING)
        close(canvas.round)

        with pytest.raises(actions.AnswerFileRefused, match="round not open"):
            actions.save_answer_file(canvas.pk, file_id, by=person, at=AT)

    def test_is_on_record_without_a_word_of_what_was_said(self, canvas, person):
        save(canvas, person)

        event = AuditEvent.objects.get(verb="canvas.answers.imported")
        assert event.facts["voices"] == {"local_people": 1, "staff": 2}
        assert "We tried" not in str(event.facts)

    def test_costs_the_same_for_few_and_for_many(self, canvas, person, django_assert_max_num_queries):
        rows = [("", "Staff", "In place in parts", "", "3", f"{at}") for at in range(400)]
        file_id = keep(canvas, person, answers_file(*rows))
        actions.explain_answer_file(canvas.pk, file_id, MAPPING)

        with django_assert_max_num_queries(20):
            actions.save_answer_file(canvas.pk, file_id, by=person, at=AT)


class TestTakeBackAnswerFile:
    def test_takes_out_the_import_and_nothing_else_and_lets_it_come_again(self, canvas, person):
        make_answers(canvas, "staff", [1, 2])
        file_id, _ = save(canvas, person)

        assert actions.take_back_answer_file(canvas.pk, file_id, by=person, at=AT) == 3

        assert Participant.objects.count() == 2
        assert save(canvas, person)[1] == 3

    def test_is_refused_twice_and_after_closing(self, canvas, person):
        file_id, _ = save(canvas, person)
        actions.take_back_answer_file(canvas.pk, file_id, by=person, at=AT)
        with pytest.raises(actions.AnswerFileRefused, match="not saved"):
            actions.take_back_answer_file(canvas.pk, file_id, by=person, at=AT)

        again, _ = save(canvas, person)
        close(canvas.round)
        with pytest.raises(actions.AnswerFileRefused, match="round not open"):
            actions.take_back_answer_file(canvas.pk, again, by=person, at=AT)


class TestForgetStaleAnswerFiles:
    def test_forgets_what_was_never_saved_after_its_time(self, canvas, person):
        keep(canvas, person)

        assert actions.forget_stale_answer_files(at=AT + timedelta(days=29)) == 0
        assert actions.forget_stale_answer_files(at=AT + timedelta(days=31)) == 1
        assert not AnswerFile.objects.exists()


class TestImportPlace:
    def test_gives_a_scope_its_own_canvas(self, canvas, person, django_assert_num_queries):
        save(canvas, person)

        with django_assert_num_queries(4):
            place = import_place(canvas.scope_id, canvas.round_id, today=AT.date())

        assert place.is_open
        assert len(place.asked) == 11
        assert place.asked[0].level_words[4] == ("Practice 1.1, level 4",)
        assert [each.saved_count for each in place.saved_files] == [3]

    def test_gives_whoever_runs_a_round_all_its_canvases_and_others_their_own(self):
        system = make_system()
        places = make_scope(system, name="Eastdale"), make_scope(system, name="Marsh")
        round_ = make_round(system, *places)

        owner, place, nobody = (
            import_place(scope_id, round_.pk, today=AT.date()) for scope_id in (system.pk, places[1].pk, 0)
        )

        assert [canvas.scope_name for canvas in owner.canvases] == ["Eastdale", "Marsh"]
        assert [canvas.scope_name for canvas in place.canvases] == ["Marsh"]
        assert nobody is None


class TestKeptFile:
    def test_gives_no_file_of_a_canvas_that_is_not_reached(self, canvas, person):
        file_id = keep(canvas, person)
        other = make_round(make_system("Norrow"))
        here = import_place(canvas.scope_id, canvas.round_id, today=AT.date())
        there = import_place(other.scope_id, other.pk, today=AT.date())

        assert kept_file(here, file_id).file_name == "answers.csv"
        assert kept_file(there, file_id) is None
