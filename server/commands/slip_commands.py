"""``giaoban verify-slip``: whether an opinion slip's chain, rows and files hold."""

from __future__ import annotations

from typing import Annotated

import typer

from server.commands.common import run, show
from server.services import Services


def verify_slip(slip: Annotated[str, typer.Argument(help="Id of the opinion slip.")]) -> None:
    """Walk an opinion slip's chain, compare the database with it, and read every file it names again."""

    async def work(services: Services) -> dict[str, object]:
        audit = await services.opinions.reports.verify(await services.opinions.office.slip(slip))
        findings = [{"code": one.code, "where": one.where} for one in audit.findings]
        return {
            "slip": slip,
            "entries": audit.entries,
            "chain": findings or "ok",
            "head": audit.head,
        }

    found = run(work)
    show(found)
    if found["chain"] != "ok":
        raise typer.Exit(1)
