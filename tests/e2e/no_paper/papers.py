"""The steps with papers: sent and converted, on the machines beforehand, turned through, one replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable

from playwright.async_api import Locator, expect

from tests.e2e.guest import COLOURS, PATIENCE_MS, Guest, until
from tests.e2e.no_paper.files import Paper, Papers
from tests.e2e.no_paper.room import AGENDA, Room
from tests.e2e.test_papers_held import KEPT
from tests.e2e.words import VI

READINGS = """async ([meeting]) => (await (await fetch(`/api/v1/meetings/${meeting}/papers/readings`, {
  headers: { 'X-Giaoban-Slot': sessionStorage.getItem('giaoban-slot') },
})).json())"""


def button(where: Guest | Locator, name: str) -> Locator:
    within = where.page if isinstance(where, Guest) else where
    return within.get_by_role("button", name=re.compile(f"^{re.escape(name)}"))


async def open_desk(secretary: Guest, room: Room) -> None:
    """The secretary's papers, read in English."""
    await secretary.page.goto(f"{room.near_url}/m/{room.meeting}/prepare")
    await secretary.page.get_by_role("tab", name=re.compile("^Papers")).click()


async def send_all(secretary: Guest, room: Room, papers: Iterable[Paper]) -> None:
    """All at once; each is on its way through the converter once its upload has nothing more to say."""
    await open_desk(secretary, room)
    await secretary.page.locator("input[type=file]").first.set_input_files([one.path for one in papers])
    for one in papers:
        row = secretary.page.get_by_role("listitem").filter(has_text=one.title)
        await expect(row.first).to_be_visible(timeout=PATIENCE_MS)
        await expect(row.filter(has_text=re.compile("Sending|Waiting"))).to_have_count(0, timeout=PATIENCE_MS)


async def all_converted(secretary: Guest, room: Room, papers: Iterable[Paper]) -> None:
    """Every paper is in the meeting and has its pages on the desk."""
    for one in papers:
        await until(lambda one=one: _is_in(room, one.title), f"{one.title} is converted")
        row = secretary.page.get_by_role("listitem").filter(has_text=one.title)
        await expect(row.get_by_text(re.compile(r"\d+ pages"))).to_be_visible(timeout=PATIENCE_MS)
        assert room.paper(one.title)["pages"] >= 2, one.title


async def _is_in(room: Room, title: str) -> bool:
    return title in room.titles()


async def hand_in(hall: Guest, room: Room, marked: Paper) -> None:
    """The hall hands in its confidential paper for its item; the secretary has yet to approve it."""
    await hall.page.goto(f"{room.near_url}/m/{room.meeting}/submit")
    await button(hall, "Thêm tài liệu").click()
    dialog = hall.page.get_by_role("dialog")
    await hall.page.locator("input[type=file]").last.set_input_files(marked.path)
    await dialog.get_by_role("textbox", name="Số, ký hiệu").fill("07/PA-BCH")
    await dialog.get_by_role("combobox", name="Độ mật").click()
    await hall.page.get_by_role("option", name="MẬT", exact=True).click()
    await button(dialog, "Tải lên").click()
    await button(hall, "Gửi thư ký duyệt").click(timeout=PATIENCE_MS)
    await hall.see("Chờ duyệt")


async def approve(secretary: Guest, room: Room, title: str) -> None:
    """The paper of the hall becomes one of the meeting."""
    await secretary.page.get_by_text(re.compile(r"^To approve \(1\)")).click()
    await secretary.see(AGENDA[1])
    await button(secretary, "Approve").click()
    await room.eye.until(lambda view: title in room.titles(), PATIENCE_MS / 1000)
    await (
        secretary.page.get_by_role("radiogroup", name="Views of the papers")
        .get_by_text("Papers", exact=True)
        .click()
    )


async def lie_on_the_machines(secretary: Guest, room: Room, halls: Iterable[Guest]) -> None:
    """Both halls hold every paper before the session opens, and the secretary's board says so."""
    wanted = len(room.titles())
    for hall in halls:

        async def all_here(hall: Guest = hall) -> bool:
            return len(await hall.page.evaluate(KEPT)) == wanted

        await until(all_here, f"{wanted} papers lie on the machine of {hall.name}")
    await secretary.page.get_by_text("On machines", exact=True).click()
    await secretary.see("2 of 2 halls have all papers on their machine.")
    await (
        secretary.page.get_by_role("radiogroup", name="Views of the papers")
        .get_by_text("Papers", exact=True)
        .click()
    )


async def show(chair: Guest, title: str) -> None:
    """The chair puts a paper before everybody."""
    await chair.page.get_by_role("button", name="Tài liệu cuộc họp").first.click()
    await chair.page.get_by_role("menuitem").filter(has_text=title).click()


async def sees(guest: Guest, title: str, page: int) -> None:
    """The page of this very paper is drawn, not blank."""
    label = f"{'Trang' if guest.lang == VI else 'Page'} {page}, {title}"
    canvas = guest.page.locator(f'canvas[data-page="{page}"][aria-label$="{label}"]').first
    await expect(canvas).to_be_visible(timeout=PATIENCE_MS)

    async def drawn() -> bool:
        return int(await canvas.evaluate(COLOURS)) > 2

    await until(drawn, f"page {page} of {title} is drawn before {guest.name}")


async def turn_through(chair: Guest, followers: Iterable[Guest], paper: Paper) -> None:
    """The paper is shown and turned once; everybody comes to see both pages."""
    everybody = [chair, *followers]
    await show(chair, paper.title)
    for guest in everybody:
        await sees(guest, paper.title, 1)
    await chair.page.get_by_role("button", name="Trang sau").first.click()
    for guest in everybody:
        await sees(guest, paper.title, 2)


async def replace(secretary: Guest, room: Room, papers: Papers, readers: Iterable[Guest]) -> None:
    """The report is replaced while it is in front of everybody, who read it before."""
    title, paper = papers.report.title, room.paper(papers.report.title)["id"]
    for reader in readers:

        async def has_read(reader: Guest = reader) -> bool:
            return paper in await reader.page.evaluate(READINGS, [room.meeting])

        await until(has_read, f"{reader.name} has read the first version")
    await button(secretary, f"More for {title}").click()
    await secretary.page.get_by_role("menuitem", name="Replace with a new version").click()
    await secretary.page.locator("input[type=file]").last.set_input_files(papers.corrected)
    await secretary.page.get_by_role("textbox", name="What has changed").fill("Số hộ di dời")
    await button(secretary, "Send the new version").click()
    await room.eye.until(lambda view: view["papers"]["items"][paper]["version"] == 2, PATIENCE_MS / 1000)


async def learn_what_changed(guest: Guest) -> None:
    """What one read is told apart from what stands now, word by word."""
    words = (
        ("Khác bản 1 quý vị đã đọc: trang 1", "Xem thay đổi"),
        ("Changed since you read version 1: pages 1", "Show changes"),
    )
    said, show_changes = words[guest.lang]
    await guest.see(said)
    await button(guest, show_changes).click()
    changes = guest.page.get_by_role("dialog")
    await expect(changes.locator("ins").filter(has_text="145").first).to_be_visible(timeout=PATIENCE_MS)
    await expect(changes.locator("del").filter(has_text="120").first).to_be_visible(timeout=PATIENCE_MS)
    await guest.page.keyboard.press("Escape")
    await expect(changes).to_be_hidden(timeout=PATIENCE_MS)
