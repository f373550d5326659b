"""Make rounds, the links into them, participants and their judgements."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from goldenthread.canvas.models import AskedPractice, Canvas, Judgement, Link, Participant, Round, Tally
from goldenthread.canvas.terms import AnswerKind, Channel, LinkKind, Origin, QuestionSet, Voice
from goldenthread.core.tokens import hashed, new_receipt, new_token
from goldenthread.systems.models import Person, Scope

OPENED = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
CLOSES_ON = date(2026, 6, 28)
CLOSED = datetime(2026, 6, 29, 1, 0, tzinfo=UTC)
ELEVEN = tuple(f"{factor}.1" for factor in range(1, 12))
ALL_VOICES = tuple(voice.value for voice in Voice)


def make_round(
    owner: Scope,
    *scopes: Scope,
    title: str = "Summer 2026",
    voices: Sequence[str] = ALL_VOICES,
    practices: Sequence[str] = ELEVEN,
    opened: datetime | None = OPENED,
    closes_on: date = CLOSES_ON,
    question_set: str = QuestionSet.QUICK,
    floor: int = 5,
) -> Round:
    """A round of ``owner`` with a canvas for each scope (or for the owner); a draft if ``opened`` is None."""
    round_ = Round.objects.create(
        scope=owner,
        title=title,
        question_set=question_set,
        core_version="2026.1",
        voices=[str(voice) for voice in voices],
        floor=floor,
        made_at=opened or OPENED,
        opened_at=opened,
        closes_on=closes_on,
    )
    for scope in scopes or (owner,):
        Canvas.objects.create(round=round_, scope=scope)
    if opened is not None:
        for position, code in enumerate(practices, start=1):
            make_asked(round_, code, position=position)
    return round_


def make_asked(
    round_: Round, code: str, *, position: int, origin: str = Origin.CORE, weight: int = 1, words: str = ""
) -> AskedPractice:
    """A practice as the round asks it; other ``words`` give another wording and another hash."""
    words = words or f"Practice {code}"
    return AskedPractice.objects.create(
        round=round_,
        position=position,
        practice_code=code,
        factor=int(code.partition(".")[0]),
        origin=origin,
        weight=weight,
        title=words,
        wording=make_wording(words),
        wording_hash=hashed(words),
    )


def make_wording(words: str) -> dict:
    """A practice's words, of the shape that a round stores."""
    levels = [f"{words}, level {level}" for level in range(5)]
    return {
        "statement": f"{words}: statement.",
        "why": f"{words}: why we ask.",
        "evidence": [f"{words}: a paper that shows it"],
        "levels": levels,
        "questions": {voice: f"{words}: how far, {voice}?" for voice in ALL_VOICES},
        "answers": dict.fromkeys(ALL_VOICES, levels),
        "translations": {},
    }


def make_link(
    canvas: Canvas,
    voice: str = Voice.LOCAL_PEOPLE,
    *,
    kind: str = LinkKind.OPEN,
    token: str | None = None,
    made_at: datetime = OPENED,
    expires_at: datetime | None = None,
    use_limit: int | None = None,
) -> tuple[Link, str]:
    """A link and its token, which only the holder has."""
    token = token or new_token()
    link = Link.objects.create(
        canvas=canvas,
        voice=voice,
        kind=kind,
        token_hash=hashed(token),
        made_at=made_at,
        expires_at=expires_at or made_at + timedelta(days=28),
        use_limit=1 if kind == LinkKind.PERSONAL else use_limit,
    )
    return link, token


def make_participant(
    canvas: Canvas,
    voice: str = Voice.STAFF,
    *,
    channel: str = Channel.WEB,
    language: str = "en",
    link: Link | None = None,
    helper: Person | None = None,
    receipt: str | None = None,
    finished: date | None = None,
    withdrawn: date | None = None,
) -> Participant:
    """Somebody who answers; nothing is answered yet."""
    return Participant.objects.create(
        canvas=canvas,
        voice=voice,
        channel=channel,
        language=language,
        link=link,
        helper=helper,
        receipt_hash=hashed(receipt or new_receipt()),
        started_date=OPENED.date(),
        finished_date=finished,
        withdrawn_date=withdrawn,
    )


def make_judgement(
    participant: Participant,
    code: str = "1.1",
    level: int | None = 2,
    *,
    kind: str | None = None,
    statement: str = "",
) -> Judgement:
    """A level for a practice; "don't know" when ``level`` is None, unless ``kind`` says otherwise."""
    return Judgement.objects.create(
        participant=participant,
        practice=AskedPractice.objects.get(round=participant.canvas.round_id, practice_code=code),
        kind=kind or (AnswerKind.DONT_KNOW if level is None else AnswerKind.LEVEL),
        level=level,
        statement=statement,
        answered_at=OPENED,
    )


def make_answers(
    canvas: Canvas, voice: str, levels: Sequence[int | None], *, codes: Sequence[str] = ELEVEN
) -> list[Participant]:
    """One participant for each level, who gives that level to every one of ``codes``."""
    people = [make_participant(canvas, voice, finished=OPENED.date()) for _ in levels]
    asked = {
        practice.practice_code: practice for practice in AskedPractice.objects.filter(round=canvas.round_id)
    }
    Judgement.objects.bulk_create(
        Judgement(
            participant=person,
            practice=asked[code],
            kind=AnswerKind.DONT_KNOW if level is None else AnswerKind.LEVEL,
            level=level,
            answered_at=OPENED,
        )
        for person, level in zip(people, levels, strict=True)
        for code in codes
    )
    return people


def make_tally(canvas: Canvas, code: str, voice: str, counts: Sequence[int]) -> Tally:
    """How a voice answered: people at levels 0 to 4, then those who do not know, then those who skipped."""
    names = [f"level_{level}_count" for level in range(5)] + ["dont_know_count", "skipped_count"]
    padded = [*counts, *([0] * (len(names) - len(counts)))]
    practice = AskedPractice.objects.get(round=canvas.round_id, practice_code=code)
    return Tally.objects.create(
        canvas=canvas, practice=practice, voice=voice, **dict(zip(names, padded, strict=True))
    )


def close(round_: Round, *, at: datetime = CLOSED) -> Round:
    """Close a round and count it, one answer at a time; the product's own way is ``actions.rounds``."""
    counts: dict[tuple[int, int, str], list[int]] = {
        (canvas.pk, practice.pk, voice): [0] * 7
        for canvas in round_.canvases.all()
        for practice in round_.asked.all()
        for voice in round_.voices
    }
    judgements = Judgement.objects.filter(
        participant__canvas__round=round_, participant__withdrawn_date__isnull=True
    ).select_related("participant")
    for judgement in judgements:
        person = judgement.participant
        column = {AnswerKind.DONT_KNOW: 5, AnswerKind.SKIPPED: 6}.get(
            AnswerKind(judgement.kind), judgement.level
        )
        counts.setdefault((person.canvas_id, judgement.practice_id, person.voice), [0] * 7)[column] += 1
    Tally.objects.bulk_create(
        Tally(
            canvas_id=canvas_id,
            practice_id=practice_id,
            voice=voice,
            **{f"level_{level}_count": count for level, count in enumerate(row[:5])},
            dont_know_count=row[5],
            skipped_count=row[6],
        )
        for (canvas_id, practice_id, voice), row in counts.items()
    )
    round_.closed_at = at
    round_.save(update_fields=["closed_at"])
    return round_
