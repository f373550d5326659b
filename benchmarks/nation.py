"""Fill a database with a nation: 42 systems, 10,000 scopes, 1,000,000 judgements.

Rows are written in bulk, past the product's actions, because only their number matters here. What
is written keeps every constraint of the models.
"""

import hashlib
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import numpy as np

SYSTEM_COUNT = 42
SCOPES_A_SYSTEM = 238  # 42 × 238 + 42 systems + regions = about 10,000
PLACES_A_SYSTEM = 8
JUDGEMENTS_A_CANVAS = 100
OPENED = datetime(2026, 3, 2, 9, tzinfo=UTC)
CLOSED = OPENED + timedelta(days=28)
LONG_AGO = date(2022, 7, 1)
BATCH = 5000
VOICES = ("leaders", "staff", "partners", "local_people")


def fill(*, seed: int = 20260302) -> dict[str, int]:
    """Write the nation and return how many rows of each kind were made; the same for the same seed."""
    from goldenthread.canvas import models as canvas
    from goldenthread.systems.models import Scope

    rng = np.random.default_rng(seed)
    systems = list(_systems())
    scopes = [scope for system in systems for scope in _scopes(system)]
    asked = {system.pk: _round(system) for system in systems}
    by_system: dict[int, list[Scope]] = {}
    for scope in scopes:
        by_system.setdefault(scope.system_id, []).append(scope)
    for system in systems:
        _answers(asked[system.pk], [system, *by_system[system.pk]], rng)
        _publish(system)
    return {
        "systems": len(systems),
        "scopes": Scope.objects.count(),
        "judgements": canvas.Judgement.objects.count(),
        "tallies": canvas.Tally.objects.count(),
    }


def _systems() -> Iterator:
    from goldenthread.systems.models import Scope

    for number in range(1, SYSTEM_COUNT + 1):
        system = Scope.objects.create(
            kind="system", name=f"Invented system {number:02}", opened_date=LONG_AGO, is_fictional=True
        )
        Scope.objects.filter(pk=system.pk).update(system=system)
        system.system_id = system.pk
        yield system


def _scopes(system) -> list:
    from goldenthread.systems.models import Scope, ScopeName, ScopeRelation

    kinds = ["place"] * PLACES_A_SYSTEM + ["pathway"] * 40
    kinds += ["organisation"] * (SCOPES_A_SYSTEM - len(kinds))
    made = Scope.objects.bulk_create(
        [
            Scope(
                kind=kind,
                name=f"{kind.capitalize()} {number:03} of {system.name}",
                system_id=system.pk,
                opened_date=LONG_AGO,
                is_fictional=True,
            )
            for number, kind in enumerate(kinds, start=1)
        ]
    )
    places = made[:PLACES_A_SYSTEM]
    ScopeName.objects.bulk_create(
        [ScopeName(scope_id=scope.pk, name=scope.name, from_date=LONG_AGO) for scope in [system, *made]]
    )
    ScopeRelation.objects.bulk_create(
        [
            ScopeRelation(
                child_id=scope.pk,
                parent_id=system.pk if scope.kind == "place" else places[number % PLACES_A_SYSTEM].pk,
                from_date=LONG_AGO,
            )
            for number, scope in enumerate(made)
        ]
    )
    return made


def _round(system):
    from goldenthread.canvas import models
    from goldenthread.canvas.content import catalogue

    content = catalogue.canvas()
    round_ = models.Round.objects.create(
        scope=system,
        title="Spring 2026",
        question_set="quick",
        core_version=content.version,
        voices=list(VOICES),
        made_at=OPENED,
        opened_at=OPENED,
        closes_on=CLOSED.date(),
        closed_at=CLOSED,
    )
    models.AskedPractice.objects.bulk_create(
        [
            models.AskedPractice(
                round=round_,
                position=position,
                practice_code=practice.code,
                factor=practice.factor,
                origin="core",
                title=practice.title,
                wording={
                    "statement": practice.statement,
                    "why": practice.why,
                    "evidence": list(practice.evidence),
                    "levels": list(practice.levels),
                    "questions": dict(practice.questions),
                    "answers": {voice: list(options) for voice, options in practice.answers.items()},
                    "translations": {},
                },
                wording_hash=hashlib.sha256(practice.title.encode()).hexdigest(),
            )
            for position, practice in enumerate(content.quick_practices, start=1)
        ]
    )
    return round_


