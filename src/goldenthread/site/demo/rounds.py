"""The demonstration's rounds: opened, answered, closed and settled by the product's own actions."""

from datetime import datetime
from random import Random
from uuid import UUID

from django.db import transaction

from goldenthread.canvas.actions import agreeing, answering, helper_entry, links, rounds
from goldenthread.canvas.models import AskedPractice, Canvas, Link, Tally
from goldenthread.canvas.queries.links import token_for
from goldenthread.canvas.rules.rounds import RoundPlan
from goldenthread.canvas.terms import QuestionSet, Voice
from goldenthread.site.demo import calendar as days
from goldenthread.site.demo.calendar import Calendar
from goldenthread.site.demo.cast import SYSTEM, Cast
from goldenthread.site.demo.opinions import Asked, Crowd, channel_of, lean_of
from goldenthread.site.demo.story import chapter

VOICES = tuple(voice.value for voice in Voice)
_TITLES = ("First canvas", "Second canvas", "Third canvas")


def hold_round(
    cast: Cast, calendar: Calendar, number: int, leans: dict[str, dict[int, float]], rng: Random
) -> None:
    """Open one of the three rounds, let everybody answer, and close it."""
    opens = days.ROUND_DAYS[number]
    closes = opens + days.ROUND_LENGTH
    keys = cast.asked(merged=opens > days.MERGER)
    plan = RoundPlan(
        title=f"{_TITLES[number]}, {calendar.day(opens).year}",
        scope_ids=tuple(cast.scopes[key] for key in keys),
        voices=VOICES,
        question_set=QuestionSet.QUICK,
        closes_on=calendar.day(closes),
    )
    round_id = _opened(cast, plan, at=calendar.at(opens))
    _fill(cast, calendar, round_id, keys=keys, number=number, first=opens, last=closes, leans=leans, rng=rng)
    rounds.close_round(round_id, by=cast.lead, at=calendar.at(closes + 1, hour=9))


def open_check(cast: Cast, calendar: Calendar, leans: dict[str, dict[int, float]], rng: Random) -> None:
    """Open the small round about one pathway that visitors can answer today."""
    key = "maternity"
    plan = RoundPlan(
        title="Maternity check",
        scope_ids=(cast.scopes[key],),
        voices=VOICES,
        question_set=QuestionSet.QUICK,
        closes_on=calendar.day(days.CHECK_OPENED + days.CHECK_LENGTH),
    )
    round_id = _opened(cast, plan, at=calendar.at(days.CHECK_OPENED))
    number = len(days.ROUND_DAYS)
    _fill(
        cast, calendar, round_id, keys=[key], number=number, first=days.CHECK_OPENED, last=days.TODAY - 1,
        leans=leans, rng=rng,
    )  # fmt: skip


def _opened(cast: Cast, plan: RoundPlan, *, at: datetime) -> int:
    round_id = rounds.plan_round(cast.scopes[SYSTEM], plan, by=cast.lead, at=at)
    rounds.open_round(round_id, by=cast.lead, at=at)
    return round_id


def _fill(
    cast: Cast,
    calendar: Calendar,
    round_id: int,
    *,
    keys: list[str],
    number: int,
    first: int,
    last: int,
    leans: dict[str, dict[int, float]],
    rng: Random,
) -> None:
    asked = tuple(
        Asked(pk, factor)
        for pk, factor in AskedPractice.objects.filter(round=round_id)
        .order_by("position")
        .values_list("pk", "factor")
    )
    canvases = dict(Canvas.objects.filter(round=round_id).values_list("scope_id", "pk"))
    sizes = chapter("opinions")["people"]
    for key in keys:
        canvas_id = cast.canvases[number, key] = canvases[cast.scopes[key]]
        crowd = Crowd(rng, year=number, scope_lean=leans.setdefault(key, lean_of(rng)))
        with transaction.atomic():  # one commit a scope: nobody else is writing yet
            for voice, size in sizes[cast.kind_of(key)].items():
                _answer(cast, calendar, canvas_id, voice, size, asked, crowd, first=first, last=last)


