"""Lookups of integrated care boards to their parts, as the Office for National Statistics publishes them.

The same columns come under several headings: ICB24CD as published, icb24_code in common R
packages, ONS_ICB_CODE in NHS England's files. Local authorities may stand in the same file or in
a second one that shares its small areas.
"""

import re
from collections import Counter
from dataclasses import dataclass

from goldenthread.core.tables import Column, Fault, Kind, Parsed, Table, parse
from goldenthread.systems.imports.faults import FileFault, FilesFaulty

ICB_CODE, ICB_ODS, ICB_NAME = "icb_code", "icb_ods", "icb_name"
SUB_CODE, SUB_ODS, SUB_NAME = "sub_code", "sub_ods", "sub_name"
LAD_CODE, LAD_NAME = "lad_code", "lad_name"
SMALL_AREA = "small_area"

LOOKUP_COLUMNS = (
    Column(ICB_CODE, ("ICB##CD", "icb##_code", "ICBCD", "ONS_ICB_CODE"), Kind.GSS),
    Column(ICB_ODS, ("ICB##CDH", "icb##_code_h", "icb##_code_nhs", "ICBCDH", "ICB_CODE"), Kind.ODS),
    Column(ICB_NAME, ("ICB##NM", "icb##_name", "ICBNM", "ICB_NAME")),
    Column(SUB_CODE, ("SICBL##CD", "sicbl##_code", "SICBLCD", "ONS_SUB_ICB_LOCATION_CODE"), Kind.GSS),
    Column(SUB_ODS, ("SICBL##CDH", "sicbl##_code_h", "sicbl##_code_nhs", "SICBLCDH"), Kind.ODS),
    Column(SUB_NAME, ("SICBL##NM", "sicbl##_name", "SICBLNM", "SUB_ICB_LOCATION_NAME")),
    Column(LAD_CODE, ("LAD##CD", "ltla##_code", "lad##_code", "LADCD", "LTLA##CD"), Kind.GSS),
    Column(LAD_NAME, ("LAD##NM", "ltla##_name", "lad##_name", "LADNM", "LTLA##NM")),
    Column(SMALL_AREA, ("LSOA##CD", "lsoa##_code"), Kind.GSS),
)
LOOKUP_HEADINGS = (
    "ICB24CD",
    "ICB24NM",
    "SICBL24CD",
    "LAD24CD",
    "LSOA21CD",
    "icb24_code",
    "lsoa21_code",
    "ltla24_code",
)

_ENTITIES = {
    ICB_CODE: (("E54",), "an integrated care board", "E54"),
    SUB_CODE: (("E38",), "a sub-ICB location", "E38"),
    LAD_CODE: (
        ("E06", "E07", "E08", "E09", "W06", "S12", "N09"),
        "a local authority",
        "E06, E07, E08 or E09",
    ),
    SMALL_AREA: (("E01", "W01", "S01", "N00"), "a lower layer super output area", "E01"),
}
_NAME_OF = {ICB_CODE: ICB_NAME, SUB_CODE: SUB_NAME, LAD_CODE: LAD_NAME}
_YEAR = re.compile(r"[0-9]{2}")
_MOST_NAMED = 20  # how many missing small areas we name one by one


@dataclass(frozen=True, slots=True)
class Part:
    """A sub-ICB location or a local authority that lies in an ICB, wholly or in part.

    Local authorities have no ODS code here.
    Counts are of small areas (LSOAs); both are 0 where a file does not go down to them.
    """

    code: str
    ods_code: str
    name: str
    inside_count: int
    all_count: int


@dataclass(frozen=True, slots=True)
class Board:
    """One integrated care board with its parts."""

    code: str
    ods_code: str
    name: str
    sub_icbs: tuple[Part, ...]
    local_authorities: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Lookup:
    """What one or two files say about boards."""

    year: int | None  # of the codes, from the headings
    boards: tuple[Board, ...]
    notices: tuple[str, ...]


def read_lookup(*tables: Table) -> Lookup:
    """Put together the boards of one file, or of two that share small areas.

    Raises
    ------
    FilesFaulty
        With every row that cannot be used; then nothing is.
    """
    read = [_Read(table, parse(table, LOOKUP_COLUMNS)) for table in tables]
    faults = [
        FileFault(each.table.name, fault)
        for each in read
        for fault in (*each.parsed.faults, *_faults_of(each))
    ]
    main = next((each for each in read if ICB_CODE in each.parsed.headings), None)
    if main is None:
        what, mend = (
            "There is no column of codes of integrated care boards.",
            "Add one headed ICB24CD, or the like.",
        )
        faults.append(FileFault(tables[0].name, Fault(tables[0].heading_line, "ICB24CD", "", what, mend)))
        raise FilesFaulty(tuple(faults))
    other = next((each for each in read if each is not main and LAD_CODE in each.parsed.headings), None)
    authorities, joining = _authorities(main, other)
    faults += joining
    if faults:
        raise FilesFaulty(tuple(faults))
    notices = [notice.what for each in read for notice in each.table.notices]
    return Lookup(_year(main), _boards(main, authorities), tuple(notices))


@dataclass(frozen=True, slots=True)
class _Read:
    table: Table
    parsed: Parsed


