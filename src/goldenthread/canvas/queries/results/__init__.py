"""What a closed round said on one canvas."""

from goldenthread.canvas.queries.results.figures import canvas_results
from goldenthread.canvas.queries.results.rounds import RoundHead, evidence_day, latest_closed, rounds_of
from goldenthread.canvas.queries.results.shapes import (
    CanvasResults,
    FactorFigures,
    Gap,
    PracticeFigures,
    VoiceFigures,
    largest_first,
)
from goldenthread.canvas.queries.results.statements import (
    Statement,
    StatementPage,
    practice_words,
    statements,
)

__all__ = [
    "CanvasResults",
    "FactorFigures",
    "Gap",
    "PracticeFigures",
    "RoundHead",
    "Statement",
    "StatementPage",
    "VoiceFigures",
    "canvas_results",
    "evidence_day",
    "largest_first",
    "latest_closed",
    "practice_words",
    "rounds_of",
    "statements",
]
