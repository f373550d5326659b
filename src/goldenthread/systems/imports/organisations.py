"""Files of organisations: a plain list, or the Organisation Data Service's reports as published.

The reports (etr for trusts, epraccur for GP practices) have 27 columns and no headings.
"""

from dataclasses import dataclass
from datetime import date

from goldenthread.core.tables import Column, Fault, Kind, Table, codes, parse, read_table
from goldenthread.core.tables.grammar import day
from goldenthread.core.tables.limits import Limits
from goldenthread.systems.imports.faults import FileFault, FilesFaulty
from goldenthread.systems.terms import OrganisationKind

_KINDS: dict[str, OrganisationKind] = {
    "nhs trust": OrganisationKind.TRUST,
    "trust": OrganisationKind.TRUST,
    "foundation trust": OrganisationKind.TRUST,
    "nhs foundation trust": OrganisationKind.TRUST,
    "acute trust": OrganisationKind.TRUST,
    "mental health trust": OrganisationKind.TRUST,
    "community trust": OrganisationKind.TRUST,
    "ambulance trust": OrganisationKind.TRUST,
    "gp": OrganisationKind.GP_PRACTICE,
    "gp practice": OrganisationKind.GP_PRACTICE,
    "general practice": OrganisationKind.GP_PRACTICE,
    "practice": OrganisationKind.GP_PRACTICE,
    "pcn": OrganisationKind.PRIMARY_CARE_NETWORK,
    "primary care network": OrganisationKind.PRIMARY_CARE_NETWORK,
    "council": OrganisationKind.COUNCIL,
    "local authority": OrganisationKind.COUNCIL,
    "icb": OrganisationKind.ICB,
    "integrated care board": OrganisationKind.ICB,
    "pharmacy": OrganisationKind.PHARMACY,
    "community pharmacy": OrganisationKind.PHARMACY,
    "charity": OrganisationKind.CHARITY,
    "community group": OrganisationKind.CHARITY,
    "voluntary": OrganisationKind.CHARITY,
    "vcse": OrganisationKind.CHARITY,
    "social care": OrganisationKind.SOCIAL_CARE,
    "care home": OrganisationKind.SOCIAL_CARE,
    "social care provider": OrganisationKind.SOCIAL_CARE,
    "other": OrganisationKind.OTHER,
}

_COLUMNS = (
    Column("code", ("ODS code", "Organisation code", "Org code", "ods", "code"), Kind.ODS, unique=True),
    Column(
        "name", ("Organisation name", "Org name", "name", "organisation"), required=True, most_characters=200
    ),
    Column(
        "kind",
        ("kind", "type", "Organisation type", "Organisation kind", "Org type"),
        Kind.CHOICE,
        choices=_KINDS,
    ),
    Column("place", ("place", "place code", "SICBL##CD", "LAD##CD", "place GSS code", "lies in")),
)
_EXPECTED = ("ODS code", "Organisation code", "Organisation name", "name", "kind")

