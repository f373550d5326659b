"""The words of the canvas: voices, levels, channels and states."""

from enum import IntEnum, StrEnum


class Voice(StrEnum):
    """Who speaks."""

    LEADERS = "leaders"
    STAFF = "staff"
    PARTNERS = "partners"
    LOCAL_PEOPLE = "local_people"


VOICE_NAMES = {
    Voice.LEADERS: "Leaders",
    Voice.STAFF: "Staff",
    Voice.PARTNERS: "Partners",
    Voice.LOCAL_PEOPLE: "Local people",
}


class Level(IntEnum):
    """How far a practice has come."""

    NOT_STARTED = 0
    EXPLORING = 1
    IN_PARTS = 2
    THROUGHOUT = 3
    LEADING = 4


LEVEL_NAMES = {
    Level.NOT_STARTED: "Not started",
    Level.EXPLORING: "Exploring",
    Level.IN_PARTS: "In place in parts",
    Level.THROUGHOUT: "In place throughout",
    Level.LEADING: "Leading others",
}


class QuestionSet(StrEnum):
    """How many questions a round asks."""

    QUICK = "quick"
    FULL = "full"


class AnswerKind(StrEnum):
    """What a person did with a question."""

    LEVEL = "level"
    DONT_KNOW = "dont_know"
    SKIPPED = "skipped"


class Channel(StrEnum):
    """How an answer reached us."""

    WEB = "web"
    PAPER = "paper"
    PHONE = "phone"
    ASSISTED = "assisted"
    IN_PERSON = "in_person"
    IMPORTED = "imported"


class LinkKind(StrEnum):
    """The kinds of link that let somebody answer without an account."""

    OPEN = "open"  # a poster or a newsletter: many people, rate-limited
    PERSONAL = "personal"  # one person, single use
    HELPER = "helper"  # a signed-in helper types in for somebody


class Origin(StrEnum):
    """How an asked practice stands to the shared core."""

    CORE = "core"
    REWORDED = "reworded"
    ADDED = "added"


class EvidenceStrength(StrEnum):
    """How far an item of evidence can carry a claim."""

    STATED = "stated"  # somebody says so
    DOCUMENTED = "documented"  # written down and agreed
    OBSERVED = "observed"  # seen in use, or counted
    EVALUATED = "evaluated"  # tested, with a result others could check


class EvidenceKind(StrEnum):
    """What an item of evidence is."""

    STRATEGY = "strategy"
    MINUTES = "minutes"
    DATASET = "dataset"
    SURVEY = "survey"
    CASE_STUDY = "case_study"
    EVALUATION = "evaluation"
    BUDGET = "budget"
    TRAINING = "training"
    LIVED_EXPERIENCE = "lived_experience"
    OTHER = "other"


class ActionStatus(StrEnum):
    """Where an improvement action stands."""

    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    STOPPED = "stopped"
