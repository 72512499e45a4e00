"""Private notes in browsers: on all devices of their owner, and into a paper's new version."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Dialog, Locator, expect

from tests.e2e.conftest import Invite
from tests.e2e.guest import PATIENCE_MS, Guest, until
from tests.e2e.words import EN
from tests.server.papers.pdfs import assemble
from tests.support.seats import Seat
from tests.support.server import RunningServer
from tests.support.tus import whole

pytestmark = pytest.mark.e2e

TITLE = "Báo cáo giải ngân vốn đầu tư công"
FIRST, SECOND, THIRD = (
    ["Uy ban nhan dan tinh bao cao", "ket qua giai ngan von dau tu cong", "muoi thang dau nam"],
    ["Tong von da giai ngan la 4215 ty dong", "ty le giai ngan cua cac huyen mien nui con thap"],
    ["De nghi bo sung kinh phi", "khac phuc hau qua mua lu o cac xa bien gioi"],
)
COVER, APPENDIX = ["Ban sua ngay 27 thang 11"], ["Phu luc so lieu chi tiet", "cac du an cham tien do"]
QUESTION, PLACE_GONE, WRITTEN_THERE, OFFLINE = (
    "Hỏi lại tỷ lệ của ba huyện <b>miền núi</b> & biên giới",
    "Khoản này đã có trong dự phòng chưa?",
    "Viết từ điện thoại",
    "Viết khi mất mạng",
)
OFFICERS = "Nhắc Sở Tài chính báo cáo sau"
AT_DESK, AT_HOME, HALF_WRITTEN = "Viết tiếp ở bàn họp", "Viết tiếp ở nhà", "Viết dở"
PASSWORD = "Song Lam mua nay can"

# Selects words of the page as a hand does, and says whether they are there.
SELECT = """
([words]) => {
  const layer = [...document.querySelectorAll('[class*=_text_]')].find((one) => one.querySelector('span'));
  const walker = document.createTreeWalker(layer ?? document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0 || !layer) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return true;
  }
  return false;
}
"""


@dataclass
class Room:
    """Who is there: a secretary at the desk, and a delegate with two devices, another delegate."""

    desk: Seat
    paper: str
    an: Guest
    phone: Guest
    binh: Guest


async def test_notes_are_their_owners_alone_on_all_devices_and_follow_a_new_version(
    server: RunningServer, invite: Invite, tmp_path: Path
) -> None:
    """One story on purpose: what is read elsewhere, followed, lost and exported was written before."""
    room = await gather(server, invite)
    an, phone = room.an, room.phone
    await annotate(an)
    await bring_the_key(an, phone)
    await expect(rows(phone)).to_have_count(4, timeout=PATIENCE_MS)
    await both_ways(an, phone)

    await nobody_else(server, room)
    await officers_devices(server, invite, tmp_path)

    await replace(room.desk, room.paper, paper_of(COVER, FIRST, SECOND, APPENDIX))
    await follows(an)
    await an.page.reload()
    await an.on_page(3)
    await expect(an.page.locator("[class*=_mark_][data-colour=yellow]").first).to_be_visible(
        timeout=PATIENCE_MS
    )
    await exported(an, tmp_path)
    await room.desk.leave()


async def gather(server: RunningServer, invite: Invite) -> Room:
    """A paper is in front of a session; the delegates are in."""
    desk = await Seat.by_link(server.demo["secretary"])
    paper = await send(desk, paper_of(FIRST, SECOND, THIRD))
    sites = list(desk.view["sites"].values())
    people: dict[str, Any] = server.demo["delegates"]
    chair = await Seat.by_link(server.demo["chair"])
    await chair.command("meeting.start_line_check")
    await chair.command("meeting.open")
    await chair.command("front.show", paper=paper, page=1)
    await chair.leave()
    mine, other = people[sites[4]["delegates"][0]], people[sites[6]["delegates"][0]]
    an = await (await invite("An")).enter(mine)
    phone = await (await invite("An's phone", size=(390, 844), touch=True, dark=True)).enter(mine)
    binh = await (await invite("Bình", size=(1024, 768), lang=EN)).enter(other)
    await an.on_page(1)
    return Room(desk, paper, an, phone, binh)


def paper_of(*pages: list[str]) -> bytes:
    """A PDF with so many lines on each page."""
    kids = " ".join(f"{4 + 2 * page} 0 R" for page in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        words = " ".join(f"({line}) Tj 0 -30 Td" for line in lines)
        content = f"BT /F 20 Tf 72 700 Td {words} ET".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return assemble(objects)


async def send(desk: Seat, data: bytes) -> str:
    """Brings a paper into the meeting; its id."""
    path = "/api/v1/meetings/demo/papers/uploads"
    answer = await desk.http.post(path, headers=whole(data, name="bao-cao.pdf", title=TITLE), content=data)
    assert answer.status_code == 201, answer.text
    await desk.until(lambda view: any(one["title"] == TITLE for one in view["papers"]["items"].values()))
    items = desk.view["papers"]["items"].values()
    return str(next(one["id"] for one in items if one["title"] == TITLE))


async def replace(desk: Seat, paper: str, data: bytes) -> None:
    """Puts a new version in while the session runs."""
    begun = await desk.post("/meetings/demo/papers/submissions", {"newer_of": paper, "note": "Sửa số liệu"})
    version = begun["version"]
    path = f"/api/v1/meetings/demo/papers/submissions/{paper}/{version}/uploads"
    answer = await desk.http.post(path, headers=whole(data, name="bao-cao-2.pdf"), content=data)
    assert answer.status_code == 201, answer.text
    await desk.until(lambda view: view["papers"]["items"][paper]["version"] == version)


def button(guest: Guest | Locator, name: str) -> Locator:
    where = guest.page if isinstance(guest, Guest) else guest
    return where.get_by_role("button", name=re.compile(f"^{name}"))


def panel(guest: Guest) -> Locator:
    """The list of one's notes."""
    return guest.page.get_by_role("dialog", name=("Ghi chú của tôi", "My notes")[guest.lang])


