"""`goldenthread check`: is this install healthy?"""

import json
from dataclasses import asdict
from datetime import UTC, datetime

import click

from goldenthread.site.cli.starting import start_django


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON, for a monitor.")
def command(*, as_json: bool) -> None:
    """Say whether this install is healthy, and how to mend what is not. Ends with 1 on a problem."""
    start_django()
    from goldenthread.site.health import State, findings

    found = findings(datetime.now(UTC))
    healthy = all(finding.state is not State.PROBLEM for finding in found)
    if as_json:
        click.echo(
            json.dumps({"healthy": healthy, "findings": [asdict(finding) for finding in found]}, indent=2)
        )
    else:
        marks = {State.GOOD: "  good    ", State.WARNING: "  warning ", State.PROBLEM: "  PROBLEM "}
        for finding in found:
            click.echo(f"{marks[finding.state]} {finding.question}: {finding.said}")
            if finding.mend and finding.state is not State.GOOD:
                click.echo(f"             → {finding.mend}")
        click.echo("This install is healthy." if healthy else "This install needs mending.")
    raise SystemExit(0 if healthy else 1)
