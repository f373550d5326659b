"""Rounds for the pages that run them: what each is, who has answered, what is asked. Never an answer."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from goldenthread.canvas import models
from goldenthread.canvas.content import catalogue
from goldenthread.canvas.queries.adapting import wording_of
from goldenthread.canvas.rules import adapting, rounds
from goldenthread.canvas.terms import Origin, QuestionSet, RoundState
from goldenthread.systems.queries.history import scopes_within
from goldenthread.systems.rules import ScopeRef


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round in a list."""

    id: int
    title: str
    state: RoundState
    question_set: QuestionSet
    owner_id: int
    owner_name: str
    opened_at: datetime | None
    closes_on: date
    closed_at: datetime | None
    canvas_count: int
    started_count: int  # people who began and did not withdraw


@dataclass(frozen=True, slots=True)
class CanvasRow:
    """A scope that a round asks about."""

    id: int
    scope_id: int
    scope_name: str
    scope_kind: str


@dataclass(frozen=True, slots=True)
class ResponseCount:
    """How many people of one voice have begun and finished one canvas."""

    canvas_id: int
    voice: str
    started: int
    finished: int


@dataclass(frozen=True, slots=True)
class RoundDetail:
    """A round as the people who run it see it."""

    id: int
    title: str
    state: RoundState
    question_set: QuestionSet
    voices: tuple[str, ...]
    floor: int
    made_by: str
    opened_at: datetime | None
    closes_on: date
    closed_at: datetime | None
    core_version: str
    wording_number: int
    question_count: int
    canvases: tuple[CanvasRow, ...]
    responses: tuple[ResponseCount, ...]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question as one voice is asked it."""

    number: int
    code: str
    factor: int
    factor_title: str
    title: str
    origin: Origin
    question: str
    answers: tuple[str, ...]
    why: str


def rounds_of(scope_id: int) -> tuple[RoundRow, ...]:
    """The rounds that a scope runs, and those of others that ask about it, newest first. Two queries."""
    asked_about = models.Canvas.objects.filter(round_id=OuterRef("pk"), scope_id=scope_id)
    rows = list(
        models.Round.objects.filter(Q(scope_id=scope_id) | (Exists(asked_about) & Q(opened_at__isnull=False)))
        .select_related("scope")
        .annotate(canvas_count=Count("canvases", distinct=True))
        .order_by("-made_at", "-pk")
    )
    people = dict(
        models.Participant.objects.filter(
            canvas__round_id__in=[row.pk for row in rows], withdrawn_date__isnull=True
        )
        .order_by()
        .values_list("canvas__round_id")
        .annotate(people=Count("pk"))
    )
    return tuple(
        RoundRow(
            id=row.pk,
            title=row.title,
            state=rounds.state_of(opened_at=row.opened_at, closed_at=row.closed_at),
            question_set=QuestionSet(row.question_set),
            owner_id=row.scope_id,
            owner_name=row.scope.name,
            opened_at=row.opened_at,
            closes_on=row.closes_on,
            closed_at=row.closed_at,
            canvas_count=row.canvas_count,
            started_count=people.get(row.pk, 0),
        )
        for row in rows
    )


def round_detail(scope_id: int, round_id: int) -> RoundDetail | None:
    """One round of a scope; None when this scope runs no such round. At most six queries."""
    round_ = (
        models.Round.objects.filter(pk=round_id, scope_id=scope_id)
        .select_related("scope", "made_by", "local_canvas")
        .first()
    )
    if round_ is None:
        return None
    state = rounds.state_of(opened_at=round_.opened_at, closed_at=round_.closed_at)
    if state is RoundState.DRAFT:
        wording = wording_of(round_.scope.system_id)
        wording_number = wording.number
        question_count = len(adapting.asked_practices(wording.practices, QuestionSet(round_.question_set)))
    else:
        wording_number = round_.local_canvas.number if round_.local_canvas else 0
        question_count = round_.asked.count()
    return RoundDetail(
        id=round_.pk,
        title=round_.title,
        state=state,
        question_set=QuestionSet(round_.question_set),
        voices=tuple(round_.voices),
        floor=round_.floor,
        made_by=round_.made_by.get_full_name() if round_.made_by else "",
        opened_at=round_.opened_at,
        closes_on=round_.closes_on,
        closed_at=round_.closed_at,
        core_version=round_.core_version,
        wording_number=wording_number,
        question_count=question_count,
        canvases=_canvases(round_),
        responses=_responses(round_) if state is not RoundState.DRAFT else (),
    )


def questions_of(scope_id: int, round_id: int, voice: str) -> tuple[AskedQuestion, ...]:
    """What a round asks one voice, or would ask if it opened now."""
    round_ = models.Round.objects.filter(pk=round_id, scope_id=scope_id).select_related("scope").first()
    if round_ is None:
        return ()
    if round_.opened_at is None:
        practices = wording_of(round_.scope.system_id).practices
        asked = [
            (practice.code, practice.factor, practice.title, practice.origin, practice.words)
            for practice in adapting.asked_practices(practices, QuestionSet(round_.question_set))
        ]
    else:
        rows = round_.asked.order_by("position")
        asked = [(row.practice_code, row.factor, row.title, Origin(row.origin), row.wording) for row in rows]
    titles = {factor.number: factor.title for factor in catalogue.canvas(round_.core_version).factors}
    return tuple(
        _question(number, *practice, titles=titles, voice=voice)
        for number, practice in enumerate(asked, start=1)
    )


def scopes_to_ask(owner: ScopeRef, *, on: date) -> tuple[ScopeRef, ...]:
    """The scopes that a round of this owner can ask about: itself first, then all that lies in it."""
    return owner, *scopes_within(owner.id, on=on)


def question_counts(system_id: int | None) -> dict[QuestionSet, int]:
    """How many questions each set has in a system's own canvas."""
    practices = wording_of(system_id).practices
    return {kind: len(adapting.asked_practices(practices, kind)) for kind in QuestionSet}


def _canvases(round_: models.Round) -> tuple[CanvasRow, ...]:
    rows = round_.canvases.select_related("scope").order_by("pk")
    return tuple(CanvasRow(row.pk, row.scope_id, row.scope.name, row.scope.kind) for row in rows)


def _responses(round_: models.Round) -> tuple[ResponseCount, ...]:
    rows = (
        models.Participant.objects.filter(canvas__round=round_, withdrawn_date__isnull=True)
        .order_by()
        .values("canvas_id", "voice")
        .annotate(started=Count("pk"), finished=Count("finished_date"))
    )
    return tuple(
        ResponseCount(row["canvas_id"], row["voice"], row["started"], row["finished"]) for row in rows
    )


def _question(
    number: int,
    code: str,
    factor: int,
    title: str,
    origin: Origin,
    words: Any,
    *,
    titles: dict[int, str],
    voice: str,
) -> AskedQuestion:
    return AskedQuestion(
        number=number,
        code=code,
        factor=factor,
        factor_title=titles[factor],
        title=title,
        origin=origin,
        question=words["questions"][voice],
        answers=tuple(words["answers"][voice]),
        why=words["why"],
    )