def rows(guest: Guest) -> Locator:
    return panel(guest).locator("li[data-note]")


async def open_panel(guest: Guest) -> Locator:
    await button(guest, ("Mở ghi chú của tôi", "Open my notes")[guest.lang]).first.click()
    await expect(panel(guest)).to_be_visible(timeout=PATIENCE_MS)
    return panel(guest)


async def close_panel(guest: Guest) -> None:
    await guest.page.keyboard.press("Escape")
    await expect(panel(guest)).to_be_hidden(timeout=PATIENCE_MS)


async def select(guest: Guest, words: str) -> Locator:
    """Selects words of the page, once they are laid over it; the bar of what may be done with them."""
    bar = guest.page.get_by_role("toolbar", name=("Đoạn đang chọn", "Words selected")[guest.lang])

    async def selected() -> bool:
        return bool(await guest.page.evaluate(SELECT, [words])) and await bar.is_visible()

    await until(selected, f"{guest.name} can select {words!r}")
    return bar


async def write(guest: Guest, text: str) -> None:
    """Fills in and saves the note that is open."""
    editor = guest.page.get_by_role("dialog", name=re.compile("^(Ghi chú mới|New note)"))
    await expect(editor.get_by_text(re.compile("Chỉ mình tôi đọc được|Only I can read"))).to_be_visible(
        timeout=PATIENCE_MS
    )
    await editor.get_by_role("textbox").fill(text)
    await button(editor, ("Lưu ghi chú", "Save note")[guest.lang]).click()
    await expect(editor).to_be_hidden(timeout=PATIENCE_MS)


