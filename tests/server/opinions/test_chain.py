"""Nothing of a slip is edited, cut or reordered unnoticed."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from server.cli import app
from server.opinions.chain import hash_of
from tests.server.opinions.support import Circle
from tests.server.papers.pdfs import pdf


async def busy_slip(at: Circle) -> str:
    slip = await at.draft()
    await at.office.post(f"/opinions/{slip}/papers", params={"name": "a.pdf"}, content=pdf())
    await at.act(slip, "send")
    await at.answer(slip, "hoa", ("disagree", "Chưa đủ căn cứ"))
    await at.answer(slip, "binh", "agree")
    await at.act(slip, "remind")
    await at.reply(slip, "pass-up", "mai", to=at.ids["boss"])
    await at.act(slip, "extend", deadline="2026-03-20T10:00:00Z", reason="Mưa lũ")
    return slip


async def change(at: Circle, statement: str, **values: Any) -> None:
    database = at.world.services.database
    unbound = "PRAGMA defer_foreign_keys=ON" if database.is_sqlite else "SET session_replication_role=replica"
    async with database.write() as session:
        await session.execute(text(unbound))
        await session.execute(text(statement), values)


async def findings(at: Circle, slip: str) -> set[str]:
    return {one["code"] for one in (await at.verified(slip))["findings"]}


async def test_a_slip_nobody_touched_holds(at: Circle) -> None:
    slip = await busy_slip(at)
    found = await at.verified(slip)
    assert found == {"entries": 6, "head": (await at.read(slip))["head"], "holds": True, "findings": []}


async def test_an_edited_entry_is_found_whether_or_not_its_hash_is_made_to_fit(at: Circle) -> None:
    slip = await busy_slip(at)
    [entry] = [one for one in await chain(at, slip) if one["seq"] == 2]
    forged = json.loads(json.dumps(entry))
    forged["data"]["answer"]["opinions"][0]["opinion"] = "agree"
    await store(at, slip, forged)
    assert await findings(at, slip) == {"chain.wrong_hash"}

    forged["hash"] = hash_of(forged)
    await store(at, slip, forged)
    assert await findings(at, slip) == {"chain.wrong_prev"}

    await store(at, slip, {**entry, "note": "không nằm trong mã băm"})
    assert await findings(at, slip) == {"chain.not_canonical"}


async def chain(at: Circle, slip: str) -> list[dict[str, Any]]:
    answer = await at.office.get(f"/opinions/{slip}/entries.jsonl")
    return [json.loads(line) for line in answer.text.splitlines()]


async def store(at: Circle, slip: str, entry: dict[str, Any]) -> None:
    await change(
        at,
        "UPDATE opinion_entries SET entry=:entry, hash=:hash WHERE slip=:slip AND seq=:seq",
        entry=json.dumps(entry, ensure_ascii=False),
        hash=entry["hash"],
        slip=slip,
        seq=entry["seq"],
    )


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DELETE FROM opinion_entries WHERE slip=:slip AND seq=3", "chain.wrong_seq"),
        ("DELETE FROM opinion_entries WHERE slip=:slip AND seq=6", "chain.not_the_head"),
        ("DELETE FROM opinion_entries WHERE slip=:slip", "chain.no_beginning"),
        (
            "UPDATE opinion_entries SET seq = CASE seq WHEN 2 THEN 103 WHEN 3 THEN 102 END "
            "WHERE slip=:slip AND seq IN (2, 3)",
            "chain.wrong_seq",
        ),
        ("UPDATE opinion_entries SET actor='x' WHERE slip=:slip AND seq=2", "chain.columns"),
        ("UPDATE opinion_entries SET subject=NULL WHERE slip=:slip AND seq=2", "chain.columns"),
        ("UPDATE opinion_slips SET deadline='2030-01-01' WHERE id=:slip", "slip.differs"),
        ("UPDATE opinion_slips SET state='recalled' WHERE id=:slip", "slip.differs"),
        ("UPDATE opinion_slips SET title='Khác' WHERE id=:slip", "slip.differs"),
        ("UPDATE opinion_slips SET head_seq=5 WHERE id=:slip", "chain.not_the_head"),
        ("UPDATE opinion_recipients SET stage='unseen' WHERE slip=:slip AND place=1", "recipient.differs"),
        ("UPDATE opinion_recipients SET answer=NULL WHERE slip=:slip AND place=1", "recipient.differs"),
        ("UPDATE opinion_recipients SET reminders=0 WHERE slip=:slip AND place=3", "recipient.differs"),
        ("DELETE FROM opinion_recipients WHERE slip=:slip AND place=2", "recipient.missing"),
        ("UPDATE opinion_files SET sha256='00' WHERE slip=:slip", "file.differs"),
        ("DELETE FROM opinion_files WHERE slip=:slip", "file.missing"),
    ],
)
async def test_a_row_edited_cut_or_reordered_is_found(at: Circle, statement: str, code: str) -> None:
    slip = await busy_slip(at)
    await change(at, statement, slip=slip)
    assert code in await findings(at, slip)


async def test_two_entries_that_change_places_are_found(at: Circle) -> None:
    slip = await busy_slip(at)
    second, third = (await chain(at, slip))[1:3]
    await store(at, slip, {**third, "seq": 2})
    await store(at, slip, {**second, "seq": 3})
    assert await findings(at, slip) == {"chain.wrong_prev"}
    await store(at, slip, third | {"seq": 2, "prev": second["prev"]})
    assert await findings(at, slip) == {"chain.wrong_hash"}


async def test_a_paper_whose_bytes_changed_or_went_is_found(at: Circle) -> None:
    slip = await busy_slip(at)
    [path] = (at.world.services.settings.data / "objects" / "opinions").rglob("*.pdf")
    path.write_bytes(pdf(text="Khac"))
    assert await findings(at, slip) == {"file.changed"}
    path.unlink()
    assert await findings(at, slip) == {"file.gone"}


async def test_the_command_line_walks_the_chain(at: Circle, monkeypatch: pytest.MonkeyPatch) -> None:
    slip = await busy_slip(at)
    settings = at.world.services.settings
    monkeypatch.setenv("GIAOBAN_DATA", str(settings.data))
    monkeypatch.setenv("GIAOBAN_DATABASE_URL", settings.database_url or "")
    verify = ["verify-slip", slip]
    sound = await asyncio.to_thread(CliRunner().invoke, app, verify)
    assert (sound.exit_code, json.loads(sound.stdout)["chain"]) == (0, "ok")
    await change(at, "UPDATE opinion_recipients SET answer=NULL WHERE slip=:slip AND place=1", slip=slip)
    broken = await asyncio.to_thread(CliRunner().invoke, app, verify)
    assert (broken.exit_code, json.loads(broken.stdout)["chain"][0]["code"]) == (1, "recipient.differs")
    unknown = await asyncio.to_thread(CliRunner().invoke, app, ["verify-slip", "y0"])
    assert (unknown.exit_code, unknown.stderr.partition(":")[0]) == (1, "opinion.not_found")


async def test_a_draft_has_no_chain_to_break(at: Circle) -> None:
    assert (await at.verified(await at.draft()))["holds"] is True
