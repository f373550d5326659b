"""What people wrote, and the words that a practice was asked in."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, ExpressionWrapper, F, Value

from goldenthread.canvas import models
from goldenthread.canvas.queries.results.rounds import RoundHead

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class Statement:
    """Why somebody says so, in their words. Nothing tells who it was."""

    id: int
    voice: str
    level: int | None  # None: they do not know
    words: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class StatementPage:
    """Some of the statements about one practice, in an order that says nothing."""

    statements: tuple[Statement, ...]
    total_count: int
    page: int
    page_count: int


@dataclass(frozen=True, slots=True)
class PracticeWords:
    """A practice in the words that the round asked it."""

    code: str
    title: str
    statement: str
    why: str
    levels: tuple[str, ...]
    evidence: tuple[str, ...]


def practice_words(head: RoundHead, code: str) -> PracticeWords | None:
    """The words of one practice; None when the round did not ask it."""
    practice = models.AskedPractice.objects.filter(round=head.id, practice_code=code).first()
    return _words(practice) if practice else None


def words_of_all(head: RoundHead) -> dict[str, PracticeWords]:
    """The words of every practice that was asked, by code."""
    asked = models.AskedPractice.objects.filter(round=head.id).order_by("position")
    return {practice.practice_code: _words(practice) for practice in asked}


def statements(
    head: RoundHead, code: str, *, voices: Collection[str], with_hidden: bool, page: int = 1
) -> StatementPage:
    """What people of these voices wrote about one practice. Two queries.

    ``voices`` are those that can be shown. The order is the same at every visit and differs from
    practice to practice, so that nobody can follow one person from one to the next.
    """
    found = models.Judgement.objects.filter(
        participant__canvas=head.canvas_id,
        participant__voice__in=list(voices),
        participant__withdrawn_date__isnull=True,
        practice__round=head.id,
        practice__practice_code=code,
    ).exclude(statement="")
    if not with_hidden:
        found = found.filter(statement_hidden=False)
    total = found.count()
    page_count = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, page), page_count)
    start = (page - 1) * PAGE_SIZE
    shuffled = found.annotate(place=_shuffled()).order_by("place", "pk")[start : start + PAGE_SIZE]
    return StatementPage(
        statements=tuple(
            Statement(
                id=each["pk"],
                voice=each["participant__voice"],
                level=each["level"],
                words=each["statement"],
                hidden=each["statement_hidden"],
            )
            for each in shuffled.values("pk", "participant__voice", "level", "statement", "statement_hidden")
        ),
        total_count=total,
        page=page,
        page_count=page_count,
    )


def _shuffled() -> Any:
    """A number that has nothing to do with the order in which people came."""
    mixed = (F("pk") % Value(46_337) + F("practice_id") % Value(40_009) + 1) * (
        F("pk") % Value(32_749) + Value(7_919)
    )
    return ExpressionWrapper(mixed % Value(65_521), output_field=BigIntegerField())


def _words(practice: models.AskedPractice) -> PracticeWords:
    return PracticeWords(
        code=practice.practice_code,
        title=practice.title,
        statement=practice.wording.get("statement", ""),
        why=practice.wording.get("why", ""),
        levels=tuple(practice.wording.get("levels", ())),
        evidence=tuple(practice.wording.get("evidence", ())),
    )