def _faults_of(read: _Read) -> list[Fault]:
    """Codes of the wrong kind, codes without a name or with two, and boards that are not given."""
    faults: list[Fault] = []
    names: dict[tuple[str, str], tuple[str, int]] = {}
    headings = read.parsed.headings
    for row in read.parsed.rows:
        for key, (starts, what, example) in _ENTITIES.items():
            code = row.values[key]
            if code is None:
                if (
                    key == ICB_CODE
                    and key in headings
                    and not _has_fault(read.parsed, row.line, headings[key])
                ):
                    faults.append(
                        Fault(row.line, headings[key], "", "The code of the ICB is missing.", "Fill it.")
                    )
                continue
            if not code.startswith(starts):
                mend = f"Use a code that begins with {example}."
                faults.append(Fault(row.line, headings[key], code, f"This is not the code of {what}.", mend))
                continue
            if (name_key := _NAME_OF.get(key)) and name_key in headings:
                faults += _naming(row.line, code, row.values[name_key], headings[name_key], names, name_key)
    return faults


def _naming(
    line: int,
    code: str,
    name: str | None,
    heading: str,
    names: dict[tuple[str, str], tuple[str, int]],
    key: str,
) -> list[Fault]:
    if not name:
        return [Fault(line, heading, "", f"The name of {code} is missing.", "Fill it.")]
    first, first_line = names.setdefault((key, code), (name, line))
    if first != name:
        what = f"{code} is called “{first}” in row {first_line:,}."
        return [Fault(line, heading, name, what, "Use one name for one code.")]
    return []


def _has_fault(parsed: Parsed, line: int, heading: str) -> bool:
    return any(fault.line == line and fault.heading == heading for fault in parsed.faults)


def _authorities(main: _Read, other: _Read | None) -> tuple[list[tuple[str, str, str]], list[FileFault]]:
    """(board, local authority, its name) for every small area, and what keeps two files from joining."""
    if other is None or LAD_CODE in main.parsed.headings:
        return [
            (row.values[ICB_CODE], row.values[LAD_CODE], row.values[LAD_NAME] or row.values[LAD_CODE])
            for row in main.parsed.rows
            if row.values[LAD_CODE] and row.values[ICB_CODE]
        ], []
    mine, theirs = main.parsed.headings.get(SMALL_AREA), other.parsed.headings.get(SMALL_AREA)
    if not mine or not theirs or _YEAR.findall(mine) != _YEAR.findall(theirs):
        what = "The two files cannot be joined: they need small areas (LSOAs) of the same year."
        return [], [_whole(other, what, f"Give files that both have {mine or 'LSOA21CD'}.")]
    known = {row.values[SMALL_AREA]: row.values for row in other.parsed.rows}
    missing = [
        row for row in main.parsed.rows if row.values[SMALL_AREA] and row.values[SMALL_AREA] not in known
    ]
    if missing:
        mend = f"Use two files of the same year. Areas that are missing: {len(missing):,}."
        return [], [
            FileFault(
                main.table.name,
                Fault(
                    row.line, mine, row.values[SMALL_AREA], f"This area is not in {other.table.name}.", mend
                ),
            )
            for row in missing[:_MOST_NAMED]
        ]
    board_of = {row.values[SMALL_AREA]: row.values[ICB_CODE] for row in main.parsed.rows}
    return [
        (board_of.get(area, ""), values[LAD_CODE], values[LAD_NAME] or values[LAD_CODE])
        for area, values in known.items()
        if values[LAD_CODE]
    ], []


def _whole(read: _Read, what: str, mend: str) -> FileFault:
    return FileFault(read.table.name, Fault(read.table.heading_line, "", "", what, mend))


def _boards(main: _Read, authorities: list[tuple[str, str, str]]) -> tuple[Board, ...]:
    rows = [row.values for row in main.parsed.rows]
    has_areas = SMALL_AREA in main.parsed.headings
    subs = [(r[ICB_CODE], r[SUB_CODE], r[SUB_NAME] or r[SUB_CODE]) for r in rows if r[SUB_CODE]]
    ods_codes = {r[SUB_CODE]: r[SUB_ODS] or "" for r in rows}
    sub_parts = _parts(subs, ods_codes=ods_codes, counted=has_areas)
    authority_parts = _parts(authorities, ods_codes={}, counted=has_areas)
    named = {row[ICB_CODE]: (row[ICB_ODS] or "", row[ICB_NAME] or row[ICB_CODE]) for row in rows}
    return tuple(
        Board(code, ods, name, sub_parts.get(code, ()), authority_parts.get(code, ()))
        for code, (ods, name) in sorted(named.items(), key=lambda item: (item[1][1], item[0]))
    )


def _parts(
    links: list[tuple[str, str, str]], *, ods_codes: dict[str, str], counted: bool
) -> dict[str, tuple[Part, ...]]:
    inside, everywhere = (
        Counter((board, code) for board, code, _ in links),
        Counter(code for _, code, _ in links),
    )
    names = {code: name for _, code, name in links}
    parts: dict[str, list[Part]] = {}
    for board, code in sorted(inside, key=lambda pair: (pair[0], names[pair[1]], pair[1])):
        counts = (inside[board, code], everywhere[code]) if counted else (0, 0)
        parts.setdefault(board, []).append(Part(code, ods_codes.get(code, ""), names[code], *counts))
    return {board: tuple(found) for board, found in parts.items()}


def _year(main: _Read) -> int | None:
    years = _YEAR.findall(main.parsed.headings[ICB_CODE])
    return 2000 + int(years[0]) if years else None