def _answer(
    cast: Cast,
    calendar: Calendar,
    canvas_id: int,
    voice: str,
    size: int,
    asked: tuple[Asked, ...],
    crowd: Crowd,
    *,
    first: int,
    last: int,
) -> None:
    rng = crowd.rng
    link_id = links.make_open_link(canvas_id, voice, by=cast.lead, at=calendar.at(first))
    link = Link.objects.get(pk=link_id)
    token = token_for(seed=link.seed, kind=link.kind)
    for _ in range(size):
        at = calendar.at(rng.randint(first, last), hour=rng.randint(8, 20))
        answers = crowd.answers(voice, asked)
        channel = channel_of(rng, voice)
        if channel == "web":
            person = answering.start_answering(token, language="en", at=at).public_id
            for practice_id, answer in answers.items():
                answering.save_answer(person, practice_id, answer, shown="", at=at)
            answering.finish_answering(person, at=at)
        else:
            helper_entry.enter_answers(
                canvas_id,
                answers,
                public_id=UUID(int=rng.getrandbits(128), version=4),
                voice=voice,
                channel=channel,
                language="en",
                by=cast.people["sam.field"],
                at=at,
            )


def hold_meeting(cast: Cast, calendar: Calendar, number: int, rng: Random) -> None:
    """Settle levels after a round: everywhere for the system and places, for most of the rest."""
    closed = days.ROUND_DAYS[number] + days.ROUND_LENGTH + 1
    at = calendar.at(closed + days.MEETING_AFTER, hour=14)
    signed_at = calendar.at(closed + days.MEETING_AFTER + 3, hour=11)
    for (round_number, key), canvas_id in cast.canvases.items():
        if round_number != number:
            continue
        near_the_end = number == len(days.ROUND_DAYS) - 1
        if near_the_end and key in {"city", "talking", "outpatients"}:
            continue  # these have not met yet
        signed = not (near_the_end and key in {"moorland", "county", "dementia"})
        with transaction.atomic():
            _settle(cast, canvas_id, at=at, signed_at=signed_at if signed else None, rng=rng)


def _settle(cast: Cast, canvas_id: int, *, at: datetime, signed_at: datetime | None, rng: Random) -> None:
    reasons = chapter("work")["reasons"]
    for code, medians in _medians(canvas_id).items():
        if not medians:
            continue
        middle = sum(medians) / len(medians)
        lowest = int(max(0, min(4, middle - 0.3)))
        wide = max(medians) - min(medians) >= 2 and rng.random() < 0.35
        highest = min(4, lowest + 1) if wide else lowest
        band = "low" if lowest <= 1 else "middle" if lowest == 2 else "high"
        agreeing.settle_level(
            canvas_id,
            code,
            lowest=lowest,
            highest=highest,
            reasons=rng.choice(reasons[band]),
            dissent=rng.choice(reasons["dissent"]) if wide or rng.random() < 0.15 else "",
            seen=None,
            by=cast.lead,
            at=at,
        )
        if signed_at is not None:
            agreeing.sign_off_level(canvas_id, code, by=cast.administrator, at=signed_at)


def _medians(canvas_id: int) -> dict[str, list[float]]:
    """Each voice's median level by practice, as the people in the room would have it before them."""
    found: dict[str, list[float]] = {}
    rows = Tally.objects.filter(canvas=canvas_id).order_by("practice__position", "voice")
    for tally in rows.select_related("practice"):
        counts = [getattr(tally, f"level_{level}_count") for level in range(5)]
        voices = found.setdefault(tally.practice.practice_code, [])
        people = [level for level, count in enumerate(counts) for _ in range(count)]
        if len(people) >= 3:
            middle = len(people) // 2
            voices.append(people[middle] if len(people) % 2 else (people[middle - 1] + people[middle]) / 2)
    return found
