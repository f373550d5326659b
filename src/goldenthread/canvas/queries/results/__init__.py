"""What a closed round said on one canvas."""

from goldenthread.canvas.queries.results.rounds import RoundHead, rounds_of

__all__ = ["RoundHead", "rounds_of"]
