"""What one person said, for that person to keep."""

from collections.abc import Iterable
from datetime import date

from goldenthread.canvas.queries.answering import Journey, Question
from goldenthread.core.exporting import Field, FieldKind, Provenance, Sheet

_FIELDS = (
    Field("number", FieldKind.INTEGER, "Number", "The number of the question", required=True),
    Field("question", FieldKind.STRING, "Question", "The question as it was asked", required=True),
    Field("kind", FieldKind.STRING, "Kind", "level, dont_know or skipped; empty when not answered"),
    Field("level", FieldKind.INTEGER, "Level", "0 to 4, lowest first; empty without one"),
    Field("answer", FieldKind.STRING, "Answer", "The answer that was chosen, in its words"),
    Field("words", FieldKind.STRING, "Words", "What was written beside it"),
)


def own_answers(journey: Journey, questions: Iterable[Question], *, on: date) -> Sheet:
    """Everything that one participant said, as it is stored."""
    asking = journey.asking
    return Sheet(
        name="my-answers",
        fields=_FIELDS,
        rows=tuple(_row(question) for question in questions),
        provenance=Provenance(
            title=f"My answers about {asking.scope_name}",
            description=f"What one person said in the round {asking.round_title}.",
            source=asking.owner_name,
            as_at=on,
            definition="One row for each question that was asked.",
        ),
        primary_key=("number",),
    )


def _row(question: Question) -> tuple[int, str, str | None, int | None, str | None, str | None]:
    stored = question.stored
    if stored is None:
        return question.number, question.words.question, None, None, None, None
    chosen = None if stored.level is None else question.words.answers[stored.level]
    return question.number, question.words.question, stored.kind, stored.level, chosen, stored.words or None
