"""Slips take no marked papers: nothing of a slip is shut, logged page by page or called back."""

from __future__ import annotations

from typing import Any

import pytest

from server.papers.pages import Making, Pages
from tests.server.opinions.support import Circle
from tests.server.papers.pdfs import pdf


def says(monkeypatch: pytest.MonkeyPatch, stamp: str) -> None:
    open_ = Making.open

    async def reading(self: Making, *where: Any) -> Pages:
        made = await open_(self, *where)
        made.texts.write_text(f'["UBND TỈNH\\n{stamp}\\nBÁO CÁO"]', "utf-8")
        return made

    monkeypatch.setattr(Making, "open", reading)


@pytest.mark.parametrize(("stamp", "code"), [("MẬT", "opinion.marked"), ("TỐI MẬT", "paper.says_higher")])
async def test_the_office_cannot_send_one_round(
    at: Circle, monkeypatch: pytest.MonkeyPatch, stamp: str, code: str
) -> None:
    slip = await at.draft()
    says(monkeypatch, stamp)
    sent = await at.office.post(f"/opinions/{slip}/papers", params={"name": "a.pdf"}, content=pdf())
    assert (sent.status_code, sent.json()["code"]) == (422, code)
    data = at.world.services.settings.data
    left = [path for part in ("objects/opinions", "opinions-quarantine") for path in (data / part).rglob("*")]
    assert not [path for path in left if path.is_file()]
    assert (await at.read(slip))["papers"] == []
