"""What may be published."""

from dataclasses import replace

import pytest

from goldenthread.canvas.rules import publishing as rules
from goldenthread.canvas.rules.publishing import PublicationChoice, PublishRefusal

CHOICE = PublicationChoice(summary="We learned much.", statement_ids=(1, 2))


class TestWhyNotPrepare:
    def refusal(self, choice: PublicationChoice = CHOICE, **facts: object) -> PublishRefusal | None:
        given = {"is_closed": True, "free_statement_ids": {1, 2, 3}, "has_personal_details": False}
        return rules.why_not_prepare(choice, **(given | facts))  # type: ignore[arg-type]

    def test_is_nothing_when_all_is_well(self) -> None:
        assert self.refusal() is None

    def test_wants_a_closed_round(self) -> None:
        assert self.refusal(is_closed=False) is PublishRefusal.ROUND_NOT_CLOSED

    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            ({"summary": " "}, PublishRefusal.SUMMARY_MISSING),
            ({"summary": "x" * 2001}, PublishRefusal.SUMMARY_TOO_LONG),
            ({"statement_ids": tuple(range(31))}, PublishRefusal.TOO_MANY_STATEMENTS),
            ({"statement_ids": (1, 4)}, PublishRefusal.STATEMENT_NOT_FREE),
        ],
    )
    def test_looks_at_the_choice(self, change: dict[str, object], expected: PublishRefusal) -> None:
        assert self.refusal(replace(CHOICE, **change)) is expected

    def test_stops_personal_details(self) -> None:
        assert self.refusal(has_personal_details=True) is PublishRefusal.PERSONAL_DETAILS


class TestWhyNotPublish:
    def test_wants_what_was_seen(self) -> None:
        refusal = rules.why_not_publish(content_hash="a", seen_hash="b", in_force_hash=None)

        assert refusal is PublishRefusal.CHANGED_MEANWHILE

    def test_wants_something_new(self) -> None:
        assert (
            rules.why_not_publish(content_hash="a", seen_hash="a", in_force_hash="a")
            is PublishRefusal.SAME_AS_BEFORE
        )
        assert rules.why_not_publish(content_hash="a", seen_hash="a", in_force_hash="b") is None


class TestWhyNotWithdraw:
    def test_wants_a_page_and_a_reason(self) -> None:
        assert rules.why_not_withdraw(is_in_force=False, reason="Wrong") is PublishRefusal.NOT_PUBLISHED
        assert rules.why_not_withdraw(is_in_force=True, reason=" ") is PublishRefusal.REASON_MISSING
        assert rules.why_not_withdraw(is_in_force=True, reason="Wrong") is None


class TestContentHash:
    def test_does_not_mind_the_order_of_names(self) -> None:
        assert rules.content_hash({"a": 1, "b": [2]}) == rules.content_hash({"b": [2], "a": 1})
        assert rules.content_hash({"a": 1}) != rules.content_hash({"a": 2})


class TestSlugFor:
    @pytest.mark.parametrize(
        ("name", "taken", "expected"),
        [
            ("Ashby & Vale", set(), "ashby-vale-2026"),
            ("Ashby & Vale", {"ashby-vale-2026", "ashby-vale-2026-2"}, "ashby-vale-2026-3"),
            ("Ынтымак", set(), "page-2026"),
        ],
    )
    def test_is_plain_and_never_used_before(self, name: str, taken: set[str], expected: str) -> None:
        assert rules.slug_for(name, year=2026, taken=taken) == expected
