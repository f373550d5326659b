"""The figures of a canvas, counted a second, slower way from the answers themselves."""

from datetime import date

import pytest

from goldenthread.canvas.actions.evidence import add_evidence
from goldenthread.canvas.models import Canvas, Judgement, Round
from goldenthread.canvas.queries.results import CanvasResults, canvas_results, rounds_of
from goldenthread.canvas.rules.gaps import Reading, Spread
from goldenthread.canvas.terms import Voice
from making.canvas import ELEVEN, OPENED, close, make_answers, make_round, make_tally
from making.evidence import evidence_details
from making.systems import make_person, make_scope, make_system

TODAY = date(2026, 7, 10)
pytestmark = pytest.mark.django_db


def results(canvas: Canvas) -> CanvasResults:
    (head,) = rounds_of(canvas.scope_id)
    return canvas_results(head, scope_id=canvas.scope_id, evidence_on=TODAY)


def answered() -> Canvas:
    round_ = make_round(make_system(), practices=["1.1", "1.2", "2.1"])
    canvas = round_.canvases.get()
    codes = ("1.1", "1.2", "2.1")
    make_answers(canvas, Voice.LEADERS, [3, 3, 4, 3, 3, 4], codes=codes)
    make_answers(canvas, Voice.STAFF, [0, 0, 0, 4, 4, 4, None], codes=codes)
    make_answers(canvas, Voice.PARTNERS, [2, 1, 0], codes=codes)
    make_answers(canvas, Voice.LOCAL_PEOPLE, [0, 1, 1, 0, 1, 2, None, None], codes=codes)
    close(round_)
    return canvas


class TestCanvasResults:
    def test_count_each_voice_as_its_people_answered(self) -> None:
        canvas = answered()

        found = results(canvas).practice("1.1")

        for voice in found.voices:
            if voice.hidden:
                continue
            given = list(
                Judgement.objects.filter(
                    participant__voice=voice.voice, practice__practice_code="1.1"
                ).values_list("level", flat=True)
            )
            assert voice.levels == tuple(given.count(level) for level in range(5))
            assert voice.dont_know_count == given.count(None)
            assert voice.people_count == len(given)

    def test_hide_a_voice_of_fewer_than_five_everywhere(self) -> None:
        found = results(answered())

        for holder in (*found.practices, *found.factors):
            partners = next(voice for voice in holder.voices if voice.voice == Voice.PARTNERS)
            assert (partners.hidden, partners.levels, partners.people_count) == (True, (0,) * 5, 0)
            assert partners.middle is None
        assert not [gap for gap in found.gaps if Voice.PARTNERS in (gap.higher, gap.lower)]

    def test_name_a_split_within_a_voice(self) -> None:
        staff = next(
            voice for voice in results(answered()).practice("1.1").voices if voice.voice == Voice.STAFF
        )

        assert (staff.agreement, staff.spread) == (pytest.approx(-1), Spread.SPLIT)

    def test_put_the_largest_gap_first_and_say_whether_it_is_clear(self) -> None:
        first = results(answered()).gaps[0]

        assert (first.higher, first.lower) == (Voice.LEADERS, Voice.LOCAL_PEOPLE)
        assert first.is_clear
        assert first.size == pytest.approx(1)  # every leader is above every local person
        assert first.levels_apart == 2
        assert (first.higher_count, first.lower_count) == (6, 6)

    def test_gaps_and_chances_of_pairs_tell_the_same(self) -> None:
        for gap in results(answered()).gaps:
            assert gap.size == pytest.approx(gap.higher_share - gap.lower_share)
            assert gap.size_low <= gap.size <= gap.size_high

    def test_claim_from_the_lowest_to_the_highest_middle(self) -> None:
        practice = results(answered()).practice("1.1")

        assert (practice.claimed.low, practice.claimed.high) == (0, 4)
        assert practice.is_ahead_of_evidence

    def test_read_the_voices_of_a_factor_over_its_practices(self) -> None:
        factor = results(answered()).factor(1)

        leaders = factor.voices[0]
        assert leaders.levels == (0, 0, 0, 8, 4)
        assert factor.reading is Reading.DIFFER

    def test_count_only_what_is_shown_in_a_factor(self) -> None:
        round_ = make_round(make_system(), practices=["1.1", "1.2"])
        canvas = round_.canvases.get()
        make_tally(canvas, "1.1", Voice.STAFF, [6])
        make_tally(canvas, "1.2", Voice.STAFF, [0, 4])
        Round.objects.update(closed_at=round_.opened_at)

        assert results(canvas).factor(1).voices[0].levels == (6, 0, 0, 0, 0)

    def test_count_people_once(self) -> None:
        found = results(answered()).voices

        assert found[Voice.LOCAL_PEOPLE].people_count == 8
        assert found[Voice.PARTNERS].hidden

    def test_use_the_floor_of_the_round(self) -> None:
        round_ = make_round(make_system(), practices=["1.1"], floor=10)
        canvas = round_.canvases.get()
        make_answers(canvas, Voice.STAFF, [1] * 9, codes=["1.1"])
        make_answers(canvas, Voice.LEADERS, [1] * 10, codes=["1.1"])
        close(round_)

        hidden = {voice.voice: voice.hidden for voice in results(canvas).practice("1.1").voices}

        assert (hidden[Voice.STAFF], hidden[Voice.LEADERS]) == (True, False)

    def test_say_nothing_when_nobody_answered(self) -> None:
        round_ = make_round(make_system(), practices=["1.1"])
        close(round_)

        found = results(round_.canvases.get())

        assert found.gaps == ()
        assert found.factors[0].reading is Reading.TOO_FEW
        assert found.factors[0].claimed is None

    def test_show_nothing_of_another_scope(self) -> None:
        system = make_system()
        one, other = make_scope(system, name="One"), make_scope(system, name="Other")
        round_ = make_round(system, one, other, practices=["1.1"])
        make_answers(round_.canvases.get(scope=one), Voice.STAFF, [4] * 6, codes=["1.1"])
        close(round_)

        assert results(round_.canvases.get(scope=other)).voices[Voice.STAFF].people_count == 0

    def test_cost_the_same_for_few_answers_and_for_many(self, django_assert_num_queries) -> None:
        round_ = make_round(make_system(), practices=ELEVEN)
        canvas = round_.canvases.get()
        for voice in Voice:
            make_answers(canvas, voice, [0, 1, 2, 3, 4, None] * 10)
        close(round_)
        add_evidence(canvas.scope_id, evidence_details(), by=make_person(), at=OPENED)
        (head,) = rounds_of(canvas.scope_id)

        with django_assert_num_queries(7):
            canvas_results(head, scope_id=canvas.scope_id, evidence_on=TODAY)