async def annotate(an: Guest) -> None:
    """A highlight on the first page, a note and a bookmark on the second, a note on words of the third."""
    bar = await select(an, "giai ngan von dau tu cong")
    await button(bar, "Tô màu xanh lá").click()
    await expect(an.page.locator("[class*=_mark_][data-colour=green]").first).to_be_visible(
        timeout=PATIENCE_MS
    )
    await an.page.keyboard.press("]")
    await an.on_page(2)
    bar = await select(an, "huyen mien nui con thap")
    await button(bar, "Ghi chú đoạn này").click()
    await write(an, QUESTION)
    await button(an, "Đánh dấu trang này").first.click()
    await expect(an.page.get_by_role("img", name="Dấu trang")).to_be_visible(timeout=PATIENCE_MS)
    await an.page.keyboard.press("]")
    await an.on_page(3)
    await select(an, "khac phuc hau qua mua lu")
    await an.page.keyboard.press(".")
    await write(an, PLACE_GONE)


async def bring_the_key(an: Guest, phone: Guest) -> None:
    """The second device cannot read without a code from the first."""
    locked = await open_panel(phone)
    await expect(locked.get_by_text("Ghi chú đang khóa")).to_be_visible(timeout=PATIENCE_MS)
    await expect(locked.get_by_text(QUESTION)).to_have_count(0)
    mine = await open_panel(an)
    await button(mine, "Mã cho thiết bị khác").click()
    code = await an.page.locator("[data-code]").inner_text()
    await another_device(an, phone)
    await an.page.keyboard.press("Escape")
    await expect(an.page.locator("[data-code]")).to_be_hidden(timeout=PATIENCE_MS)
    await close_panel(an)
    field = locked.get_by_role("textbox", name=re.compile("^Mã lấy từ thiết bị"))
    await field.fill("AAAA-BBBB-CCCC")
    await button(locked, "Dùng mã").click()
    await expect(locked.get_by_text(re.compile("[Mm]ã.*không đúng"))).to_be_visible(timeout=PATIENCE_MS)
    await field.fill(code)
    await button(locked, "Dùng mã").click()
    await expect(locked.get_by_text(QUESTION)).to_be_visible(timeout=PATIENCE_MS)


async def another_device(an: Guest, phone: Guest) -> None:
    """The link made beside the code signs the same delegate in elsewhere, once."""
    await an.page.get_by_role("button", name="Tạo liên kết đăng nhập").click()
    await expect(an.page.get_by_role("img", name=re.compile("^Mã QR của liên kết"))).to_be_visible(
        timeout=PATIENCE_MS
    )
    link = await an.page.get_by_role("dialog").locator("code").inner_text()
    origin, _, token = link.partition("/j/")
    statuses = []
    for _ in range(2):
        answer = await phone.page.request.post(f"{origin}/api/v1/session/link", data={"token": token})
        statuses.append(answer.status)
        if answer.ok:
            assert (await answer.json())["principal"]["kind"] == "delegate"
    assert statuses == [200, 404]


async def both_ways(an: Guest, phone: Guest) -> None:
    """What the phone writes comes to the first device by itself, also what it wrote without a line."""
    await button(panel(phone), "Ghi chú trang này").click()
    await write(phone, WRITTEN_THERE)
    await open_panel(an)
    await expect(rows(an).filter(has_text=WRITTEN_THERE)).to_be_visible(timeout=PATIENCE_MS)
    await phone.who.context.set_offline(True)
    await button(await open_panel(phone), "Ghi chú trang này").click()
    await write(phone, OFFLINE)
    await open_panel(phone)
    await expect(rows(phone).filter(has_text=OFFLINE).get_by_text("Chưa gửi")).to_be_visible(
        timeout=PATIENCE_MS
    )
    await expect(rows(an).filter(has_text=OFFLINE)).to_have_count(0)
    await phone.who.context.set_offline(False)
    await expect(rows(an).filter(has_text=OFFLINE)).to_be_visible(timeout=PATIENCE_MS)
    await close_panel(an)
    await close_panel(phone)


