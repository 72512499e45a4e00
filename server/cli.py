"""The command ``giaoban``. Each command does one thing and says in a line what went wrong."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from server.commands import data_commands, doctor, meeting_commands, people_commands, slip_commands, verify
from server.commands.common import guarded, quiet_logs
from server.settings import load_settings

app = typer.Typer(
    name="giaoban",
    help="Online briefings that link a province's points.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(people_commands.users, name="user")
app.add_typer(people_commands.sites, name="site")
app.add_typer(meeting_commands.meetings, name="meeting")
app.command("token")(meeting_commands.token)
app.command("verify")(verify.verify)
app.command("verify-slip")(slip_commands.verify_slip)
app.command("export")(data_commands.export)
app.command("backup")(data_commands.backup)
app.command("restore")(data_commands.restore)
app.command("doctor")(doctor.doctor)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="As GIAOBAN_HOST.")] = None,
    port: Annotated[int | None, typer.Option(help="As GIAOBAN_PORT.")] = None,
) -> None:
    """Run the server. With nothing configured it opens the demonstration briefing."""
    from server.serve import serve as run  # only this command needs the whole server

    with guarded():
        run(load_settings(host=host, port=port))


@app.command()
def migrate() -> None:
    """Bring the database to this version. ``serve`` does it as well."""
    with guarded():
        typer.echo(data_commands.migrate_now(load_settings()))


@app.command()
def bench(
    arguments: Annotated[list[str] | None, typer.Argument(help="Passed on to the bench.")] = None,
) -> None:
    """Measure this machine. Needs a checkout: the bench lives beside the tests."""
    with guarded():
        doctor.run_bench(arguments or [])


def main() -> None:
    """Entry of the console script. What it writes (records, papers, the database) is for its owner only."""
    os.umask(0o077)
    quiet_logs()
    try:
        app()
    except BrokenPipeError:
        sys.exit(1)
