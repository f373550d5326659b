"""What a person who answers reads: what a link leads to, the questions, and their own answers."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from goldenthread.canvas import models
from goldenthread.canvas.rules import answering as rules
from goldenthread.canvas.rules.answering import Answer, AskedWords, StartRefusal
from goldenthread.canvas.terms import AnswerKind, LinkKind
from goldenthread.core.tokens import hashed, tidy_receipt


@dataclass(frozen=True, slots=True)
class Asking:
    """A canvas as somebody is asked to fill it in: about what, by whom, until when."""

    canvas_id: int
    round_id: int
    scope_id: int
    round_title: str
    scope_name: str
    owner_name: str
    system_id: int | None
    is_fictional: bool
    floor: int
    opened_at: datetime | None
    closes_on: date
    closed_at: datetime | None

    def is_open(self, today: date) -> bool:
        """Whether answers are taken today."""
        return rules.is_open(
            opened_at=self.opened_at, closed_at=self.closed_at, closes_on=self.closes_on, today=today
        )


@dataclass(frozen=True, slots=True)
class LinkFound:
    """A link that exists, with what the rules need to say whether it still works."""

    link_id: int
    kind: str
    voice: str
    asking: Asking
    question_count: int
    languages: tuple[str, ...]  # besides English
    expires_at: datetime
    revoked_at: datetime | None
    use_count: int
    use_limit: int | None

    @property
    def is_personal(self) -> bool:
        """Whether the link is for one person."""
        return self.kind == LinkKind.PERSONAL


@dataclass(frozen=True, slots=True)
class Step:
    """One question of a journey, and what has been done with it."""

    number: int
    practice_id: int
    kind: str | None


@dataclass(frozen=True, slots=True)
class Journey:
    """One participant on their way through the questions."""

    public_id: UUID
    asking: Asking
    voice: str
    language: str
    link_id: int | None
    receipt_hash: str
    finished_date: date | None
    withdrawn_date: date | None
    steps: tuple[Step, ...]

    @property
    def total(self) -> int:
        """How many questions there are."""
        return len(self.steps)

    @property
    def left_count(self) -> int:
        """How many questions have not been met yet."""
        return sum(step.kind is None for step in self.steps)

    @property
    def first_open(self) -> int | None:
        """The number of the first question that has not been met yet."""
        return next((step.number for step in self.steps if step.kind is None), None)


@dataclass(frozen=True, slots=True)
class Question:
    """One question in the words of who answers, with the answer that is stored."""

    number: int
    practice_id: int
    words: AskedWords
    stored: Answer | None


def link_found(token: str) -> LinkFound | None:
    """What a link leads to; None when nobody made it. A poster's code may be typed in small letters."""
    link = (
        models.Link.objects.select_related("canvas__scope__system", "canvas__round__scope")
        .filter(token_hash__in=[hashed(token), hashed(tidy_receipt(token))])
        .first()
    )
    if link is None:
        return None
    translations = [words or {} for words in _translations(link.canvas.round_id)]
    return LinkFound(
        link_id=link.pk,
        kind=link.kind,
        voice=link.voice,
        asking=asking_of(link.canvas),
        question_count=len(translations),
        languages=rules.complete_languages(translations, voice=link.voice),
        expires_at=link.expires_at,
        revoked_at=link.revoked_at,
        use_count=link.use_count,
        use_limit=link.use_limit,
    )


def why_not_start(found: LinkFound, *, at: datetime, today: date) -> StartRefusal | None:
    """Why nobody can start by this link now; None when somebody can."""
    asking = found.asking
    return rules.why_not_start(
        revoked_at=found.revoked_at,
        expires_at=found.expires_at,
        use_count=found.use_count,
        use_limit=found.use_limit,
        opened_at=asking.opened_at,
        closed_at=asking.closed_at,
        closes_on=asking.closes_on,
        at=at,
        today=today,
    )


def journey_by_id(public_id: UUID) -> Journey | None:
    """A participant by the id that their session holds."""
    return _journey(_participants().filter(public_id=public_id).first())


