"""The rounds that tests are built on hold together."""

import pytest

from goldenthread.canvas.models import Tally
from making.canvas import close, make_answers, make_judgement, make_link, make_participant, make_round
from making.systems import make_scope, make_system

pytestmark = pytest.mark.django_db


class TestClose:
    def test_counts_everybody_who_has_not_withdrawn(self) -> None:
        system = make_system()
        round_ = make_round(system, make_scope(system), voices=["staff", "leaders"])
        canvas = round_.canvases.get()
        make_answers(canvas, "staff", [0, 2, 2, None], codes=["1.1"])
        link, _ = make_link(canvas, "staff")
        make_judgement(make_participant(canvas, "staff", link=link), "1.1", kind="skipped", level=None)
        gone = make_participant(canvas, "staff", withdrawn=round_.closes_on)
        make_judgement(gone, "1.1", 4)

        close(round_)

        staff = Tally.objects.get(canvas=canvas, practice__practice_code="1.1", voice="staff")
        assert (staff.level_0_count, staff.level_2_count, staff.level_4_count) == (1, 2, 0)
        assert (staff.dont_know_count, staff.skipped_count) == (1, 1)
        assert Tally.objects.filter(canvas=canvas).count() == 22
