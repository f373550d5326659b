"""Signals that rooms offer."""

from datetime import date

import pytest

from goldenthread.canvas import signals
from goldenthread.canvas.actions.evidence import add_evidence
from goldenthread.canvas.canvas_signals import canvas_signals
from goldenthread.canvas.signals import Signal, offer, signals_for
from goldenthread.canvas.terms import Voice
from goldenthread.systems.models import Scope
from goldenthread.systems.queries.readers import ref_of
from making.canvas import close, make_answers, make_participant, make_round
from making.evidence import evidence_details
from making.systems import make_person, make_system

TODAY = date(2026, 7, 10)


def signal(factor: int, name: str = "Devices lent") -> Signal:
    return Signal(factor, None, name, "40 devices", TODAY, "Lending register", "More than last year.")


class TestSignalsFor:
    @pytest.mark.django_db
    def test_gathers_what_rooms_offer_in_the_order_of_factors(self, monkeypatch) -> None:
        monkeypatch.setattr(signals, "_providers", [])
        offer(lambda scope, on: [signal(9), signal(4)])
        offer(lambda scope, on: [])

        found = signals_for(ref_of(make_system()), on=TODAY)

        assert [each.factor for each in found] == [4, 9]

    @pytest.mark.django_db
    def test_takes_each_offer_once(self, monkeypatch) -> None:
        monkeypatch.setattr(signals, "_providers", [])

        def provider(scope: object, on: date) -> list[Signal]:
            return [signal(1)]

        offer(provider)
        offer(provider)

        assert len(signals_for(ref_of(make_system()), on=TODAY)) == 1


@pytest.mark.django_db
class TestCanvasSignals:
    def found(self, scope: Scope) -> dict[str, str]:
        return {each.name: each.value_text for each in canvas_signals(ref_of(scope), TODAY)}

    def test_say_nothing_of_an_empty_canvas(self) -> None:
        assert self.found(make_system()) == {}

    def test_count_evidence_in_date(self) -> None:
        scope, lead = make_system(), make_person()
        at = close(make_round(scope)).closed_at
        add_evidence(scope.pk, evidence_details(), by=lead, at=at)
        add_evidence(scope.pk, evidence_details(expires_date=date(2026, 7, 1)), by=lead, at=at)

        assert self.found(scope)["Evidence in date"] == "1 of 2 items"

    def test_say_who_was_heard_and_how(self) -> None:
        scope = make_system()
        round_ = make_round(scope, practices=["1.1"])
        canvas = round_.canvases.get()
        make_answers(canvas, Voice.LEADERS, [1] * 6, codes=["1.1"])
        for channel, count in (("web", 7), ("paper", 5), ("phone", 2)):
            for _ in range(count):
                make_participant(canvas, Voice.LOCAL_PEOPLE, channel=channel)
        close(round_)

        found = self.found(scope)

        assert found["Local people among those who answered"] == "14 of 20 people"
        assert found["How local people answered"] == "7 online, 7 another way"

    def test_keep_quiet_about_who_was_heard_when_a_voice_is_too_small(self) -> None:
        scope = make_system()
        round_ = make_round(scope, practices=["1.1"])
        canvas = round_.canvases.get()
        make_answers(canvas, Voice.LEADERS, [1] * 3, codes=["1.1"])
        make_answers(canvas, Voice.LOCAL_PEOPLE, [1] * 9, codes=["1.1"])
        close(round_)

        assert "Local people among those who answered" not in self.found(scope)