def journey_by_receipt(typed: str) -> Journey | None:
    """A participant by their receipt code, however they typed it."""
    return _journey(_participants().filter(receipt_hash=hashed(tidy_receipt(typed))).first())


def journey_by_handover(token: str) -> Journey | None:
    """The participant whose form a colleague was asked to go on with; None once the link was used."""
    return _journey(_participants().filter(handover_hash=hashed(token)).first())


def question(journey: Journey, number: int) -> Question | None:
    """One question of a journey by its number."""
    found = questions(journey, numbers=(number,))
    return found[0] if found else None


def questions(journey: Journey, *, numbers: tuple[int, ...] | None = None) -> tuple[Question, ...]:
    """The questions of a journey in order, each with the stored answer."""
    wanted = {
        step.practice_id: step.number for step in journey.steps if numbers is None or step.number in numbers
    }
    stored = {
        judgement.practice_id: Answer(AnswerKind(judgement.kind), judgement.level, judgement.statement)
        for judgement in models.Judgement.objects.filter(
            participant__public_id=journey.public_id, practice_id__in=wanted
        )
    }
    asked = models.AskedPractice.objects.filter(pk__in=wanted).order_by("position")
    return tuple(
        Question(
            number=wanted[practice.pk],
            practice_id=practice.pk,
            words=rules.asked_words(practice.wording, voice=journey.voice, language=journey.language),
            stored=stored.get(practice.pk),
        )
        for practice in asked
    )


def languages_of(journey: Journey) -> tuple[str, ...]:
    """The languages besides English in which a journey's questions can all be read."""
    translations = [words or {} for words in _translations(journey.asking.round_id)]
    return rules.complete_languages(translations, voice=journey.voice)


def blank_questions(round_id: int, *, voice: str, language: str) -> tuple[Question, ...]:
    """The questions of a round as a voice is asked them, with no answers: for paper and for helpers."""
    asked = models.AskedPractice.objects.filter(round_id=round_id).order_by("position")
    return tuple(
        Question(
            number=number,
            practice_id=practice.pk,
            words=rules.asked_words(practice.wording, voice=voice, language=language),
            stored=None,
        )
        for number, practice in enumerate(asked, start=1)
    )


def _translations(round_id: int) -> list[dict | None]:
    return list(
        models.AskedPractice.objects.filter(round_id=round_id)
        .order_by("position")
        .values_list("wording__translations", flat=True)
    )


def _participants() -> QuerySet[models.Participant]:
    return models.Participant.objects.select_related("canvas__scope__system", "canvas__round__scope")


def _journey(participant: models.Participant | None) -> Journey | None:
    if participant is None:
        return None
    asked = models.AskedPractice.objects.filter(round_id=participant.canvas.round_id).order_by("position")
    kinds = dict(models.Judgement.objects.filter(participant=participant).values_list("practice_id", "kind"))
    return Journey(
        public_id=participant.public_id,
        asking=asking_of(participant.canvas),
        voice=participant.voice,
        language=participant.language,
        link_id=participant.link_id,
        receipt_hash=participant.receipt_hash,
        finished_date=participant.finished_date,
        withdrawn_date=participant.withdrawn_date,
        steps=tuple(
            Step(number=number, practice_id=practice_id, kind=kinds.get(practice_id))
            for number, practice_id in enumerate(asked.values_list("pk", flat=True), start=1)
        ),
    )


def asking_of(canvas: models.Canvas) -> Asking:
    """A stored canvas as people are asked; reads its scope, system and round, so select them with it."""
    round_ = canvas.round
    return Asking(
        canvas_id=canvas.pk,
        round_id=round_.pk,
        scope_id=canvas.scope_id,
        round_title=round_.title,
        scope_name=canvas.scope.name,
        owner_name=round_.scope.name,
        system_id=canvas.scope.system_id,
        is_fictional=canvas.scope.is_fictional,
        floor=round_.floor,
        opened_at=round_.opened_at,
        closes_on=round_.closes_on,
        closed_at=round_.closed_at,
    )
