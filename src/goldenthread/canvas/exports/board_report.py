"""The board report as sheets of a workbook: the same figures, and all of them."""

from datetime import date

from goldenthread.canvas.queries.board_report import BoardReport
from goldenthread.canvas.rules.board_report import FIRST_NUMBER, SECOND_NUMBER
from goldenthread.canvas.rules.levels import FACTOR_RULE
from goldenthread.canvas.terms import VOICE_NAMES, Voice
from goldenthread.core.exporting.sheet import Field, FieldKind, Provenance, Sheet, Value

NUMBERS_DEFINED = f"{FIRST_NUMBER} {SECOND_NUMBER}"
OVERDUE_DEFINED = "Overdue: past its day, and neither done nor stopped."
_TEXT, _WHOLE, _NUMBER, _YES = FieldKind.STRING, FieldKind.INTEGER, FieldKind.NUMBER, FieldKind.BOOLEAN

_NUMBERS = (
    Field("measure", _TEXT, "Measure", required=True),
    Field("count", _WHOLE, "Count", required=True),
)
_FACTORS = (
    Field("factor", _WHOLE, "Factor", required=True),
    Field("title", _TEXT, "Title", required=True),
    Field("lowest", _WHOLE, "Level, lowest", "Empty until every practice asked is settled"),
    Field("highest", _WHOLE, "Level, highest"),
    Field("weakest", _TEXT, "Weakest practice"),
    Field("evidence_carries", _WHOLE, "Level that evidence carries for every practice"),
    Field("earlier_lowest", _WHOLE, "Level in the round before, lowest"),
    Field("earlier_highest", _WHOLE, "Level in the round before, highest"),
    Field("movement", _TEXT, "Movement", "up, down, same or unclear; empty when it cannot be said"),
    Field("why_not_compared", _TEXT, "Why not compared"),
)
_PRACTICES = (
    Field("practice", _TEXT, "Practice", required=True),
    Field("title", _TEXT, "Title", required=True),
    Field("factor", _WHOLE, "Factor", required=True),
    Field("lowest", _WHOLE, "Settled level, lowest"),
    Field("highest", _WHOLE, "Settled level, highest"),
    Field("signed_off", _YES, "Signed off"),
    Field("evidence_carries", _WHOLE, "Level that evidence carries"),
)
_GAPS = (
    Field("practice", _TEXT, "Practice", required=True),
    Field("title", _TEXT, "Title", required=True),
    Field("higher", _TEXT, "Voice that sees more", required=True),
    Field("lower", _TEXT, "Voice that sees less", required=True),
    Field("size", _NUMBER, "Gap", "Chance of a higher answer minus that of a lower one, 0 to 1"),
    Field("size_low", _NUMBER, "95% interval, lower end"),
    Field("size_high", _NUMBER, "95% interval, upper end"),
    Field("clear", _YES, "Clear", "The whole interval lies above nought"),
)
_PLAN = (
    Field("practice", _TEXT, "Practice", required=True),
    Field("what", _TEXT, "What", required=True),
    Field("who", _TEXT, "Who", required=True),
    Field("due", FieldKind.DATE, "Due", required=True),
    Field("status", _TEXT, "Status", required=True),
    Field("overdue", _YES, "Overdue", required=True),
)


def board_report_sheets(report: BoardReport) -> tuple[Sheet, ...]:
    """The two numbers, factors, practices, gaps and plan."""
    return (
        _sheet(report, "numbers", "Two numbers", _NUMBERS, _number_rows(report), NUMBERS_DEFINED),
        _sheet(report, "factors", "Factors", _FACTORS, _factor_rows(report), FACTOR_RULE),
        _sheet(report, "practices", "Practices", _PRACTICES, _practice_rows(report), FACTOR_RULE),
        _sheet(
            report, "gaps", "Where voices differ", _GAPS, _gap_rows(report),
            f"{report.results.compared_count} pairs of voices compared; some look clear by chance.",
        ),
        _sheet(report, "plan", "Plan", _PLAN, _plan_rows(report), OVERDUE_DEFINED),
    )  # fmt: skip


def _sheet(
    report: BoardReport,
    name: str,
    title: str,
    fields: tuple[Field, ...],
    rows: list[tuple[Value, ...]],
    definition: str,
) -> Sheet:
    head = report.results.head
    closed: date = head.closed_at.date() if head.closed_at else report.as_at
    return Sheet(
        name=name,
        fields=fields,
        rows=tuple(rows),
        provenance=Provenance(
            title=title,
            description=f"{report.scope.name}, {head.title}, closed {closed:%-d %B %Y}.",
            source=f"Golden Thread, {head.title} of {report.scope.name}",
            as_at=report.as_at,
            definition=definition,
            notes=(f"Voices with fewer than {head.floor} people are left out.",),
        ),
    )


def _number_rows(report: BoardReport) -> list[tuple[Value, ...]]:
    found = report.in_place
    rows: list[tuple[Value, ...]] = [
        ("Practices asked about", found.asked_count),
        ("In place at least in parts, with evidence", found.evidenced_count),
        ("Said to be in place, evidence does not carry it", found.claimed_count),
        ("Not started or exploring", found.lower_count),
        ("Not settled", found.unsettled_count),
        ("People, of the voices that can be shown", report.people_count),
    ]
    rows += [
        (f"People: {VOICE_NAMES[Voice(voice)].lower()}", each.people_count)
        for voice, each in report.results.voices.items()
        if not each.hidden
    ]
    return rows


def _factor_rows(report: BoardReport) -> list[tuple[Value, ...]]:
    before = {each.number: each for each in report.before.factors} if report.before else {}
    rows: list[tuple[Value, ...]] = []
    for factor in report.results.factors:
        found = before.get(factor.number)
        then = found.then if found else None
        rows.append(
            (
                factor.number,
                factor.title,
                factor.level.low,
                factor.level.high,
                f"{factor.level.weakest_code} {factor.level.weakest_title}"
                if factor.level.weakest_code
                else None,
                factor.carried_level,
                then.low if then else None,
                then.high if then else None,
                str(found.movement) if found and found.movement else None,
                str(found.broken) if found and found.broken else None,
            )
        )
    return rows


def _practice_rows(report: BoardReport) -> list[tuple[Value, ...]]:
    return [
        (
            each.code,
            each.title,
            each.factor,
            each.settled.lowest,
            each.settled.highest,
            each.settled.signed_off,
            each.carried_level,
        )
        for each in report.results.practices
    ]


def _gap_rows(report: BoardReport) -> list[tuple[Value, ...]]:
    return [
        (
            gap.practice_code,
            gap.practice_title,
            gap.higher,
            gap.lower,
            round(gap.size, 4),
            round(gap.size_low, 4),
            round(gap.size_high, 4),
            gap.is_clear,
        )
        for gap in report.results.gaps
    ]


def _plan_rows(report: BoardReport) -> list[tuple[Value, ...]]:
    return [
        (each.practice_code, each.what, each.who, each.due_date, each.status.value, each.is_overdue)
        for each in report.plan
    ]
