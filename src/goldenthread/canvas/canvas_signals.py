"""The signals that the canvas computes from its own registers."""

from collections.abc import Iterator
from datetime import date

from goldenthread.canvas.queries.signals import RegisterCounts, register_counts
from goldenthread.canvas.signals import Signal
from goldenthread.canvas.terms import Voice
from goldenthread.systems.rules import ScopeRef

_CO_PRODUCTION, _LOCAL_PEOPLE, _LEARNING = 8, 9, 11


def canvas_signals(scope: ScopeRef, on: date) -> Iterator[Signal]:
    """What the registers say about a scope: evidence, actions, and who was heard."""
    counts = register_counts(scope.id, on=on)
    if counts.evidence_count:
        yield Signal(
            factor=_LEARNING,
            practice_code=None,
            name="Evidence in date",
            value_text=f"{counts.evidence_in_date_count} of {counts.evidence_count} items",
            as_of=on,
            source="Evidence register",
            reading=f"Evidence in date bears on {counts.practices_with_evidence_count} practices. "
            "It does not say how good the evidence is.",
        )
    if counts.open_action_count:
        yield Signal(
            factor=_LEARNING,
            practice_code=None,
            name="Actions past their date",
            value_text=f"{counts.overdue_action_count} of {counts.open_action_count} open actions",
            as_of=on,
            source="Improvement plan",
            reading="A date that has passed may mean a slip, or a plan that was too bold.",
        )
    yield from _who_was_heard(counts)


def _who_was_heard(counts: RegisterCounts) -> Iterator[Signal]:
    if counts.head is None or counts.head.closed_at is None:
        return
    day, title = counts.head.closed_at.date(), counts.head.title
    local = counts.by_voice.get(Voice.LOCAL_PEOPLE)
    everyone = [voice.total for voice in counts.by_voice.values()]
    if local is not None and local.total is not None and None not in everyone:
        yield Signal(
            factor=_CO_PRODUCTION,
            practice_code=None,
            name="Local people among those who answered",
            value_text=f"{local.total} of {sum(total or 0 for total in everyone)} people",
            as_of=day,
            source=f"Round “{title}”",
            reading="It shows who was asked and answered, not who decides.",
        )
    online, another_way = counts.online, counts.another_way
    if online and another_way and online.total is not None and another_way.total is not None:
        if not online.total + another_way.total:
            return
        yield Signal(
            factor=_LOCAL_PEOPLE,
            practice_code=None,
            name="How local people answered",
            value_text=f"{online.total} online, {another_way.total} another way",
            as_of=day,
            source=f"Round “{title}”",
            reading="Few answers on paper, by phone or with help can mean that offline people were missed.",
        )
