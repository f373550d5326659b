"""Make a closed round with voices that differ, and clients of people who may see it."""

from django.test import Client

from goldenthread.canvas.models import Canvas
from goldenthread.canvas.terms import Voice
from goldenthread.core.permissions.terms import Role
from goldenthread.systems.models import Person, Scope
from making.canvas import close, make_answers, make_judgement, make_participant, make_round
from making.systems import give_role, make_person, make_scope, make_system

CODES = ("1.1", "1.2", "2.1")


def closed_canvas(scope: Scope | None = None) -> Canvas:
    """Leaders high, staff split, partners too few to show, local people low with something to say."""
    scope = scope or make_scope(make_system())
    round_ = make_round(scope, practices=CODES)
    canvas = round_.canvases.get()
    make_answers(canvas, Voice.LEADERS, [3, 3, 4, 3, 3, 4], codes=CODES)
    make_answers(canvas, Voice.STAFF, [0, 0, 0, 4, 4, 4, None], codes=CODES)
    make_answers(canvas, Voice.PARTNERS, [2, 1], codes=CODES)
    make_answers(canvas, Voice.LOCAL_PEOPLE, [0, 1, 1, 0, 1, 2, None], codes=CODES)
    for voice, words in ((Voice.LOCAL_PEOPLE, "They sent me a link."), (Voice.PARTNERS, "Asked too late.")):
        make_judgement(make_participant(canvas, voice), "1.1", 0, statement=words)
    close(round_)
    return canvas


def client_of(role: Role, scope: Scope, *, email: str = "") -> tuple[Client, Person]:
    """A signed-in person with one role."""
    person = make_person(email or f"{role}@example.org", name=f"{role.title()} Person")
    give_role(person, role, scope)
    client = Client()
    client.force_login(person)
    return client, person