def _answers(round_, scopes: list, rng: np.random.Generator) -> None:
    from goldenthread.canvas import models

    asked = list(round_.asked.order_by("position"))
    canvases = models.Canvas.objects.bulk_create(
        [models.Canvas(round=round_, scope=scope) for scope in scopes]
    )
    people_a_canvas = -(-JUDGEMENTS_A_CANVAS // len(asked))
    participants = models.Participant.objects.bulk_create(
        [
            models.Participant(
                canvas=canvas,
                voice=VOICES[number % len(VOICES)],
                channel="web",
                receipt_hash=uuid.UUID(bytes=rng.bytes(16)).hex,
                public_id=uuid.UUID(bytes=rng.bytes(16)),
                started_date=OPENED.date(),
                finished_date=OPENED.date(),
            )
            for canvas in canvases
            for number in range(people_a_canvas)
        ],
        batch_size=BATCH,
    )
    levels = rng.integers(0, 5, size=(len(participants), len(asked)))
    models.Judgement.objects.bulk_create(
        (
            models.Judgement(
                participant=person, practice=practice, kind="level", level=int(level), answered_at=OPENED
            )
            for person, row in zip(participants, levels, strict=True)
            for practice, level in zip(asked, row, strict=True)
        ),
        batch_size=BATCH,
    )
    _tallies(canvases, asked, participants, levels)
    _agreements(canvases, asked, rng)


def _tallies(canvases: list, asked: list, participants: list, levels: np.ndarray) -> None:
    from goldenthread.canvas import models

    position = {canvas.pk: number for number, canvas in enumerate(canvases)}
    counts = np.zeros((len(canvases), len(asked), len(VOICES), 5), dtype=int)
    where = np.array([position[person.canvas_id] for person in participants])
    voice = np.array([VOICES.index(person.voice) for person in participants])
    for column in range(len(asked)):
        np.add.at(counts, (where, column, voice, levels[:, column]), 1)
    models.Tally.objects.bulk_create(
        (
            models.Tally(
                canvas=canvas,
                practice=practice,
                voice=name,
                dont_know_count=0,
                skipped_count=0,
                **{f"level_{level}_count": int(counts[row, column, number, level]) for level in range(5)},
            )
            for row, canvas in enumerate(canvases)
            for column, practice in enumerate(asked)
            for number, name in enumerate(VOICES)
        ),
        batch_size=BATCH,
    )


def _agreements(canvases: list, asked: list, rng: np.random.Generator) -> None:
    from goldenthread.canvas import models

    settled = rng.integers(0, 5, size=(len(canvases), len(asked)))
    models.Agreement.objects.bulk_create(
        (
            models.Agreement(
                canvas=canvas,
                practice=practice,
                lowest_level=int(settled[row, column]),
                highest_level=int(settled[row, column]),
                reasons="Invented.",
                settled_at=CLOSED,
            )
            for row, canvas in enumerate(canvases)
            for column, practice in enumerate(asked)
        ),
        batch_size=BATCH,
    )


def _publish(system) -> None:
    """Publish the system's own page, the way that a lead does."""
    from goldenthread.canvas.actions.publishing import publish
    from goldenthread.canvas.models import Canvas
    from goldenthread.canvas.queries.publication_content import candidate
    from goldenthread.canvas.queries.publishing import publishable_canvas
    from goldenthread.canvas.rules.publishing import PublicationChoice
    from goldenthread.systems.models import Person
    from goldenthread.systems.queries.readers import scope_ref

    at = CLOSED + timedelta(days=20)
    publisher, _ = Person.objects.get_or_create(
        email="publisher@benchmark.example", defaults={"joined_at": at}
    )
    scope = scope_ref(system.pk)
    canvas = publishable_canvas(system.pk, Canvas.objects.get(scope=system).pk).canvas
    choice = PublicationChoice(summary="Invented, to measure pages with.")
    made = candidate(scope, canvas, choice, today=at.date())
    publish(scope, canvas, choice, seen_hash=made.content_hash, by=publisher, at=at)
