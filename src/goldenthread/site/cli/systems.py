"""`goldenthread systems`: start a real system from published files."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goldenthread.site.cli.starting import start_django

if TYPE_CHECKING:
    from goldenthread.core.tables import Table
    from goldenthread.systems.imports.lookups import Board, Lookup
    from goldenthread.systems.queries.importing import ImportPlan

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_PLACES = {"local-authorities": "local_authorities", "sub-icbs": "sub_icbs", "none": "none"}
_OPERATOR_FILE_BYTES = 50_000_000  # the operator's own files may be larger than an upload


@click.group()
def command() -> None:
    """Start a real system from published files."""
    start_django()


@command.command("boards")
@click.argument("lookups", nargs=-1, required=True, type=_FILE)
def list_boards(lookups: tuple[Path, ...]) -> None:
    """List the integrated care boards that published LOOKUPS hold."""
    for board in _read_lookup(lookups).boards:
        places = f"{len(board.sub_icbs)} sub-ICB locations, {len(board.local_authorities)} local authorities"
        click.echo(f"{board.code}  {board.ods_code:<4} {board.name} ({places})")


@command.command("import")
@click.argument("lookups", nargs=-1, required=True, type=_FILE)
@click.option("--icb", required=True, help="The board: its GSS code, its ODS code or its name.")
@click.option("--places", type=click.Choice(list(_PLACES)), default="local-authorities", show_default=True)
@click.option(
    "--organisations", "organisation_files", multiple=True, type=_FILE, help="May be given several times."
)
@click.option("--name", default="", help="What the system is called; else the board's own name, shortened.")
@click.option(
    "--from",
    "opened",
    type=click.DateTime(["%Y-%m-%d"]),
    help="From which day; else 1 April of the codes' year.",
)
@click.option("--preview", is_flag=True, help="Say what would be made, and make nothing.")
def import_command(
    lookups: tuple[Path, ...],
    icb: str,
    places: str,
    organisation_files: tuple[Path, ...],
    name: str,
    opened: datetime | None,
    preview: bool,
) -> None:
    """Make a system with its places and organisations from published LOOKUPS.

    LOOKUPS is one file with boards and their parts, or two that share small areas (LSOAs). Give
    the same files again and nothing changes.
    """
    from goldenthread.systems.actions.importing import ImportRefused, import_system
    from goldenthread.systems.imports.building import wanted_system
    from goldenthread.systems.queries.importing import import_plan
    from goldenthread.systems.rules.importing import IMPORT_REFUSAL_WORDS
    from goldenthread.systems.terms import PlaceSource

    lookup = _read_lookup(lookups)
    board = _chosen(lookup, icb)
    first_day = (
        opened.date() if opened else date(lookup.year or 2022, 7 if lookup.year in (None, 2022) else 4, 1)
    )
    rows, hashes = _read_organisations(organisation_files, board, first_day)
    wanted = wanted_system(board, name=name, source=PlaceSource(_PLACES[places]), organisations=rows)
    plan = import_plan(wanted)
    _print(plan)
    if preview:
        click.echo("Nothing was made.")
        return
    hashes += [_sha256(path) for path in lookups]
    try:
        done = import_system(
            wanted, opened=first_day, actor="command", at=datetime.now(UTC), file_hashes=hashes
        )
    except ImportRefused as refused:
        raise click.ClickException(IMPORT_REFUSAL_WORDS[refused.args[0]]) from refused
    click.echo(f"Made {done.made_count}, kept {done.kept_count}, left {done.left_count}.")
    click.echo(f"The system has number {done.system_id}. To let somebody run it:")
    click.echo(f"  goldenthread people add-admin EMAIL --system {done.system_id}")


def _read_lookup(paths: Sequence[Path]) -> "Lookup":
    from goldenthread.systems.imports.faults import FilesFaulty
    from goldenthread.systems.imports.lookups import LOOKUP_HEADINGS, read_lookup

    try:
        return read_lookup(*(_read(path, LOOKUP_HEADINGS) for path in paths))
    except FilesFaulty as faulty:
        raise _all_faults(faulty) from None


def _read_organisations(paths: Sequence[Path], board: "Board", on: date) -> tuple[list[Any], list[str]]:
    from goldenthread.core.tables import Limits, TableRefused
    from goldenthread.systems.imports.faults import FilesFaulty
    from goldenthread.systems.imports.organisations import read_organisations

    rows: list[Any] = []
    for path in paths:
        limits = Limits(file_bytes=_OPERATOR_FILE_BYTES)
        try:
            read = read_organisations(
                path.read_bytes(), name=path.name, board_ods_code=board.ods_code, on=on, limits=limits
            )
        except TableRefused as refused:
            raise _refusal(path, refused) from None
        except FilesFaulty as faulty:
            raise _all_faults(faulty) from None
        for notice in read.notices:
            click.echo(f"{path.name}: {notice}")
        rows += read.rows
    return rows, [_sha256(path) for path in paths]


def _read(path: Path, expect: Sequence[str]) -> "Table":
    from goldenthread.core.tables import Limits, TableRefused, read_table

    limits = Limits(file_bytes=_OPERATOR_FILE_BYTES)
    try:
        table = read_table(path.read_bytes(), name=path.name, expect=expect, limits=limits)
    except TableRefused as refused:
        raise _refusal(path, refused) from None
    for notice in table.notices:
        click.echo(f"{path.name}: {notice.what}")
    return table


def _refusal(path: Path, refused: Any) -> click.ClickException:
    words = "\n".join(f"{reason.what} {reason.mend}" for reason in refused.reasons)
    return click.ClickException(f"{path.name}: {words}")


def _all_faults(faulty: Any) -> click.ClickException:
    lines = [
        f"{each.file_name}, row {each.fault.line:,}, {each.fault.heading or 'whole file'}"
        f"{f' “{each.fault.value}”' if each.fault.value else ''}: {each.fault.what} {each.fault.mend}"
        for each in faulty.faults
    ]
    return click.ClickException("\n".join([*lines, f"Nothing was imported. Faults: {len(lines):,}."]))


def _chosen(lookup: "Lookup", icb: str) -> "Board":
    from goldenthread.systems.rules.importing import short_system_name

    asked = icb.strip().casefold()
    for board in lookup.boards:
        names = (board.code, board.ods_code, board.name, short_system_name(board.name))
        if asked in {name.casefold() for name in names}:
            return board
    known = "\n".join(f"  {board.code}  {board.name}" for board in lookup.boards)
    raise click.ClickException(f"There is no board “{icb}” in these files. They have:\n{known}")


def _print(plan: "ImportPlan") -> None:
    for planned in (plan.system, *plan.places, *plan.organisations):
        wanted, called = planned.wanted, ""
        if planned.found and planned.found.name != wanted.name:
            called = f" (here: {planned.found.name})"
        click.echo(
            f"{planned.verdict.value:<10} {wanted.kind.value:<13} {wanted.code:<10} {wanted.name}{called}"
        )


def _sha256(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()
