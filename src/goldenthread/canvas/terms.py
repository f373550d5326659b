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


class RoundState(StrEnum):
    """Where a round stands. It only ever moves forward."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class RoundRefusal(StrEnum):
    """Why something cannot be done with a round."""

    NOT_DRAFT = "not_draft"
    NOT_OPEN = "not_open"
    NO_SCOPES = "no_scopes"
    SCOPE_OUT_OF_REACH = "scope_out_of_reach"
    NO_VOICES = "no_voices"
    NOTHING_TO_ASK = "nothing_to_ask"
    CLOSES_TOO_SOON = "closes_too_soon"
    CLOSES_TOO_LATE = "closes_too_late"
    NOT_LATER = "not_later"
    FLOOR_TOO_LOW = "floor_too_low"
    NOBODY_TO_REMIND = "nobody_to_remind"


class LinkRefusal(StrEnum):
    """Why a link cannot be made, or people cannot be invited."""

    ROUND_NOT_OPEN = "round_not_open"
    VOICE_NOT_ASKED = "voice_not_asked"
    TOO_MANY_LINKS = "too_many_links"
    TOO_MANY_PEOPLE = "too_many_people"
    ADDRESSES_FAULTY = "addresses_faulty"
    NOBODY_NEW = "nobody_new"


class AdaptingRefusal(StrEnum):
    """Why the canvas cannot be adapted in this way."""

    NOT_A_SYSTEM = "not_a_system"
    NO_SUCH_PRACTICE = "no_such_practice"
    NO_SUCH_VERSION = "no_such_version"
    REASON_MISSING = "reason_missing"
    WORDS_MISSING = "words_missing"
    WEIGHT_OUT_OF_RANGE = "weight_out_of_range"
    FACTOR_LEFT_EMPTY = "factor_left_empty"
    CHANGED_MEANWHILE = "changed_meanwhile"
    NOTHING_CHANGED = "nothing_changed"


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


HELPER_CHANNELS = {
    Channel.PAPER: "On paper",
    Channel.PHONE: "On the phone",
    Channel.ASSISTED: "With my help, on a screen",
    Channel.IN_PERSON: "Face to face, or in a group",
}


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
    ADOPTED_ELSEWHERE = "adopted_elsewhere"  # somebody outside has taken it up
    OTHER = "other"


class ActionStatus(StrEnum):
    """Where an improvement action stands."""

    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    STOPPED = "stopped"


class AgreementRefusal(StrEnum):
    """Why a level cannot be settled or signed off."""

    ROUND_NOT_CLOSED = "round_not_closed"
    NOT_ASKED = "not_asked"
    REASONS_MISSING = "reasons_missing"
    LEVELS_OUT_OF_ORDER = "levels_out_of_order"
    CHANGED_MEANWHILE = "changed_meanwhile"
    NOTHING_SETTLED = "nothing_settled"
    SAME_PERSON = "same_person"
    ALREADY_SIGNED_OFF = "already_signed_off"


ACTION_STATUS_NAMES = {
    ActionStatus.PLANNED: "Planned",
    ActionStatus.STARTED: "Started",
    ActionStatus.DONE: "Done",
    ActionStatus.STOPPED: "Stopped",
}


class PlanRefusal(StrEnum):
    """Why an improvement action cannot be changed as asked."""

    SAME_STATUS = "same_status"
    STOPPED_NEEDS_REASON = "stopped_needs_reason"
    UNKNOWN_PRACTICE = "unknown_practice"
    SCOPE_CLOSED = "scope_closed"


PLAN_REFUSALS = {
    PlanRefusal.SAME_STATUS: "Nothing has changed: choose another status, another date, or write a note.",
    PlanRefusal.STOPPED_NEEDS_REASON: "Say why the action was stopped, so that others can learn from it.",
    PlanRefusal.UNKNOWN_PRACTICE: "Choose a practice from the list.",
    PlanRefusal.SCOPE_CLOSED: "This scope is closed. Add the action where the work goes on.",
}


class EvidenceRefusal(StrEnum):
    """Why an item cannot be kept on the register, or changed."""

    NO_PRACTICE = "no_practice"
    DATED_IN_FUTURE = "dated_in_future"
    EXPIRES_BEFORE_DATE = "expires_before_date"
    FILE_EMPTY = "file_empty"
    FILE_TOO_LARGE = "file_too_large"
    FILE_KIND = "file_kind"
    FILE_NOT_AS_NAMED = "file_not_as_named"
    WITHDRAWN = "withdrawn"


class ReviewReason(StrEnum):
    """What happened to the evidence under an answer to another framework."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    EXPIRED = "expired"


EVIDENCE_KIND_NAMES = {
    EvidenceKind.STRATEGY: "Strategy or plan",
    EvidenceKind.MINUTES: "Minutes or papers",
    EvidenceKind.DATASET: "Data",
    EvidenceKind.SURVEY: "Survey",
    EvidenceKind.CASE_STUDY: "Case study",
    EvidenceKind.EVALUATION: "Evaluation",
    EvidenceKind.BUDGET: "Budget",
    EvidenceKind.TRAINING: "Training record",
    EvidenceKind.LIVED_EXPERIENCE: "Lived experience",
    EvidenceKind.ADOPTED_ELSEWHERE: "Taken up elsewhere",
    EvidenceKind.OTHER: "Other",
}

EVIDENCE_STRENGTH_NAMES = {
    EvidenceStrength.STATED: "Stated",
    EvidenceStrength.DOCUMENTED: "Documented",
    EvidenceStrength.OBSERVED: "Observed",
    EvidenceStrength.EVALUATED: "Evaluated",
}

EVIDENCE_REFUSAL_WORDS = {
    EvidenceRefusal.NO_PRACTICE: "Choose at least one practice that it supports",
    EvidenceRefusal.DATED_IN_FUTURE: "The date of the evidence must be today or earlier",
    EvidenceRefusal.EXPIRES_BEFORE_DATE: "The expiry date must be after the date of the evidence",
    EvidenceRefusal.FILE_EMPTY: "The file is empty. Choose another",
    EvidenceRefusal.FILE_TOO_LARGE: "The file must be 10 MB or smaller",
    EvidenceRefusal.FILE_KIND: "Choose a PDF, Word, Excel, OpenDocument, CSV, text, PNG or JPEG file",
    EvidenceRefusal.FILE_NOT_AS_NAMED: (
        "The content of the file does not fit its name, or it holds macros. Save it again and choose that"
    ),
    EvidenceRefusal.WITHDRAWN: "This item was withdrawn. Put it back before you change it",
}

AGREEMENT_REFUSAL_WORDS = {
    AgreementRefusal.ROUND_NOT_CLOSED: "The round is still open. Levels are settled after it has closed",
    AgreementRefusal.NOT_ASKED: "This round did not ask about that practice",
    AgreementRefusal.REASONS_MISSING: "Enter the reasons for this level",
    AgreementRefusal.LEVELS_OUT_OF_ORDER: "The higher level must be the same as the lower one, or above it",
    AgreementRefusal.CHANGED_MEANWHILE: (
        "Somebody else has just settled this practice. Read it, then settle it again if you must"
    ),
    AgreementRefusal.NOTHING_SETTLED: "There is no level here to sign off",
    AgreementRefusal.SAME_PERSON: "A second person must sign off: you settled this level yourself",
    AgreementRefusal.ALREADY_SIGNED_OFF: "This level is signed off already",
}
