"""`goldenthread report`: the board report of a scope, as PDF or workbook."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goldenthread.site.cli.starting import start_django

if TYPE_CHECKING:
    from goldenthread.systems.rules import ScopeRef


@click.command()
@click.argument("scope")
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write it: a name that ends in .pdf or .xlsx.",
)
@click.option("--round", "round_id", type=int, help="The number of a closed round; else the newest.")
@click.option("--ask", "asks", multiple=True, help="What you ask of the board. May be given several times.")
def command(scope: str, out: Path, round_id: int | None, asks: tuple[str, ...]) -> None:
    """Write the board report of SCOPE, which is its code, its number or its name."""
    if out.suffix.lower() not in {".pdf", ".xlsx"}:
        raise click.BadParameter("end the name in .pdf or .xlsx", param_hint="--out")
    start_django()
    from django.utils import timezone

    from goldenthread.canvas.exports.board_report import board_report_sheets
    from goldenthread.canvas.paper.board_report import board_report_pdf
    from goldenthread.canvas.presenters.board_report import report_values
    from goldenthread.canvas.queries.board_report import board_report
    from goldenthread.core.exporting import xlsx_bytes

    found = board_report(_found(scope), round_id=round_id, today=timezone.localdate())
    if found is None:
        raise click.ClickException(f"{scope} has no such closed round, so there is nothing to report on.")
    if out.suffix.lower() == ".pdf":
        content = board_report_pdf(report_values(found, asks=asks))
    else:
        content = xlsx_bytes(*board_report_sheets(found))
    out.write_bytes(content)
    click.echo(f"Wrote {out}: {found.scope.name}, {found.results.head.title}, {len(content):,} bytes.")


def _found(wanted: str) -> "ScopeRef":
    from goldenthread.systems.queries.finding import scopes_called

    found = scopes_called(wanted)
    if not found:
        raise click.ClickException(f"No scope has the code, number or name {wanted!r}.")
    if len(found) > 1:
        names = "\n".join(f"  {ref.id}  {ref.name} ({ref.kind}, {ref.system_name})" for ref in found)
        raise click.ClickException(f"Several scopes are called {wanted!r}. Give the number of one:\n{names}")
    return found[0]
