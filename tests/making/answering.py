"""Make rounds with the words that ship, and people who answer them."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from goldenthread.canvas.content import catalogue
from goldenthread.canvas.models import AskedPractice, Canvas
from goldenthread.canvas.terms import LinkKind, Origin, QuestionSet, Voice
from goldenthread.core.tokens import hashed
from goldenthread.systems.models import Scope
from making.canvas import CLOSES_ON, OPENED, make_link, make_round
from making.systems import make_scope, make_system

LANGUAGES = ("pl", catalogue.PSEUDO)


def make_asking(
    scope: Scope,
    *,
    full: bool = False,
    languages: tuple[str, ...] = LANGUAGES,
    closes_on: date = CLOSES_ON,
    opened: datetime = OPENED,
) -> Canvas:
    """A canvas of an open round that asks the product's own questions."""
    round_ = make_round(
        scope,
        practices=(),
        closes_on=closes_on,
        opened=opened,
        question_set=QuestionSet.FULL if full else QuestionSet.QUICK,
    )
    core = catalogue.canvas()
    for position, practice in enumerate(core.practices if full else core.quick_practices, start=1):
        AskedPractice.objects.create(
            round=round_,
            position=position,
            practice_code=practice.code,
            factor=practice.factor,
            origin=Origin.CORE,
            title=practice.title,
            wording={
                "statement": practice.statement,
                "why": practice.why,
                "evidence": list(practice.evidence),
                "levels": list(practice.levels),
                "questions": dict(practice.questions),
                "answers": {voice: list(practice.answers[voice]) for voice in Voice},
                "translations": {code: _translated(code, practice.code) for code in languages},
            },
            wording_hash=hashed(practice.statement),
        )
    return round_.canvases.get()


def asking_now(*, full: bool = False, languages: tuple[str, ...] = LANGUAGES) -> Canvas:
    """A canvas of a new system's place that takes answers today."""
    return make_asking(
        make_scope(make_system()),
        full=full,
        languages=languages,
        opened=timezone.now() - timedelta(days=3),
        closes_on=timezone.localdate() + timedelta(days=30),
    )


def token_now(canvas: Canvas, voice: str = Voice.LOCAL_PEOPLE, *, kind: str = LinkKind.OPEN) -> str:
    """The token of a link that works today."""
    return make_link(canvas, voice, kind=kind, expires_at=timezone.now() + timedelta(days=30))[1]


def _translated(language: str, code: str) -> dict:
    words = catalogue.translation(language).practices[code]
    return {"question": words.question, "answers": list(words.answers), "why": words.why}