async def nobody_else(server: RunningServer, room: Room) -> None:
    """Another delegate has an empty list, the desk its own, and nothing readable lies on the disk."""
    theirs = await open_panel(room.binh)
    await expect(theirs.get_by_text("No notes yet.")).to_be_visible(timeout=PATIENCE_MS)
    await close_panel(room.binh)
    await button(room.binh, "Note on this page").click()
    await write(room.binh, "Ask about the mountain districts")
    await expect(room.binh.page.locator("[data-note]")).to_have_count(1, timeout=PATIENCE_MS)
    assert (await room.desk.get("/meetings/demo/notes"))["notes"] == []
    written = [text.encode() for text in (QUESTION, PLACE_GONE, WRITTEN_THERE, OFFLINE)]
    for file in await asyncio.to_thread(lambda: [one for one in server.data.rglob("*") if one.is_file()]):
        held = await asyncio.to_thread(file.read_bytes)
        assert not any(text in held for text in written), file


async def officers_devices(server: RunningServer, invite: Invite, folder: Path) -> None:
    """An officer's password opens the notes wherever the officer signs in, and beside the meeting."""
    link = server.demo["deputy"]
    deputy = Seat(server.url)
    await deputy.open_link(link.partition("/j/")[2])
    await deputy.post("/session/password", {"password": PASSWORD})
    await deputy.leave()
    desk, home = await invite("deputy"), await invite("deputy at home", lang=EN, dark=True)
    for guest in (desk, home):
        await guest.page.goto(f"{server.url}/sign-in")
        await guest.page.get_by_role("textbox", name=re.compile("^(Tên đăng nhập|Login name)")).fill("deputy")
        await guest.page.get_by_label(re.compile("^(Mật khẩu|Password)")).first.fill(PASSWORD)
        await guest.page.keyboard.press("Enter")
        await guest.page.wait_for_url(re.compile("^(?!.*/sign-in)"), timeout=PATIENCE_MS)
    await desk.page.goto(f"{server.url}/m/demo")
    await desk.pass_check()
    await desk.on_page(1)
    await button(desk, "Ghi chú trang này").click()
    await write(desk, OFFICERS)
    await home.page.goto(f"{server.url}/m/demo/read")
    await home.on_page(1)
    await open_panel(home)
    await expect(rows(home)).to_have_count(1, timeout=PATIENCE_MS)
    await expect(rows(home).filter(has_text=OFFICERS)).to_be_visible(timeout=PATIENCE_MS)
    await both_texts(desk, home)
    await unsaved(home)
    await everything(server, home, folder)
    await desk.leave()
    await home.leave()


async def both_texts(desk: Guest, home: Guest) -> None:
    """A note that is changed elsewhere while it stands in an editor is kept twice."""
    await open_panel(desk)
    await button(rows(desk).filter(has_text=OFFICERS), "Sửa:").click()
    editor = desk.page.get_by_role("dialog", name="Sửa ghi chú")
    await editor.get_by_role("textbox").fill(AT_DESK)
    await button(rows(home).filter(has_text=OFFICERS), "Edit:").click()
    await home.page.get_by_role("dialog", name="Edit note").get_by_role("textbox").fill(AT_HOME)
    await button(home.page.get_by_role("dialog", name="Edit note"), "Save note").click()
    await expect(desk.page.locator("li[data-note]").filter(has_text=AT_HOME)).to_be_attached(
        timeout=PATIENCE_MS
    )
    await button(editor, "Lưu ghi chú").click()
    for guest in (desk, home):
        for text in (AT_DESK, AT_HOME):
            await expect(rows(guest).filter(has_text=text)).to_be_visible(timeout=PATIENCE_MS)


