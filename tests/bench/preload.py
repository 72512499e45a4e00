"""24 sites fetch 200 MB of papers each while a session runs: what becomes of a voice that one hall hears.

The sites fetch as the client does beside running media: in pieces, at rest as long as the last piece took.
They run in a process of their own (`python -m tests.bench.preload`); LiveKit's SDK sends and hears the voice.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from pathlib import Path
from typing import Any

import httpx
from livekit import rtc

from tests.bench.figures import Figure
from tests.server.papers.pdfs import padded
from tests.support.hall import Hall
from tests.support.seats import Seat
from tests.support.server import RunningServer, running_server
from tests.support.tus import whole

COMMAND = "python -m tests.bench preload"
SITES = 24
PAPERS = 4
PAPER_BYTES = 50_000_000
WINDOW_S = 30
MOST_S = 600
PIECE_BYTES, FIRST_BYTES, PIECE_S = 512 * 1024, 64 * 1024, 1.0


# -- the sites' process


async def fetch_all(order: dict[str, Any]) -> None:
    """Every site fetches every paper; one line out at the end: bytes and seconds."""
    began = time.monotonic()
    sites = [fetch_site(order["url"], order["papers"], **site) for site in order["sites"]]
    fetched = await asyncio.gather(*sites)
    print(json.dumps({"bytes": sum(fetched), "seconds": time.monotonic() - began}), flush=True)


async def fetch_site(url: str, papers: list[dict[str, Any]], cookie: str, slot: str) -> int:
    headers = {"Cookie": cookie, "X-Giaoban-Slot": slot, "Origin": url}
    fetched = 0
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=120) as http:
        for paper in papers:
            fetched += await fetch_paper(http, paper["path"], paper["size"])
    return fetched


async def fetch_paper(http: httpx.AsyncClient, path: str, size: int) -> int:
    at, piece = 0, FIRST_BYTES
    while at < size:
        began = time.monotonic()
        answer = await http.get(path, headers={"Range": f"bytes={at}-{min(size, at + piece) - 1}"})
        if answer.status_code != 206:
            raise RuntimeError(f"{path}: {answer.status_code}")
        took = time.monotonic() - began
        at += len(answer.content)
        piece = min(PIECE_BYTES, max(16 * 1024, round(len(answer.content) / took * PIECE_S)))
        await asyncio.sleep(took)
    return at


# -- the voice


async def heard(listener: Hall, speaker: str) -> dict[str, float]:
    """What the listener's statistics say of the speaker's voice so far."""
    for participant in listener.room.remote_participants.values():
        for publication in participant.track_publications.values():
            if participant.identity == speaker and publication.kind == rtc.TrackKind.KIND_AUDIO:
                assert publication.track is not None
                for one in await publication.track.get_stats():
                    if one.WhichOneof("stats") == "inbound_rtp":
                        of = one.inbound_rtp
                        return {
                            "lost": of.received.packets_lost,
                            "packets": of.received.packets_received,
                            "concealed": of.inbound.concealed_samples,
                            "samples": of.inbound.total_samples_received,
                        }
    raise RuntimeError("the voice is not there")


def between(before: dict[str, float], after: dict[str, float], name: str) -> list[Figure]:
    grown = {key: after[key] - before[key] for key in after}
    sent = grown["packets"] + grown["lost"]
    return [
        Figure(f"voice {name}: packets lost of {sent:.0f}", grown["lost"], "packets", COMMAND, "0"),
        Figure(
            f"voice {name}: concealed, lost or late",
            100 * grown["concealed"] / max(1.0, grown["samples"]),
            "%",
            COMMAND,
        ),
    ]


async def upload(secretary: Seat) -> list[dict[str, Any]]:
    """The papers, ready, with the addresses of their files."""
    data = padded(PAPER_BYTES)
    for number in range(PAPERS):
        answer = await secretary.http.post(
            "/api/v1/meetings/demo/papers/uploads",
            headers=whole(data, name=f"phu-luc-{number}.pdf"),
            content=data,
            timeout=300,
        )
        assert answer.status_code == 201, answer.text
        await secretary.until(lambda view, n=number: len(view["papers"]["order"]) > n + 1, 180)
    items = secretary.view["papers"]["items"].values()
    large = [one for one in items if one["size"] > PAPER_BYTES // 2]
    return [{"path": f"/api/v1/meetings/demo/papers/{one['id']}/file", "size": one["size"]} for one in large]


async def measure(server: RunningServer) -> list[Figure]:
    """The voice in a window without the sites' fetching, and while they fetch."""
    chair, secretary = [await Seat.by_link(server.demo[name]) for name in ("chair", "secretary")]
    papers = await upload(secretary)
    await chair.command("meeting.start_line_check")
    await chair.command("meeting.open")
    sites = [await Seat.by_link(link) for _, link in sorted(server.demo["sites"].items())[:SITES]]
    speaker, listener = Hall(1), Hall(2)
    for hall, seat in ((speaker, sites[0]), (listener, sites[1])):
        await hall.join(seat.grant["media"]["url"], seat.grant["media"]["token"])
    await speaker.publish(camera=False)
    await sites[0].command("floor.request", topic="")
    view = await chair.until(lambda view: view["floor"]["queue"])
    await chair.command("floor.grant", request=view["floor"]["queue"][0])
    who = sites[0].view["me"]["seat"]
    while not listener.heard_count:
        listener.watch(set(), {who})
        await asyncio.sleep(0.2)
    await asyncio.sleep(3)

    before = await heard(listener, who)
    await asyncio.sleep(WINDOW_S)
    after = await heard(listener, who)
    figures = between(before, after, "without fetching")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.preload", stdin=PIPE, stdout=PIPE
    )
    order = {"url": server.url, "papers": papers, "sites": [signed_in(seat) for seat in sites]}
    before = await heard(listener, who)
    out, _ = await asyncio.wait_for(process.communicate(f"{json.dumps(order)}\n".encode()), MOST_S)
    figures += between(before, await heard(listener, who), f"while {len(sites)} sites fetch")
    found = json.loads(out)
    figures += [
        Figure("papers fetched in all", found["bytes"] / 1e6, "MB", COMMAND),
        Figure("until the last site had all", found["seconds"], "s", COMMAND),
        Figure("fetched a second, all sites", found["bytes"] / 1e6 / found["seconds"], "MB/s", COMMAND),
    ]
    await asyncio.gather(
        speaker.leave(), listener.leave(), *(seat.leave() for seat in (*sites, chair, secretary))
    )
    return figures


def signed_in(seat: Seat) -> dict[str, str]:
    return {"slot": seat.slot, "cookie": "; ".join(f"{c.name}={c.value}" for c in seat.http.cookies.jar)}


def run() -> list[Figure]:
    """All figures of this module."""
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder) / "data") as server:
        return asyncio.run(measure(server))


if __name__ == "__main__":
    asyncio.run(fetch_all(json.loads(sys.stdin.readline())))
