"""The joined copies in a real browser: they know their length, can be sought, and keep time across gaps."""

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from recordings.joined import join_track
from tests.recordings.media import SECOND, opus_packets, vp8_packets
from tests.recordings.test_capture import ORIGIN, PICTURE, VOICE, feed, start

pytestmark = pytest.mark.e2e
CHROMIUM = Path("/usr/bin/chromium")

SEEK = """async ([address, times]) => {
  const media = document.createElement('video');
  media.src = address;
  media.preload = 'auto';
  document.body.append(media);
  await new Promise((done, failed) => {
    media.onloadedmetadata = done;
    media.onerror = () => failed(new Error(media.error.message));
  });
  const reached = [];
  for (const time of times) {
    media.currentTime = time;
    await new Promise((done) => { media.onseeked = done; });
    reached.push(media.currentTime);
  }
  return {duration: media.duration, width: media.videoWidth, reached};
}"""

# The level of the sound at the times of the clip itself, drawn offline: no sound card, no waiting.
LEVELS = """async ([address, times]) => {
  const data = await (await fetch(address)).arrayBuffer();
  const sound = (await new OfflineAudioContext(1, 48000, 48000).decodeAudioData(data)).getChannelData(0);
  return times.map((time) => {
    const part = sound.slice(time * 48000, time * 48000 + 4800);
    return Math.sqrt(part.reduce((sum, value) => sum + value * value, 0) / part.length);
  });
}"""


class Files(http.server.SimpleHTTPRequestHandler):
    """Serves a folder with byte ranges, as the archive does."""

    def do_GET(self) -> None:
        path = Path(self.directory) / self.path.strip("/")
        data = path.read_bytes() if path.is_file() else b"<html></html>"
        first, _, last = self.headers.get("Range", "").removeprefix("bytes=").partition("-")
        start, end = int(first or 0), int(last or len(data) - 1)
        self.send_response(206 if first else 200)
        self.send_header("Content-Range", f"bytes {start}-{end}/{len(data)}")
        self.send_header("Content-Type", "video/webm" if path.is_file() else "text/html")
        self.send_header("Content-Length", str(end + 1 - start))
        self.end_headers()
        self.wfile.write(data[start : end + 1])

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A browser before a recording of 16 seconds from which seconds 4 to 10 are missing."""
    if not CHROMIUM.exists():
        pytest.skip("Debian's Chromium is not installed")
    folder = tmp_path_factory.mktemp("meeting")
    recorder = start(folder, segment_s=5)
    recorder.track_started(VOICE, ORIGIN.mono_ns)
    recorder.track_started(PICTURE, ORIGIN.mono_ns)
    streams = {7: opus_packets(16), 8: vp8_packets(16)}
    kept = {
        number: [one for one in packets if not 4 * SECOND <= one[0] < 10 * SECOND]
        for number, packets in streams.items()
    }
    recorder.close(feed(recorder, kept))
    copies = {join_track(folder / "take-001", track).parent for track in ("t1", "t2")}
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(copies.pop())))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page()
        opened.goto(f"http://127.0.0.1:{server.server_port}/")
        yield opened
        browser.close()
    server.shutdown()
    thread.join(5)


@pytest.mark.parametrize(("track", "width"), [("t1", 0), ("t2", 320)])
def test_a_track_knows_its_length_and_can_be_sought_both_ways(page: Page, track: str, width: int) -> None:
    found = page.evaluate(SEEK, [f"/{track}.webm", [12, 2, 7, 15]])
    assert found["duration"] == pytest.approx(16, abs=0.1)
    assert found["reached"] == [12, 2, 7, 15]
    assert found["width"] == width


def test_sound_after_a_gap_is_where_it_belongs(page: Page) -> None:
    levels = page.evaluate(LEVELS, ["/t1.webm", [1, 3.5, 5, 7, 9.5, 10.5, 15]])
    assert [level > 0.05 for level in levels] == [True, True, False, False, False, True, True]
