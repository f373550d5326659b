"""Links, posters and invitations in words."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from goldenthread.canvas.actions.links import Invited
from goldenthread.canvas.queries.links import InvitedCount, InvitedRow, LinkRow, Poster
from goldenthread.canvas.queries.rounds import RoundDetail
from goldenthread.canvas.rules.links import BadRow, address, grouped
from goldenthread.canvas.terms import VOICE_NAMES, Voice


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link as a table prints it."""

    id: int
    scope_name: str
    voice: str
    label: str
    made_at: datetime
    used: str
    in_force: bool
    state: str


@dataclass(frozen=True, slots=True)
class InvitedLine:
    """An invited person as a table prints them."""

    link_id: int
    email: str
    scope_name: str
    voice: str
    invited_at: datetime


@dataclass(frozen=True, slots=True)
class InvitedTotal:
    """How far one group that was invited has come."""

    scope_name: str
    voice: str
    invited: int
    answered: int


@dataclass(frozen=True, slots=True)
class PosterSheet:
    """What stands on a poster. Without a code it cannot be printed again."""

    address: str
    typed_address: str  # where the code can be typed in
    code: str
    qr: str  # an SVG
    asks: str


_ASKS = {
    Voice.LOCAL_PEOPLE: "Can everyone here use health and care, online or not? Tell us what you see.",
    Voice.STAFF: "Does digital work for everyone you care for? Tell us what you see at work.",
    Voice.PARTNERS: "Does digital health and care work for the people you support? Tell us what you see.",
    Voice.LEADERS: "Where do we stand in making digital work for everyone? Give your view.",
}


def link_lines(rows: Iterable[LinkRow], *, at: datetime) -> tuple[LinkLine, ...]:
    """The table of links."""
    return tuple(
        LinkLine(
            id=row.id,
            scope_name=row.scope_name,
            voice=VOICE_NAMES[Voice(row.voice)],
            label=row.label,
            made_at=row.made_at,
            used=f"{row.use_count:,}",
            in_force=row.in_force(at),
            state="Works" if row.in_force(at) else "Stopped" if row.revoked_at else "Ended",
        )
        for row in rows
    )


def invited_lines(rows: Iterable[InvitedRow]) -> tuple[InvitedLine, ...]:
    """The table of people who were invited."""
    return tuple(
        InvitedLine(
            link_id=row.link_id,
            email=row.email,
            scope_name=row.scope_name,
            voice=VOICE_NAMES[Voice(row.voice)],
            invited_at=row.invited_at,
        )
        for row in rows
    )


def invited_table(detail: RoundDetail, counts: Iterable[InvitedCount]) -> tuple[InvitedTotal, ...]:
    """How many of each invited group have answered, in the order of the round."""
    by_key = {(row.canvas_id, row.voice): row for row in counts}
    return tuple(
        InvitedTotal(canvas.scope_name, VOICE_NAMES[Voice(voice)], row.invited, row.answered)
        for canvas in detail.canvases
        for voice in detail.voices
        if (row := by_key.get((canvas.id, voice)))
    )


def bad_rows(rows: Iterable[BadRow]) -> tuple[str, ...]:
    """What is wrong with each line of a pasted list."""
    return tuple(f"Line {row.line}: “{row.text}” {row.problem}" for row in rows)


def invited(done: Invited) -> str:
    """What came of a list, in one message."""
    words = [f"{_people(done.sent_count)} will get an email with their own link."]
    if done.before_count:
        words.append(f"{_people(done.before_count)} had been invited before and were not written to again.")
    if done.repeated_count:
        words.append("Addresses that were in the list more than once were used once.")
    return " ".join(words)


def reminded(count: int) -> str:
    """What came of reminding."""
    return f"{_people(count)} will get a reminder."


def poster_sheet(poster: Poster, *, site_address: str) -> PosterSheet | None:
    """The words and the code of a poster; None when its address cannot be worked out again."""
    if poster.token is None:
        return None
    full = address(site_address, poster.token)
    return PosterSheet(
        address=full,
        typed_address=f"{site_address.partition('://')[2]}/a",
        code=grouped(poster.token),
        qr=_qr(full),
        asks=_ASKS[Voice(poster.voice)],
    )


def _qr(text: str) -> str:
    import segno  # only posters need it, and it is slow to load

    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        picture,
        kind="svg",
        xmldecl=False,
        svgns=True,
        border=2,
        svgclass="gt-qr",
        lineclass=None,
        omitsize=True,
    )
    return picture.getvalue().decode()


def _people(count: int) -> str:
    return f"{count:,} {'person' if count == 1 else 'people'}"
