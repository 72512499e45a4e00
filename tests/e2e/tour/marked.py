"""The part of the walk through every screen with a confidential paper in the session."""

from __future__ import annotations

import re

from playwright.async_api import expect

from tests.e2e.guest import PATIENCE_MS, Guest
from tests.e2e.tour.stops import (
    DESK,
    HALL,
    PHONE,
    Crew,
    Look,
    Stops,
    delegates_link,
    dialog,
    observers_link,
    signs_in,
)
from tests.server.papers.pdfs import pdf
from tests.support.tus import whole


async def bring(crew: Crew, meeting: str, title: str) -> str:
    """A confidential paper of the desk's; returns its id."""
    http, papers = crew.chair.http, f"/api/v1/meetings/{meeting}/papers"
    made = await http.post(f"{papers}/submissions", json={"title": title, "marking": "confidential"})
    assert made.status_code == 201, made.text
    paper, version = str(made.json()["paper"]), made.json()["version"]
    data = pdf(2, text="Phuong an")
    where = f"{papers}/submissions/{paper}/{version}/uploads"
    sent = await http.post(where, content=data, headers=whole(data))
    assert sent.status_code == 201, sent.text
    await crew.chair.until(lambda view: paper in view["papers"]["items"], PATIENCE_MS / 1000)
    return paper


async def marked(guest: Guest, stops: Stops, look: Look, crew: Crew, title: str) -> None:
    """What it shuts, its pages before chair, hall and delegate, its desk, and what an observer sees."""
    # The walk has left an item open that observers do not follow anyway.
    await crew.chair.command("agenda.edit", item=crew.chair.view["agenda"]["current"], internal=False)
    paper = await bring(crew, stops.meeting, title)
    await crew.chair.command("front.show", paper=paper, page=1)
    observer = await guest.tab(DESK)
    await observer.page.goto(await observers_link(stops, crew))
    await observer.see("Cuộc họp đang có tài liệu mật")
    await look(observer, "observer, kept out")
    for link, size, where in (
        (stops.site, HALL, "hall"),
        (await delegates_link(stops, crew), PHONE, "delegate"),
    ):
        tab = await guest.tab(size)
        await tab.enter_meeting(link, stops.url, stops.meeting)
        await expect(tab.page.locator('canvas[data-page="1"]').first).to_be_visible(timeout=PATIENCE_MS)
        await look(tab, f"{where}, confidential page")
        await tab.page.close()
    await desk(guest, stops, look, crew)
    await crew.chair.command("marking.relax", what="outsiders", reason=title)
    await expect(observer.page.get_by_text("Cuộc họp đang có tài liệu mật")).to_be_hidden(timeout=PATIENCE_MS)
    await look(observer, "observer, let in again")
    await observer.page.close()
    await crew.chair.command("marking.recall", paper=paper)


async def desk(guest: Guest, stops: Stops, look: Look, crew: Crew) -> None:
    """The secretary's watch over it, and what lowers or recalls it."""
    tab = await guest.tab(DESK)
    await signs_in(tab, await crew.officer("secretary"))
    await tab.page.goto(f"{stops.url}/m/{stops.meeting}")
    await tab.pass_check()
    await tab.see("vì có tài liệu mật")
    await tab.page.get_by_role("tab", name=re.compile("^Tài liệu")).click()
    await tab.page.get_by_role("button", name=re.compile("^Việc khác với")).last.click()
    await tab.page.get_by_role("menuitem", name="Nhật ký và thu hồi").click()
    await tab.see("Chuỗi nhật ký nguyên vẹn.")
    await tab.see("Các máy đã có tài liệu")
    await look(tab, "secretary, access log and recall")
    await tab.page.get_by_role("button", name="Thu hồi…").click()
    await dialog(tab, look, "secretary, recalling")
    await tab.page.close()
