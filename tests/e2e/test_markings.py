"""A confidential paper before browsers: what of it may be sent in, what stays on a machine, who lowers it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.e2e.conftest import Invite
from tests.e2e.guest import PATIENCE_MS, Guest, until
from tests.e2e.no_paper.papers import sees
from tests.e2e.test_papers_held import holds
from tests.server.papers.pdfs import pdf
from tests.support.seats import Seat
from tests.support.server import RunningServer
from tests.support.tus import whole

pytestmark = pytest.mark.e2e

TITLE = "Phương án bảo vệ"
# Whether the browser's HTTP cache answers for an address: true only when the answer lies on this machine.
IN_HTTP_CACHE = """async ([url]) => {
  try {
    return (await fetch(url, { cache: 'only-if-cached', mode: 'same-origin' })).ok;
  } catch {
    return false;
  }
}"""
# Everything a page can have kept for later: names in Cache Storage, databases with their stores, storage.
KEPT = """async () => {
  const names = await caches.keys();
  const inCaches = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys())));
  const rows = async (database) => {
    const opened = await new Promise((resolve, reject) => {
      const asked = indexedDB.open(database.name);
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    const keysOf = (store) => new Promise((resolve, reject) => {
      const asked = opened.transaction(store).objectStore(store).getAllKeys();
      asked.onsuccess = () => resolve(asked.result.map((key) => `${database.name} ${store} ${key}`));
      asked.onerror = () => reject(asked.error);
    });
    const keys = await Promise.all([...opened.objectStoreNames].map(keysOf));
    opened.close();
    return keys.flat();
  };
  const databases = (await Promise.all((await indexedDB.databases()).map(rows))).flat();
  const storage = [localStorage, sessionStorage].flatMap((one) =>
    Object.keys(one).map((key) => `${key} ${one.getItem(key)}`));
  return [...inCaches.flat().map(({ url }) => url), ...databases, ...storage];
}"""

AS_SIGNED_IN = """async ([url]) => {
  const answer = await fetch(url, {
    headers: { 'X-Giaoban-Slot': sessionStorage.getItem('giaoban-slot') }, cache: 'no-store' });
  return [answer.status, answer.ok ? '' : (await answer.json()).code];
}"""


@dataclass
class Secret:
    """A session with a confidential paper in it; its chair has no browser."""

    server: RunningServer
    chair: Seat
    paper: str

    async def recall(self) -> dict[str, Any]:
        """The paper's machines as the desk sees them."""
        (found,) = (await self.chair.get("/meetings/demo/markings/recall"))["papers"]
        return dict(found)

    async def states(self) -> list[str]:
        return sorted(holder["state"] for holder in (await self.recall())["holders"])


@pytest_asyncio.fixture
async def secret(server: RunningServer) -> AsyncIterator[Secret]:
    chair = await Seat.by_link(server.demo["chair"])
    papers = "/meetings/demo/papers/submissions"
    made = await chair.post(papers, {"title": TITLE, "marking": "confidential"})
    data = pdf(3, text="Phuong an")
    where = f"/api/v1{papers}/{made['paper']}/{made['version']}/uploads"
    sent = await chair.http.post(where, content=data, headers=whole(data))
    assert sent.status_code == 201, sent.text
    await chair.until(lambda view: made["paper"] in view["papers"]["items"], PATIENCE_MS / 1000)
    await chair.command("meeting.start_line_check")
    await chair.command("meeting.open")
    yield Secret(server, chair, str(made["paper"]))
    await chair.leave()


def asked_for(guest: Guest, paper: str) -> list[str]:
    """Every address of the paper this browser asks for from now on."""
    asked: list[str] = []
    guest.who.context.on("request", lambda one: asked.append(one.url) if paper in one.url else None)
    return asked


async def test_nothing_of_it_stays_on_a_machine(secret: Secret, invite: Invite) -> None:
    hall = await invite("hall", size=(1920, 1080))
    asked = asked_for(hall, secret.paper)
    await hall.enter(secret.server.demo["sites"]["TU"])
    await secret.chair.command("front.show", paper=secret.paper, page=1)
    for page in (1, 2, 3):
        await secret.chair.command("front.turn", page=page)
        await sees(hall, TITLE, page)
    await until(holds(hall, 1), "the open paper beside it lies on the machine")
    pages = [url for url in asked if ".webp" in url]
    assert len(pages) >= 3
    assert not [url for url in asked if "/file" in url]

    async def kept() -> list[str]:
        return [one for one in await hall.page.evaluate(KEPT) if secret.paper in one]

    # While it is shown the machine has its name, so that it can prove later that nothing is left.
    assert [one.partition(" ")[0] for one in await kept()] == ["giaoban-marked"]
    script = await hall.page.evaluate("document.querySelector('script[type=module]').src")
    assert await hall.page.evaluate(IN_HTTP_CACHE, [script]), "the cache is seen to answer at all"
    assert [url for url in pages if await hall.page.evaluate(IN_HTTP_CACHE, [url])] == []

    await secret.chair.command("meeting.close")
    await until(lambda: _is(secret, ["purged"]), "the machine proves that nothing is left")
    assert await kept() == []
    for url in pages:
        assert await hall.page.evaluate(AS_SIGNED_IN, [url]) == [403, "marking.recalled"]


async def _is(secret: Secret, wanted: list[str]) -> bool:
    return await secret.states() == wanted


async def test_each_of_two_machines_of_one_person_proves_it_gave_the_paper_up(
    secret: Secret, invite: Invite
) -> None:
    """A delegate may use two; the phone is off at the closing, and gives its proof when it is back."""
    sites = list(secret.chair.view["sites"].values())
    link = secret.server.demo["delegates"][sites[4]["delegates"][0]]
    await secret.chair.command("front.show", paper=secret.paper, page=1)
    phone = await invite("phone", size=(390, 844))
    await phone.enter(link)
    await sees(phone, TITLE, 1)
    tablet = await phone.apart("tablet", size=(820, 1180))
    await tablet.enter(link)
    await sees(tablet, TITLE, 1)
    await sees(phone, TITLE, 1)
    away = phone.page.url
    await phone.page.goto("about:blank")

    await secret.chair.command("meeting.close")

    async def one_owes() -> bool:
        return (await secret.states()).count("purged") == 1

    await until(one_owes, "the tablet proves it, the phone is gone")
    await phone.page.goto(away)
    await until(lambda: _is(secret, ["purged", "purged"]), "the phone proves it when it is back")


async def test_only_once_lowered_by_the_chair_it_is_given_out_and_kept(
    secret: Secret, invite: Invite
) -> None:
    hall = await invite("hall", size=(1920, 1080))
    await hall.enter(secret.server.demo["sites"]["TU"])
    await secret.chair.command("front.show", paper=secret.paper, page=1)
    await sees(hall, TITLE, 1)
    marked = hall.page.locator('canvas[aria-label^="MẬT · "]')
    await expect(marked).to_be_visible(timeout=PATIENCE_MS)
    await until(holds(hall, 1), "only the open paper lies on the machine")

    secretary = await desk(secret, invite, "secretary")
    await expect(secretary.page.get_by_role("button", name="Thu hồi…")).to_be_visible(timeout=PATIENCE_MS)
    await expect(secretary.page.get_by_role("button", name="Hạ độ mật…")).to_have_count(0)
    await secretary.see("xem trang 1")
    chair = await desk(secret, invite, "chair")
    await chair.page.get_by_role("button", name="Hạ độ mật…").click()
    asked = chair.page.get_by_role("dialog", name="Hạ độ mật của tài liệu")
    await asked.get_by_role("textbox", name="Lý do").fill("Đã công bố")
    await asked.get_by_role("button", name="Hạ độ mật").click()

    await expect(marked).to_have_count(0, timeout=PATIENCE_MS)
    await sees(hall, TITLE, 1)
    await until(holds(hall, 2), "the paper lies on the machine as any other")
    # What it has shut stays shut until that is decided too.
    assert "recording" in secret.chair.view["secrecy"]["shut"]
    await secret.chair.command("marking.relax", what="recording", reason="Đã công bố")
    await secret.chair.until(lambda view: "recording" not in view["secrecy"]["shut"])


async def desk(secret: Secret, invite: Invite, who: str) -> Guest:
    """Somebody before the list of who opened the paper."""
    guest = await invite(who)
    await guest.open_link(secret.server.demo[who])
    await guest.page.wait_for_url(re.compile("^(?!.*/j/)"), timeout=PATIENCE_MS)
    await guest.page.goto(f"{secret.server.url}/m/demo/prepare")
    await guest.page.get_by_role("tab", name=re.compile("^Tài liệu")).click()
    await guest.page.get_by_role("button", name=f"Việc khác với {TITLE}").click()
    await guest.page.get_by_role("menuitem", name="Nhật ký và thu hồi").click()
    return guest


async def test_a_higher_marking_is_refused_before_the_file_is_sent(
    server: RunningServer, invite: Invite, tmp_path: Path
) -> None:
    chair = await Seat.by_link(server.demo["chair"])
    await chair.command("agenda.edit", item=chair.view["agenda"]["order"][1], seats=["site-TU"])
    paper = tmp_path / "ke-hoach.pdf"
    paper.write_bytes(pdf(1))
    hall = await invite("hall")
    await hall.open_link(server.demo["sites"]["TU"])
    await hall.page.wait_for_url(re.compile("^(?!.*/j/)"), timeout=PATIENCE_MS)
    await hall.page.goto(f"{server.url}/m/demo/submit")
    await hall.page.get_by_role("button", name=re.compile("^Thêm tài liệu")).click()
    sent: list[str] = []
    hall.page.on("request", lambda one: sent.append(one.method) if "/uploads" in one.url else None)
    dialog = hall.page.get_by_role("dialog")
    await hall.page.locator("input[type=file]").last.set_input_files(paper)
    for marking in ("TỐI MẬT (không nhận)", "TUYỆT MẬT (không nhận)"):
        await dialog.get_by_role("combobox", name="Độ mật").click()
        await hall.page.get_by_role("option", name=marking).click()
        async with hall.page.expect_response(re.compile("/submissions$"), timeout=PATIENCE_MS) as answer:
            await dialog.get_by_role("button", name="Tải lên").click()
        assert (await (await answer.value).json())["code"] == "marking.too_high"
        await hall.see("Không nhận tài liệu tối mật, tuyệt mật trên mạng này")
    assert sent == []
    brought = (await chair.get("/meetings/demo/papers/submissions"))["submissions"]
    assert "ke-hoach" not in [one["title"] for one in brought]
    await chair.leave()
