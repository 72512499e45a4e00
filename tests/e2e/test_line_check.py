"""The line check in real browsers: a hall goes green by itself, a black camera is told what to do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, expect

from rooms.screens.line_check_words import STEPS
from tests.e2e.conftest import Invite, Studio
from tests.e2e.guest import PATIENCE_MS, Guest
from tests.support.seats import Seat
from tests.support.server import RunningServer
from tests.support.studio import darkness, lively

pytestmark = pytest.mark.e2e

HALL, HALL_SEAT = "TU", "site-TU"
HALL_NAME = "Văn phòng Tỉnh ủy"

# The air of the hall: what the page plays reaches its microphone, unless the echo canceller takes it away.
AIR = """
(() => {
  const air = new AudioContext();
  const wave = air.createMediaStreamDestination();
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (target, ...rest) {
    if (target instanceof AudioDestinationNode && this.context !== air) {
      const out = this.context.createMediaStreamDestination();
      connect.call(this, out);
      connect.call(air.createMediaStreamSource(out.stream), wave);
    }
    return connect.call(this, target, ...rest);
  };
  const devices = navigator.mediaDevices;
  const open = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (wanted) => {
    const stream = await open(wanted);
    if (wanted.audio?.echoCancellation !== false) return stream;
    const quieter = air.createGain();
    quieter.gain.value = 0.15;
    connect.call(connect.call(air.createMediaStreamSource(stream), quieter), wave);
    await air.resume();
    return new MediaStream(wave.stream.getTracks().map((track) => track.clone()));
  };
})();
"""


def step(guest: Guest, name: str) -> Locator:
    """One of the five steps on a hall's screen."""
    return guest.page.get_by_role("listitem").filter(has=guest.page.get_by_role("heading", name=name))


async def passed(guest: Guest, name: str) -> None:
    await expect(step(guest, name).get_by_text("Đạt", exact=True)).to_be_visible(timeout=PATIENCE_MS)


def results(view: dict[str, Any]) -> dict[str, str]:
    """What each step of the hall came to: `passed good`."""
    steps = view["checks"]["sites"][HALL_SEAT]["steps"]
    return {name: f"{found['result']} {found['code']}" for name, found in steps.items()}


async def test_a_hall_that_is_asked_goes_green_step_by_step(
    server: RunningServer, invite: Invite, studio: Studio, tmp_path: Path
) -> None:
    technician = await Seat.by_link(server.demo["technician"])
    hall = await invite("hall", camera=lively(tmp_path / "hall.y4m"), microphone=studio.voice_a)
    await hall.who.context.add_init_script(AIR)
    await hall.enter(server.demo["sites"][HALL])
    await technician.command("check.start")
    await hall.see("Tổ kỹ thuật yêu cầu điểm cầu kiểm tra")
    for name in ("Hình ảnh", "Micro", "Loa và tiếng vọng", "Trang tài liệu", "Đường truyền"):
        await passed(hall, name)
    await hall.see("Điểm cầu sẵn sàng.")
    await technician.until(lambda view: len(results(view)) == len(STEPS))
    found = results(technician.view)
    assert set(found.values()) <= {"passed good", "passed udp"}, found
    assert technician.view["checks"]["sites"][HALL_SEAT]["ready"]

    # Asked again for one step, the hall does that one again by itself.
    before = technician.view["checks"]["sites"][HALL_SEAT]["steps"]["page"]["at"]
    await technician.command("check.again", seat=HALL_SEAT, step="page")

    def again(view: dict[str, Any]) -> bool:
        page = view["checks"]["sites"][HALL_SEAT]["steps"].get("page")
        return page is not None and page["at"] > before

    await technician.until(again)
    await hall.page.get_by_role("button", name="Đóng", exact=True).last.click()
    await technician.leave()


async def test_a_black_camera_is_told_what_to_do_and_vouched_for_by_hand(
    server: RunningServer, invite: Invite, studio: Studio, tmp_path: Path
) -> None:
    hall = await invite("hall", camera=darkness(tmp_path / "dark.y4m"), microphone=studio.silence)
    await hall.enter(server.demo["sites"][HALL])
    technician = await invite("technician", camera=studio.blue, microphone=studio.silence)
    await technician.enter(server.demo["technician"])
    way = re.compile("^(Mở bảng kiểm tra kỹ thuật|Kiểm tra kỹ thuật$)")
    await technician.page.get_by_role("button", name=way).click()
    await technician.page.get_by_role("button", name="Bắt đầu kiểm tra").click()

    await expect(step(hall, "Hình ảnh")).to_contain_text(
        "Hình đen: mở nắp ống kính, bật đèn hội trường", timeout=PATIENCE_MS
    )
    await expect(step(hall, "Micro")).to_contain_text("Micro câm: bật công tắc", timeout=PATIENCE_MS)
    await expect(step(hall, "Loa và tiếng vọng")).to_contain_text(
        "Micro không nghe thấy loa", timeout=PATIENCE_MS
    )
    await passed(hall, "Đường truyền")

    cell = technician.page.get_by_role("button", name=re.compile(f"^{HALL_NAME}, Hình ảnh: "))
    await expect(cell).to_contain_text("Hình đen", timeout=PATIENCE_MS)
    await cell.click()
    await technician.page.get_by_label("Lý do").fill("Đã xem qua điện thoại")
    await technician.page.get_by_role("button", name="Xác nhận đạt").click()
    await expect(cell).to_contain_text("Xác nhận bằng tay: Đã xem qua điện thoại", timeout=PATIENCE_MS)
    await expect(cell).to_contain_text("Đạt")

    async with technician.page.context.expect_page() as opened:
        await technician.page.get_by_role("link", name="Biên bản", exact=True).click()
    record = await opened.value
    await expect(record.get_by_text("Đã xem qua điện thoại")).to_be_visible(timeout=PATIENCE_MS)
    await expect(record.get_by_text("hình đen")).to_be_visible()
