"""Make a scope with two closed rounds, settled levels and a plan: what comparing and publishing read."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from goldenthread.canvas.models import Agreement, AskedPractice, Canvas
from goldenthread.canvas.terms import Voice
from goldenthread.systems.models import Scope
from making.canvas import ALL_VOICES, close, make_answers, make_asked, make_round

EARLIER = datetime(2025, 6, 1, 9, 0, tzinfo=UTC)
EARLIER_CLOSED = datetime(2025, 6, 29, 1, 0, tzinfo=UTC)
LATER = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
LATER_CLOSED = datetime(2026, 6, 29, 1, 0, tzinfo=UTC)
SOME = ("1.1", "1.2", "2.1")


def make_settled(
    canvas: Canvas, levels: Mapping[str, int | tuple[int, int]], *, at: datetime = LATER_CLOSED
) -> None:
    """Settle levels, or ranges of levels, by practice code."""
    asked = {
        practice.practice_code: practice for practice in AskedPractice.objects.filter(round=canvas.round)
    }
    Agreement.objects.bulk_create(
        Agreement(
            canvas=canvas,
            practice=asked[code],
            lowest_level=level if isinstance(level, int) else level[0],
            highest_level=level if isinstance(level, int) else level[1],
            reasons=f"Reasons for {code}",
            settled_at=at,
        )
        for code, level in levels.items()
    )


def make_closed(
    scope: Scope,
    *,
    title: str,
    opened: datetime,
    closed: datetime,
    levels: Mapping[str, int | tuple[int, int]],
    answers: Mapping[str, Sequence[int | None]],
    practices: Sequence[str] = SOME,
    reworded: Sequence[str] = (),
    voices: Sequence[str] = ALL_VOICES,
) -> Canvas:
    """A closed round of one scope; ``reworded`` practices are asked in words of this round only."""
    round_ = make_round(
        scope,
        title=title,
        voices=voices,
        practices=[code for code in practices if code not in reworded],
        opened=opened,
        closes_on=date(closed.year, closed.month, closed.day),
    )
    for place, code in enumerate(reworded):
        make_asked(round_, code, position=100 + place, origin="reworded", words=f"Practice {code}, {title}")
    canvas = round_.canvases.get()
    for voice, given in answers.items():
        make_answers(canvas, voice, given, codes=practices)
    close(round_, at=closed)
    make_settled(canvas, levels, at=closed)
    return canvas


def make_two_rounds(scope: Scope) -> tuple[Canvas, Canvas]:
    """Two rounds: 1.1 moves up, 1.2 is reworded, 2.1 stays; partners are too few, then enough."""
    then = make_closed(
        scope,
        title="Summer 2025",
        opened=EARLIER,
        closed=EARLIER_CLOSED,
        levels={"1.1": 1, "1.2": 1, "2.1": (1, 2)},
        answers={Voice.STAFF: [0, 1, 1, 1, 2, None], Voice.PARTNERS: [1, 1, 2]},
        voices=[Voice.LEADERS, Voice.STAFF, Voice.PARTNERS],
    )
    now = make_closed(
        scope,
        title="Summer 2026",
        opened=LATER,
        closed=LATER_CLOSED,
        levels={"1.1": 2, "1.2": 3, "2.1": (1, 2)},
        answers={
            Voice.STAFF: [1, 2, 2, 2, 3, 3, None],
            Voice.PARTNERS: [1, 2, 2, 2, 3],
            Voice.LOCAL_PEOPLE: [0, 1, 1, 1, 2, 2],
        },
        reworded=["1.2"],
    )
    return then, now
