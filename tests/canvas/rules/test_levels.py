"""Factor levels follow the weakest practice; two people stand behind a level."""

from goldenthread.canvas.rules.levels import (
    SettledPractice,
    factor_level,
    factor_levels,
    why_not_settle,
    why_not_sign_off,
)
from goldenthread.canvas.terms import AgreementRefusal


def practice(
    code: str, lowest: int | None = None, highest: int | None = None, *, signed_off: bool = False
) -> SettledPractice:
    return SettledPractice(
        code,
        f"Practice {code}",
        int(code.split(".")[0]),
        lowest,
        lowest if highest is None else highest,
        signed_off,
    )


class TestFactorLevel:
    def test_is_that_of_the_weakest_practice(self) -> None:
        level = factor_level(1, [practice("1.1", 3), practice("1.2", 1), practice("1.3", 4)])

        assert (level.low, level.high, level.weakest_code) == (1, 1, "1.2")

    def test_is_a_range_when_the_weakest_was_settled_as_a_range(self) -> None:
        level = factor_level(1, [practice("1.1", 1, 3), practice("1.2", 2)])

        assert (level.low, level.high, level.weakest_code) == (1, 2, "1.1")

    def test_is_not_known_until_every_practice_asked_is_settled(self) -> None:
        level = factor_level(1, [practice("1.1", 3), practice("1.2")])

        assert (level.low, level.high, level.settled) == (None, None, False)
        assert (level.settled_count, level.asked_count, level.weakest_code) == (1, 2, "1.1")

    def test_is_not_known_when_nothing_was_asked(self) -> None:
        assert not factor_level(1, []).settled

    def test_is_signed_off_only_when_every_practice_is(self) -> None:
        assert factor_level(1, [practice("1.1", 3, signed_off=True)]).signed_off
        assert not factor_level(1, [practice("1.1", 3, signed_off=True), practice("1.2", 3)]).signed_off

    def test_is_never_an_average(self) -> None:
        level = factor_level(1, [practice("1.1", 4), practice("1.2", 4), practice("1.3", 0)])

        assert level.low == level.high == 0


class TestFactorLevels:
    def test_come_in_the_order_of_the_factors(self) -> None:
        found = factor_levels([practice("10.1", 1), practice("2.1", 2), practice("2.2", 3)])

        assert [(level.factor, level.asked_count) for level in found] == [(2, 2), (10, 1)]


class TestWhyNotSettle:
    def settle(self, **changes: object) -> AgreementRefusal | None:
        facts = {
            "is_closed": True, "was_asked": True, "lowest": 1, "highest": 2, "reasons": "We saw it.",
            "in_force": None, "seen": None,
        }  # fmt: skip
        return why_not_settle(**(facts | changes))

    def test_allows_a_level_with_reasons_in_a_closed_round(self) -> None:
        assert self.settle() is None

    def test_refuses_before_the_round_has_closed(self) -> None:
        assert self.settle(is_closed=False) is AgreementRefusal.ROUND_NOT_CLOSED

    def test_refuses_a_practice_that_was_not_asked(self) -> None:
        assert self.settle(was_asked=False) is AgreementRefusal.NOT_ASKED

    def test_refuses_levels_out_of_order_or_off_the_scale(self) -> None:
        assert self.settle(lowest=3, highest=2) is AgreementRefusal.LEVELS_OUT_OF_ORDER
        assert self.settle(lowest=3, highest=5) is AgreementRefusal.LEVELS_OUT_OF_ORDER

    def test_refuses_without_reasons(self) -> None:
        assert self.settle(reasons=" \n") is AgreementRefusal.REASONS_MISSING

    def test_refuses_to_write_over_what_another_has_just_settled(self) -> None:
        assert self.settle(in_force=7, seen=3) is AgreementRefusal.CHANGED_MEANWHILE


class TestWhyNotSignOff:
    def test_allows_a_second_person(self) -> None:
        assert why_not_sign_off(settled_by=1, signer=2, is_settled=True, is_signed_off=False) is None

    def test_refuses_the_person_who_settled_it(self) -> None:
        refusal = why_not_sign_off(settled_by=1, signer=1, is_settled=True, is_signed_off=False)

        assert refusal is AgreementRefusal.SAME_PERSON

    def test_refuses_what_is_not_settled_or_already_signed_off(self) -> None:
        nothing = why_not_sign_off(settled_by=None, signer=1, is_settled=False, is_signed_off=False)
        again = why_not_sign_off(settled_by=1, signer=2, is_settled=True, is_signed_off=True)

        assert (nothing, again) == (AgreementRefusal.NOTHING_SETTLED, AgreementRefusal.ALREADY_SIGNED_OFF)
