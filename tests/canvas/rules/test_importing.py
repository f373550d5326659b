from datetime import date

from goldenthread.canvas.rules.importing import (
    AnswerFileRefusal,
    why_not_save_file,
    why_not_take_back,
    why_not_take_file,
)
from making.canvas import CLOSED, CLOSES_ON, OPENED


def take(**changes):
    facts = {
        "opened_at": OPENED, "closed_at": None, "closes_on": CLOSES_ON, "today": date(2026, 6, 10),
        "is_saved_before": False,
    }  # fmt: skip
    return why_not_take_file(**(facts | changes))


class TestWhyNotTakeFile:
    def test_takes_a_new_file_while_a_round_is_open(self):
        assert take() is None

    def test_refuses_before_opening_after_closing_and_past_the_last_day(self):
        for changes in ({"opened_at": None}, {"closed_at": CLOSED}, {"today": date(2026, 6, 29)}):
            assert take(**changes) is AnswerFileRefusal.ROUND_NOT_OPEN

    def test_refuses_the_same_file_again(self):
        assert take(is_saved_before=True) is AnswerFileRefusal.SAME_FILE


class TestWhyNotSaveFile:
    def test_saves_only_whole_files_and_only_once(self):
        assert why_not_save_file(saved_at=None, fault_count=0, person_count=3) is None
        assert (
            why_not_save_file(saved_at=OPENED, fault_count=0, person_count=3)
            is AnswerFileRefusal.ALREADY_SAVED
        )
        assert why_not_save_file(saved_at=None, fault_count=1, person_count=3) is AnswerFileRefusal.HAS_FAULTS
        assert (
            why_not_save_file(saved_at=None, fault_count=0, person_count=0)
            is AnswerFileRefusal.NOTHING_TO_SAVE
        )


class TestWhyNotTakeBack:
    def test_undoes_an_import_until_the_round_is_counted(self):
        assert why_not_take_back(saved_at=OPENED, taken_back_at=None, closed_at=None) is None
        assert (
            why_not_take_back(saved_at=OPENED, taken_back_at=None, closed_at=CLOSED)
            is AnswerFileRefusal.ROUND_NOT_OPEN
        )
        for saved_at, taken_back_at in ((None, None), (OPENED, OPENED)):
            refusal = why_not_take_back(saved_at=saved_at, taken_back_at=taken_back_at, closed_at=None)
            assert refusal is AnswerFileRefusal.NOT_SAVED