_REPORT_HEADINGS = tuple(f"Column {number}" for number in range(1, 28))
_CODE, _NAME, _BOARD, _OPENED, _CLOSED, _SUB_ICB, _SETTING = 0, 1, 3, 10, 11, 14, 25
_GP_SETTING = "4"


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One organisation of a file."""

    line: int
    code: str  # empty when it has none, as many charities
    name: str
    kind: OrganisationKind
    place_code: str  # GSS or ODS code of the place it lies in, or empty


@dataclass(frozen=True, slots=True)
class Organisations:
    """What a file of organisations says, and what we noticed."""

    file_name: str
    rows: tuple[OrganisationRow, ...]
    notices: tuple[str, ...]


def read_organisations(
    content: bytes, *, name: str, board_ods_code: str, on: date, limits: Limits | None = None
) -> Organisations:
    """Read a list of organisations, or the ones of one board from an ODS report.

    Parameters
    ----------
    board_ods_code : str
        Picks the rows of a report, such as QOP. A plain list is taken whole.
    on : date
        Organisations of a report that were not open on this day are left out.

    Raises
    ------
    TableRefused, FilesFaulty
        If the file cannot be read, or any row cannot be used.
    """
    table = read_table(content, name=name, expect=_EXPECTED, limits=limits)
    if _is_report(table):
        table = read_table(content, name=name, headings=_REPORT_HEADINGS, limits=limits)
        return _from_report(table, board_ods_code=board_ods_code, on=on)
    return _from_list(table)


def _is_report(table: Table) -> bool:
    """Whether the first line, taken for headings, is an organisation of a report."""
    first = table.headings
    return (
        len(first) > _OPENED and codes.ods_code(first[_CODE]) is not None and day(first[_OPENED]) is not None
    )


def _from_list(table: Table) -> Organisations:
    parsed = parse(table, _COLUMNS)
    faults = list(parsed.faults)
    seen: dict[str, int] = {}
    rows = []
    for row in parsed.rows:
        name, code = row.values["name"], row.values["code"] or ""
        if name and not code:
            first = seen.setdefault(name.casefold(), row.line)
            if first != row.line:
                what = f"An organisation without a code has this name in row {first:,} too."
                faults.append(
                    Fault(row.line, parsed.headings["name"], name, what, "Keep one of the two rows.")
                )
        kind = row.values["kind"]
        chosen = kind if isinstance(kind, OrganisationKind) else _kind_by_code(code)
        rows.append(OrganisationRow(row.line, code, name or "", chosen, (row.values["place"] or "").upper()))
    if faults:
        raise FilesFaulty(tuple(FileFault(table.name, fault) for fault in faults))
    return Organisations(table.name, tuple(rows), tuple(notice.what for notice in parsed.notices))


def _from_report(table: Table, *, board_ods_code: str, on: date) -> Organisations:
    rows, faults, closed = [], [], 0
    for row in table.rows:
        cells = row.cells + ("",) * (len(_REPORT_HEADINGS) - len(row.cells))
        if cells[_BOARD].upper() != board_ods_code:
            continue
        code = codes.ods_code(cells[_CODE])
        if code is None:
            what = "This is not an ODS code."
            faults.append(
                Fault(row.line, "Column 1", cells[_CODE], what, "Take the report as it was published.")
            )
            continue
        if not _is_open(cells, on):
            closed += 1
            continue
        is_practice = codes.is_gp_practice_code(code)
        if is_practice and cells[_SETTING] not in ("", _GP_SETTING):
            continue  # a clinic or prison that prescribes, not a practice with patients
        kind = OrganisationKind.GP_PRACTICE if is_practice else OrganisationKind.TRUST
        rows.append(OrganisationRow(row.line, code, _spoken(cells[_NAME]), kind, cells[_SUB_ICB].upper()))
    if faults:
        raise FilesFaulty(tuple(FileFault(table.name, fault) for fault in faults))
    notices = [
        f"Read as a report of the Organisation Data Service; its rows of {board_ods_code or '-'} were taken."
    ]
    if closed:
        notices.append(f"Organisations that were not open on that day were left out: {closed}.")
    return Organisations(table.name, tuple(rows), tuple(notices))


def _is_open(cells: tuple[str, ...], on: date) -> bool:
    opened, closed = day(cells[_OPENED]), day(cells[_CLOSED])
    return (opened is None or opened <= on) and (closed is None or closed > on)


def _kind_by_code(code: str) -> OrganisationKind:
    if codes.is_gp_practice_code(code):
        return OrganisationKind.GP_PRACTICE
    return OrganisationKind.OTHER


_SMALL_WORDS = frozenset({"and", "of", "the", "for", "in", "on", "upon", "at", "with"})
_CAPITALS = frozenset({"NHS", "GP", "PCN", "ICB", "CIC", "UK", "II", "III"})


def _spoken(name: str) -> str:
    """A name that a report writes in capitals, as people write it.

    >>> _spoken("MANCHESTER UNIVERSITY NHS FOUNDATION TRUST")
    'Manchester University NHS Foundation Trust'
    """
    if name != name.upper():
        return name
    words = []
    for position, word in enumerate(name.split()):
        small = word.lower() in _SMALL_WORDS and position
        words.append(word if word in _CAPITALS else word.lower() if small else _capital(word))
    return " ".join(words)


def _capital(word: str) -> str:
    # "KING'S" is "King's" and "STOKE-ON-TRENT" is "Stoke-on-Trent".
    parts = word.lower().split("-")
    return "-".join(
        part if part in _SMALL_WORDS and at else part[:1].upper() + part[1:] for at, part in enumerate(parts)
    )
