"""From opening a round to its count, by the product's own actions and pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from goldenthread.canvas.actions import links, rounds
from goldenthread.canvas.models import Link, Participant, Tally
from goldenthread.canvas.queries.links import token_for
from goldenthread.canvas.rules.rounds import RoundPlan
from goldenthread.canvas.terms import QuestionSet, Voice
from making.systems import make_person, make_scope, make_system

pytestmark = pytest.mark.django_db


class TestARound:
    def test_is_answered_by_poster_in_polish_and_counted(self) -> None:
        lead, place, now = make_person(), make_scope(make_system()), timezone.now()
        plan = RoundPlan(
            title="Autumn",
            question_set=QuestionSet.QUICK,
            voices=(Voice.LOCAL_PEOPLE,),
            scope_ids=(place.pk,),
            closes_on=timezone.localdate() + timedelta(days=20),
            floor=5,
        )
        round_id = rounds.plan_round(place.pk, plan, by=lead, at=now)
        rounds.open_round(round_id, by=lead, at=now)
        link = Link.objects.get(
            pk=links.make_open_link(place.canvases.get().pk, Voice.LOCAL_PEOPLE, by=lead, at=now)
        )
        browser = Client()

        code = token_for(seed=link.seed, kind=link.kind)
        address = browser.post("/answer/", {"code": code.lower()})["Location"]
        browser.post(address, {"lang": "pl"})
        assert "Pytanie 1 z 11" in browser.get("/answer/1/").content.decode()
        for number in range(1, 12):
            browser.post(f"/answer/{number}/", {f"q{number}-answer": "3" if number < 11 else "dont_know"})
        browser.post("/answer/check/")
        rounds.close_round(round_id, by=lead, at=timezone.now())

        counted = Tally.objects.filter(voice=Voice.LOCAL_PEOPLE)
        assert [row.level_3_count for row in counted.order_by("practice__position")] == [1] * 10 + [0]
        assert counted.get(practice__position=11).dont_know_count == 1
        assert Participant.objects.get().language == "pl"
        assert "The questions are closed" in Client().get(address).content.decode()
