"""What the canvas stores."""

from goldenthread.canvas.models.adaptation import Adaptation, LocalCanvas
from goldenthread.canvas.models.agreements import Agreement
from goldenthread.canvas.models.answers import Judgement, Participant
from goldenthread.canvas.models.evidence import CrosswalkReview, Evidence, EvidencePractice
from goldenthread.canvas.models.imports import AnswerFile
from goldenthread.canvas.models.plans import CalendarFeed, ImprovementAction, StatusChange
from goldenthread.canvas.models.publishing import Publication
from goldenthread.canvas.models.results import Tally
from goldenthread.canvas.models.rounds import AskedPractice, Canvas, Contact, Link, Round

__all__ = [
    "Adaptation",
    "Agreement",
    "AnswerFile",
    "AskedPractice",
    "CalendarFeed",
    "Canvas",
    "Contact",
    "CrosswalkReview",
    "Evidence",
    "EvidencePractice",
    "ImprovementAction",
    "Judgement",
    "Link",
    "LocalCanvas",
    "Participant",
    "Publication",
    "Round",
    "StatusChange",
    "Tally",
]
