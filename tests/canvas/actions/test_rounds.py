"""A round from draft to closed, and what each step leaves behind."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from goldenthread.canvas.actions import rounds as actions
from goldenthread.canvas.actions.adapting import adapt_practice
from goldenthread.canvas.content import catalogue
from goldenthread.canvas.models import AskedPractice, Canvas, Link, Round, Tally
from goldenthread.canvas.rules.adapting import Change
from goldenthread.canvas.rules.rounds import RoundPlan
from goldenthread.canvas.terms import QuestionSet, RoundRefusal
from goldenthread.core.audit.models import AuditEvent
from making.canvas import CLOSED, CLOSES_ON, close, make_answers, make_link, make_participant, make_round
from making.systems import NOW, make_person, make_scope, make_system

pytestmark = pytest.mark.django_db

QUICK = catalogue.canvas().quick_practices
FIRST = QUICK[0].code


def plan(*scopes: int, **changes: object) -> RoundPlan:
    given = {
        "title": " Summer 2026 ",
        "scope_ids": scopes,
        "voices": ("staff", "local_people"),
        "question_set": QuestionSet.QUICK,
        "closes_on": CLOSES_ON,
    }
    return RoundPlan(**(given | changes))  # type: ignore[arg-type]


class TestPlanRound:
    def test_saves_a_draft_that_can_be_changed(self) -> None:
        system, by = make_system(), make_person()
        place = make_scope(system)

        round_id = actions.plan_round(system.pk, plan(system.pk), by=by, at=NOW)
        again = actions.plan_round(system.pk, plan(place.pk, title="Other"), round_id=round_id, by=by, at=NOW)

        assert again == round_id
        assert list(Canvas.objects.values_list("scope_id", flat=True)) == [place.pk]
        assert Round.objects.get().title == "Other"
        assert AuditEvent.objects.filter(verb="canvas.round.planned").count() == 2

    def test_is_refused_for_a_scope_of_another_system(self) -> None:
        system, other = make_system(), make_system("Northmoor")

        with pytest.raises(actions.RoundRefused) as refused:
            actions.plan_round(system.pk, plan(make_scope(other).pk), by=make_person(), at=NOW)

        assert refused.value.args[0] is RoundRefusal.SCOPE_OUT_OF_REACH

    def test_is_refused_to_a_place_for_its_system(self) -> None:
        system = make_system()

        with pytest.raises(actions.RoundRefused):
            actions.plan_round(make_scope(system).pk, plan(system.pk), by=make_person(), at=NOW)


class TestOpenRound:
    def test_freezes_what_is_asked(self) -> None:
        system, by = make_system(), make_person()
        round_id = actions.plan_round(system.pk, plan(system.pk), by=by, at=NOW)

        actions.open_round(round_id, by=by, at=NOW)

        asked = AskedPractice.objects.filter(round=round_id).order_by("position")
        assert [practice.practice_code for practice in asked] == [practice.code for practice in QUICK]
        assert asked[0].wording["questions"]["staff"] == QUICK[0].questions["staff"]
        assert asked[0].wording["translations"]["pl"]["question"]
        assert {practice.origin for practice in asked} == {"core"}

    def test_asks_in_the_system_s_own_words_and_later_changes_do_not_reach_it(self) -> None:
        system, by = make_system(), make_person()
        change = Change(FIRST, {"title": "Ours"}, weight=3, reason="Clearer here")
        adapt_practice(system.pk, change, seen=0, by=by, at=NOW)
        round_id = actions.plan_round(system.pk, plan(system.pk), by=by, at=NOW)

        actions.open_round(round_id, by=by, at=NOW)
        later = Change(FIRST, {"title": "Later"}, reason="Clearer still")
        adapt_practice(system.pk, later, seen=1, by=by, at=NOW)

        asked = AskedPractice.objects.get(round=round_id, practice_code=FIRST)
        assert (asked.title, asked.origin, asked.weight) == ("Ours", "reworded", 3)
        assert Round.objects.get().local_canvas.number == 1

    def test_gives_equal_words_equal_hashes_from_round_to_round(self) -> None:
        system, by = make_system(), make_person()
        for title in ("First", "Second"):
            round_id = actions.plan_round(system.pk, plan(system.pk, title=title), by=by, at=NOW)
            actions.open_round(round_id, by=by, at=NOW)

        hashes = AskedPractice.objects.filter(practice_code=FIRST).values_list("wording_hash", flat=True)
        assert len(hashes) == 2
        assert len(set(hashes)) == 1

    def test_happens_once(self) -> None:
        system, by = make_system(), make_person()
        round_id = actions.plan_round(system.pk, plan(system.pk), by=by, at=NOW)
        actions.open_round(round_id, by=by, at=NOW)

        with pytest.raises(actions.RoundRefused) as refused:
            actions.open_round(round_id, by=by, at=NOW)

        assert refused.value.args[0] is RoundRefusal.NOT_DRAFT


class TestExtendRound:
    def test_keeps_links_alive_that_were_not_revoked(self) -> None:
        round_ = make_round(make_system())
        link, _ = make_link(round_.canvases.get())
        gone, _ = make_link(round_.canvases.get())
        Link.objects.filter(pk=gone.pk).update(revoked_at=NOW)

        actions.extend_round(round_.pk, date(2026, 7, 12), by=make_person(), at=NOW)

        link.refresh_from_db()
        gone.refresh_from_db()
        assert timezone.localtime(link.expires_at).date() == date(2026, 7, 13)
        assert gone.expires_at < link.expires_at
        assert Round.objects.get().closes_on == date(2026, 7, 12)

    def test_never_shortens(self) -> None:
        round_ = make_round(make_system())

        with pytest.raises(actions.RoundRefused) as refused:
            actions.extend_round(round_.pk, CLOSES_ON - timedelta(days=1), by=make_person(), at=NOW)

        assert refused.value.args[0] is RoundRefusal.NOT_LATER


class TestCloseRound:
    def test_counts_as_a_slower_count_does(self) -> None:
        system = make_system()
        places = [make_scope(system, name=name) for name in ("Eastdale", "Westdale")]
        first, second = (make_round(system, *places, voices=["staff", "leaders"]) for _ in range(2))
        for round_ in (first, second):
            for canvas, levels in zip(round_.canvases.order_by("pk"), ([0, 1, None, 4], [2, 2]), strict=True):
                make_answers(canvas, "staff", levels)
            make_participant(round_.canvases.first(), "leaders", withdrawn=CLOSES_ON)

        actions.close_round(first.pk, by=make_person(), at=CLOSED)
        close(second)

        assert tallies_of(first) == tallies_of(second)

    def test_counts_nobody_of_a_voice_as_zeros(self) -> None:
        round_ = make_round(make_system(), voices=["staff", "leaders"])

        actions.close_round(round_.pk, by=make_person(), at=CLOSED)

        assert Tally.objects.filter(canvas__round=round_).count() == 11 * 2

    def test_leaves_out_whoever_withdrew_and_keeps_whoever_stopped_halfway(self) -> None:
        round_ = make_round(make_system(), voices=["staff"])
        canvas = round_.canvases.get()
        halfway, withdrawn = make_answers(canvas, "staff", [1, 4], codes=["1.1"])
        type(halfway).objects.filter(pk=halfway.pk).update(finished_date=None)
        type(withdrawn).objects.filter(pk=withdrawn.pk).update(withdrawn_date=CLOSES_ON)

        actions.close_round(round_.pk, by=make_person(), at=CLOSED)

        tally = Tally.objects.get(practice__practice_code="1.1")
        assert (tally.level_1_count, tally.level_4_count) == (1, 0)

    def test_counts_once(self) -> None:
        round_ = make_round(make_system())
        by = make_person()

        closed = [actions.close_round(round_.pk, by=by, at=CLOSED) for _ in range(2)]

        assert closed == [True, False]
        assert AuditEvent.objects.filter(verb="canvas.round.closed").count() == 1

    def test_is_refused_for_a_draft(self) -> None:
        round_ = make_round(make_system(), opened=None)

        with pytest.raises(actions.RoundRefused):
            actions.close_round(round_.pk, by=make_person(), at=CLOSED)

    def test_costs_the_same_for_few_and_for_many(self, django_assert_num_queries) -> None:
        system, by = make_system(), make_person()
        place = make_scope(system)
        small, large = make_round(system), make_round(system, system, place)
        make_answers(small.canvases.first(), "staff", [1])
        for canvas in large.canvases.all():
            make_answers(canvas, "staff", [1, 2, 3, None] * 5)

        for round_ in (small, large):
            with django_assert_num_queries(14):
                actions.close_round(round_.pk, by=by, at=CLOSED)


class TestCloseDueRounds:
    def test_closes_what_is_past_its_last_day_and_nothing_else(self) -> None:
        system = make_system()
        due = make_round(system)
        make_round(system, closes_on=CLOSES_ON + timedelta(days=7))
        make_round(system, opened=None)

        assert actions.close_due_rounds(datetime(2026, 6, 28, 22, 0, tzinfo=UTC)) == ()
        assert actions.close_due_rounds(CLOSED) == (due.pk,)
        assert actions.close_due_rounds(CLOSED) == ()


class TestDeleteDraft:
    def test_deletes_a_round_that_never_opened(self) -> None:
        round_ = make_round(make_system(), opened=None)

        actions.delete_draft(round_.pk, by=make_person(), at=NOW)

        assert not Round.objects.exists()
        assert AuditEvent.objects.filter(verb="canvas.round.deleted").exists()

    def test_is_refused_once_people_can_have_answered(self) -> None:
        round_ = make_round(make_system())

        with pytest.raises(actions.RoundRefused) as refused:
            actions.delete_draft(round_.pk, by=make_person(), at=NOW)

        assert refused.value.args[0] is RoundRefusal.NOT_DRAFT


def tallies_of(round_: Round) -> list[tuple]:
    columns = [*(f"level_{level}_count" for level in range(5)), "dont_know_count", "skipped_count"]
    rows = Tally.objects.filter(canvas__round=round_).values_list(
        "canvas__scope__name", "practice__practice_code", "voice", *columns
    )
    return sorted(rows)
