"""What an answer means, who may give one, and what happens when two pages disagree."""

from datetime import UTC, date, datetime, timedelta

import pytest

from goldenthread.canvas.rules import answering as rules
from goldenthread.canvas.rules.answering import Answer, AnswerFault, ChangeRefusal, Settled, StartRefusal
from goldenthread.canvas.terms import AnswerKind

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
LINK = {
    "revoked_at": None,
    "expires_at": NOW + timedelta(days=1),
    "use_count": 0,
    "use_limit": None,
    "opened_at": NOW - timedelta(days=1),
    "closed_at": None,
    "closes_on": date(2026, 6, 10),
    "at": NOW,
    "today": date(2026, 6, 10),
}


class TestWhyNotStart:
    def test_lets_a_good_link_start_on_the_last_day(self) -> None:
        assert rules.why_not_start(**LINK) is None

    @pytest.mark.parametrize(
        ("changed", "refusal"),
        [
            ({"revoked_at": NOW}, StartRefusal.REVOKED),
            ({"expires_at": NOW}, StartRefusal.EXPIRED),
            ({"use_count": 1, "use_limit": 1}, StartRefusal.USED),
            ({"opened_at": None}, StartRefusal.NOT_OPEN),
            ({"closed_at": NOW}, StartRefusal.CLOSED),
            ({"today": date(2026, 6, 11)}, StartRefusal.CLOSED),
        ],
    )
    def test_names_what_is_wrong(self, changed: dict, refusal: StartRefusal) -> None:
        assert rules.why_not_start(**(LINK | changed)) == refusal


class TestWhyNotChange:
    def test_is_none_while_the_round_is_open(self) -> None:
        assert rules.why_not_change(withdrawn_date=None, round_is_open=True) is None

    def test_names_withdrawal_before_closing(self) -> None:
        today = date(2026, 6, 10)

        assert rules.why_not_change(withdrawn_date=today, round_is_open=False) == ChangeRefusal.WITHDRAWN
        assert rules.why_not_change(withdrawn_date=None, round_is_open=False) == ChangeRefusal.CLOSED


class TestAnswerOf:
    @pytest.mark.parametrize(
        ("choice", "words", "meant"),
        [
            ("0", "", Answer(AnswerKind.LEVEL, 0)),
            ("4", " Because. ", Answer(AnswerKind.LEVEL, 4, "Because.")),
            ("dont_know", "", Answer(AnswerKind.DONT_KNOW)),
            ("skip", "", Answer(AnswerKind.SKIPPED)),
            ("", "Only words", Answer(AnswerKind.SKIPPED, words="Only words")),
            ("", "", AnswerFault.NOTHING_CHOSEN),
            ("5", "", AnswerFault.UNKNOWN_CHOICE),
            ("-1", "", AnswerFault.UNKNOWN_CHOICE),
            ("²", "", AnswerFault.UNKNOWN_CHOICE),
            ("0", "x" * 2001, AnswerFault.TOO_LONG),
        ],
    )
    def test_reads_what_a_form_sends(self, choice: str, words: str, meant: Answer | AnswerFault) -> None:
        assert rules.answer_of(choice, words) == meant

    def test_takes_words_up_to_the_limit_whole(self) -> None:
        answer = rules.answer_of("1", "é" * rules.WORDS_LIMIT)

        assert isinstance(answer, Answer)
        assert len(answer.words) == rules.WORDS_LIMIT


class TestTidyWords:
    def test_keeps_lines_and_drops_marks_that_a_database_cannot_keep(self) -> None:
        assert rules.tidy_words(" one\r\ntwo\rthree\x00 ") == "one\ntwo\nthree"


class TestSettle:
    two, three = Answer(AnswerKind.LEVEL, 2), Answer(AnswerKind.LEVEL, 3)

    def test_saves_a_first_answer_and_a_change(self) -> None:
        assert rules.settle(given=self.two, stored=None, shown="none") == Settled.SAVE
        shown = rules.stamp_of(self.two)
        assert rules.settle(given=self.three, stored=self.two, shown=shown) == Settled.SAVE

    def test_takes_a_second_press_of_the_button_as_the_first(self) -> None:
        assert rules.settle(given=self.two, stored=self.two, shown="none") == Settled.SAME

    def test_leaves_alone_what_another_page_saved_when_this_page_changed_nothing(self) -> None:
        shown = rules.stamp_of(self.two)

        assert rules.settle(given=self.two, stored=self.three, shown=shown) == Settled.UNTOUCHED

    def test_asks_when_both_pages_changed_the_answer(self) -> None:
        assert rules.settle(given=self.two, stored=self.three, shown="none") == Settled.CONFLICT

    def test_takes_a_page_that_does_not_say_what_it_showed_at_its_word(self) -> None:
        assert rules.settle(given=self.two, stored=self.three, shown="") == Settled.SAVE


class TestAskedWords:
    wording = {
        "why": "Why",
        "questions": {"staff": "Staff?", "local_people": "People?"},
        "answers": {"staff": list("abcde"), "local_people": list("fghij")},
        "translations": {"pl": {"question": "Ludzie?", "answers": list("klmno")}},
    }

    def test_speaks_as_the_voice_does(self) -> None:
        asked = rules.asked_words(self.wording, voice="staff", language="en")

        assert (asked.question, asked.answers, asked.language) == ("Staff?", tuple("abcde"), "en")

    def test_translates_for_local_people_only(self) -> None:
        people = rules.asked_words(self.wording, voice="local_people", language="pl")
        staff = rules.asked_words(self.wording, voice="staff", language="pl")

        assert (people.question, people.language) == ("Ludzie?", "pl")
        assert (people.why, people.why_language) == ("Why", "en")
        assert staff.language == "en"

    def test_falls_back_to_english_whole(self) -> None:
        half = self.wording | {"translations": {"pl": {"question": "Ludzie?"}}}

        asked = rules.asked_words(half, voice="local_people", language="pl")

        assert (asked.question, asked.answers, asked.language) == ("People?", tuple("fghij"), "en")


class TestCompleteLanguages:
    whole = {"question": "?", "answers": ["a"]}

    def test_are_those_in_which_every_question_can_be_answered(self) -> None:
        each = [{"pl": self.whole, "cy": self.whole}, {"pl": self.whole, "cy": {"question": "?"}}]

        assert rules.complete_languages(each, voice="local_people") == ("pl",)

    def test_are_none_for_other_voices(self) -> None:
        assert rules.complete_languages([{"pl": self.whole}], voice="staff") == ()


class TestMinutesFor:
    def test_keeps_the_promises_of_both_question_sets(self) -> None:
        assert rules.minutes_for(11) == 8
        assert rules.minutes_for(44) < 40
