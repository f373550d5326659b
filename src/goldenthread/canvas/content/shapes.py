"""What the canvas content is made of: plain frozen values, no files and no Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

VOICES = ("leaders", "staff", "partners", "local_people")
LEVEL_COUNT = 5

type FiveTexts = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Practice:
    """Something a scope does that the factor asks for."""

    code: str  # "1.2": second practice of factor 1; never given again to another practice
    factor: int
    title: str
    statement: str
    why: str
    evidence: tuple[str, ...]  # what counts as evidence
    levels: FiveTexts  # the statement of each level, 0 to 4
    questions: Mapping[str, str]  # by voice
    answers: Mapping[str, FiveTexts]  # by voice: the words for each level, 0 to 4
    in_quick: bool
    source_section: str


@dataclass(frozen=True, slots=True)
class Factor:
    """One of the canvas's factors, with its practices."""

    number: int
    slug: str
    title: str  # the name the source gives it
    plain_title: str  # what local people read
    statement: str
    source_section: str
    practices: tuple[Practice, ...]


@dataclass(frozen=True, slots=True)
class Canvas:
    """One published version of the canvas."""

    version: str
    published_date: date
    author: str
    reviewed_by: str
    licence: str
    source: str
    choosing_rule: str  # how to choose among the levels, so that two people choose alike
    factors: tuple[Factor, ...]

    @property
    def practices(self) -> tuple[Practice, ...]:
        """Every practice, in the order of the canvas."""
        return tuple(practice for factor in self.factors for practice in factor.practices)

    @property
    def quick_practices(self) -> tuple[Practice, ...]:
        """The short set: one practice of each factor."""
        return tuple(practice for practice in self.practices if practice.in_quick)

    def factor(self, number: int) -> Factor:
        """Give the factor with this number; KeyError when this version has none."""
        for factor in self.factors:
            if factor.number == number:
                return factor
        raise KeyError(number)

    def practice(self, code: str) -> Practice:
        """Give the practice with this code; KeyError when this version has none."""
        for practice in self.practices:
            if practice.code == code:
                return practice
        raise KeyError(code)


class TranslationStatus(StrEnum):
    """How far a translation has come."""

    SOURCE = "source"  # English itself
    DRAFT = "draft"  # nobody who grew up with the language has read it yet
    REVIEWED = "reviewed"
    PSEUDO = "pseudo"  # made by a program, to test pages with


@dataclass(frozen=True, slots=True)
class Language:
    """A language in which local people can answer one version of the canvas."""

    code: str  # BCP 47
    name: str
    native_name: str
    right_to_left: bool
    complete: bool  # nothing of the quick set falls back to English


@dataclass(frozen=True, slots=True)
class TranslatedPractice:
    """What a local person reads about one practice, in their language where there are words for it."""

    code: str
    question: str
    answers: FiveTexts
    why: str
    in_english: tuple[str, ...]  # the fields above that fell back to English, so that a page can mark them


@dataclass(frozen=True, slots=True)
class Translation:
    """The local people's words of one version, in one language; what is missing is in English."""

    language: Language
    version: str  # the core version these words were made from
    status: TranslationStatus
    translator: str
    reviewed_by: str
    factor_titles: Mapping[int, str]
    practices: Mapping[str, TranslatedPractice]  # by practice code: all of them, not only the quick set
    missing: tuple[str, ...]  # quick-set texts that fell back: "factor 3", "3.1 why"


class Relation(StrEnum):
    """How a practice of ours lies to an item of another framework."""

    EQUAL = "equal"  # they ask the same thing
    PART_OF = "part_of"  # the item asks for our practice and for more
    WIDER = "wider"  # our practice asks for the item and for more
    OVERLAPS = "overlaps"  # they share some ground, and each has some of its own


@dataclass(frozen=True, slots=True)
class FrameworkItem:
    """One thing that another framework asks for."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Framework:
    """Another body's framework, and who read it beside the canvas."""

    key: str
    title: str
    publisher: str
    source: str
    reading: str  # says whose reading the links are
    read_by: str
    read_date: date
    canvas_version: str
    items: tuple[FrameworkItem, ...]

    def item(self, code: str) -> FrameworkItem:
        """Give the item with this code; KeyError when the framework has none."""
        for item in self.items:
            if item.code == code:
                return item
        raise KeyError(code)


@dataclass(frozen=True, slots=True)
class CrosswalkLink:
    """One typed link from a practice of ours to an item of another framework."""

    framework: str  # the framework's key
    practice: str
    item: str
    relation: Relation
    note: str