async def unsaved(home: Guest) -> None:
    """The browser asks before unsaved words go with their page; who stays finds them as they were."""
    asked: list[str] = []

    async def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.dismiss()

    async def was_asked() -> bool:
        return asked == ["beforeunload"]

    home.page.on("dialog", stay)
    await button(panel(home), "Note on this page").click()
    editor = home.page.get_by_role("dialog", name="New note")
    await editor.get_by_role("textbox").fill(HALF_WRITTEN)
    await home.page.evaluate("void setTimeout(() => location.reload())")
    await until(was_asked, "the browser asks before it reloads")
    await expect(editor.get_by_role("textbox")).to_have_value(HALF_WRITTEN)
    await button(editor, "Save note").click()
    await open_panel(home)
    await expect(rows(home).filter(has_text=HALF_WRITTEN)).to_have_count(1, timeout=PATIENCE_MS)


async def everything(server: RunningServer, home: Guest, folder: Path) -> None:
    """All notes go into one file from the first page."""
    await home.page.goto(f"{server.url}/")
    await button(home, "Export all my notes").click()
    asked = home.page.get_by_role("dialog", name="Export all my notes")
    async with home.page.expect_download() as saving:
        await button(asked, "Save").click()
    await (await saving.value).save_as(folder / "all.html")
    saved = await asyncio.to_thread((folder / "all.html").read_text, "utf-8")
    for text in (AT_DESK, AT_HOME, HALF_WRITTEN, TITLE):
        assert text in saved, text


async def follows(an: Guest) -> None:
    """After the new version each note says where it is, and goes there."""
    mine = await open_panel(an)
    asked = rows(an).filter(has_text="Hỏi lại tỷ lệ")
    await expect(asked.get_by_text("đã chuyển sang trang 3 (trước ở trang 2)")).to_be_visible(
        timeout=PATIENCE_MS
    )
    highlight = rows(an).filter(has_text="Đoạn tô màu · xanh lá")
    await expect(highlight.get_by_text("đã chuyển sang trang 2 (trước ở trang 1)")).to_be_visible(
        timeout=PATIENCE_MS
    )
    lost = rows(an).filter(has_text=PLACE_GONE)
    await expect(lost.get_by_text("Bản mới không còn đoạn này (trước ở trang 3)")).to_be_visible(
        timeout=PATIENCE_MS
    )
    await expect(mine.get_by_text("Dấu trang").last).to_be_visible(timeout=PATIENCE_MS)
    await button(asked, "Đến trang 3").click()
    await an.on_page(3)
    await expect(an.page.locator("[class*=_mark_][data-colour=yellow]").first).to_be_visible(
        timeout=PATIENCE_MS
    )
    await button(an, "Chữ to").click()
    await expect(an.page.locator("mark", has_text="huyen mien nui con thap")).to_be_visible(
        timeout=PATIENCE_MS
    )
    await button(an, "Trang gốc").click()


async def exported(an: Guest, folder: Path) -> None:
    """The file needs nothing else, and runs nothing of what was written."""
    mine = await open_panel(an)
    await expect(rows(an).filter(has_text=PLACE_GONE)).to_be_visible(timeout=PATIENCE_MS)
    await button(mine, "Tải ghi chú về máy").click()
    asked = an.page.get_by_role("dialog", name="Tải ghi chú về máy")
    async with an.page.expect_download() as saving:
        await button(asked, "Tải về").click()
    saved = await saving.value
    assert re.fullmatch(r"ghi-chu-\d{4}-\d\d-\d\d\.html", saved.suggested_filename)
    path = folder / saved.suggested_filename
    await saved.save_as(path)
    page = await an.who.context.new_page()
    wanted: list[str] = []
    page.on("request", lambda request: wanted.append(request.url))
    await page.goto(path.as_uri())
    for text in (QUESTION, PLACE_GONE, WRITTEN_THERE, OFFLINE, TITLE, "huyen mien nui con thap"):
        await expect(page.get_by_text(text).first).to_be_visible(timeout=PATIENCE_MS)
    assert await page.locator("b").count() == 0
    assert wanted == [path.as_uri()]
    await page.close()
