"""What the log must not say: tokens and names, also when a request fails in a way nobody foresaw."""

from __future__ import annotations

import asyncio
import io
import logging
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import structlog
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from server.logs import set_up_logging
from server.settings import load_settings
from tests.bench.ballots import open_poll
from tests.support.gathering import until
from tests.support.seats import Seat
from tests.support.server import RunningServer, running_server
from tests.support.voter import SecretVoter


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the server's logging writes, set up as `serve` does it."""
    root = logging.getLogger()
    handlers, level, written = list(root.handlers), root.level, io.StringIO()
    set_up_logging(load_settings())
    own = [handler for handler in root.handlers if handler not in handlers]
    assert own, "logging has no handler of ours"
    for handler in own:
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(written)
    yield written
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def fail_with(token: str) -> None:
    """Fails with a secret in the local variables of every frame."""
    secret = {"access_token": token}
    raise RuntimeError(f"{len(secret)} thing went wrong")


def test_a_traceback_says_where_and_never_with_what(log: io.StringIO) -> None:
    token = "eyJhbGciOiJIUzI1NiJ9.secret-grant"
    try:
        fail_with(token)
    except RuntimeError as error:
        structlog.get_logger("a").error("http.unforeseen", exc_info=error)
        logging.getLogger("b").error("foreign", exc_info=error)
    written = log.getvalue()
    assert written.count("fail_with") >= 2
    assert "1 thing went wrong" in written
    assert token not in written


async def test_no_token_is_logged_by_a_run_with_failing_requests(standing: RunningServer) -> None:
    seat = await Seat.by_link(standing.demo["sites"]["432"])
    token = seat.grant["media"]["token"]
    line = f"{seat.base.replace('http', 'ws', 1)}/rtc?access_token={token}&sdk=python&protocol=16"
    for _ in range(2):
        # A client that goes in the middle of everything: the pump meets a line that is not there any more.
        socket = await connect(line, proxy=None)
        await socket.recv()
        socket.transport.abort()
        socket = await connect(line, proxy=None)
        await socket.recv()
        await socket.close(1001)
    async with httpx.AsyncClient(base_url=seat.base) as client:
        assert (await client.get("/rtc/validate", params={"access_token": token + "x"})).status_code == 401
        bad = await client.post("/api/v1/session/link", json={"token": "no-such-token-at-all"})
        assert bad.status_code >= 400
    cookie = next(iter(seat.http.cookies.jar)).value
    await seat.leave()
    await _log_is_quiet(standing)
    lines = _log_lines(standing)
    links = str(standing.demo)
    for secret in (token, token.rsplit(".", 1)[1], cookie, "no-such-token-at-all"):
        assert secret
        assert not [line for line in lines if secret in line]
    tokens = [part.split("/j/")[1].split("'")[0] for part in links.split(",") if "/j/" in part]
    assert tokens
    assert not [line for line in lines for token in tokens if token in line]
    assert not [line for line in lines if "Traceback" in line or "WebSocketDisconnect" in line]


def _log_lines(server: RunningServer) -> list[str]:
    """The log, without the links the demonstration prints on purpose."""
    return [line for line in tuple(server.output) if "/j/" not in line]


async def _log_is_quiet(server: RunningServer) -> None:
    """Until nothing was written for a moment: what ends late has ended."""
    seen, since = len(server.output), time.monotonic()

    def quiet() -> bool:
        nonlocal seen, since
        if len(server.output) != seen:
            seen, since = len(server.output), time.monotonic()
        return time.monotonic() - since > 1.5

    await until(quiet)
    await asyncio.sleep(0)


async def test_even_at_debug_the_log_tells_nothing_of_a_secret_ballot(tmp_path: Path) -> None:
    """Neither what was cast nor when: a line with a time for each request would give the order of casting."""
    with running_server(tmp_path / "data", GIAOBAN_LOG_LEVEL="debug") as server:
        chair, secretary = [await Seat.by_link(server.demo[who]) for who in ("chair", "secretary")]
        hall = await Seat.by_link(server.demo["sites"]["432"])
        await chair.command("meeting.start_line_check")
        await chair.command("meeting.open")
        poll = (await open_poll(chair, secretary, secret=True))["id"]
        voter = SecretVoter("demo", poll, chair.view["polls"]["items"][poll]["key"])
        path = f"/meetings/demo/polls/{poll}/credentials"
        voter.take((await hall.post(path, {"blinded": voter.blinded()}))["signature"])
        ballot = voter.ballot("yes")
        async with httpx.AsyncClient(base_url=server.url) as nobody:
            for sent, status in (
                (ballot, 200),
                ({**ballot, "choices": ["no"]}, 403),
                ({**ballot, "x": 1}, 422),
            ):
                assert (await nobody.post("/api/v1/ballots", json=sent)).status_code == status
        await chair.command("poll.close", poll=poll)
        await chair.until(lambda view: view["polls"]["items"][poll]["key_destroyed"])
        await asyncio.gather(*(seat.leave() for seat in (chair, secretary, hall)))
        lines = _log_lines(server)
    assert lines
    told = (
        ballot["serial"],
        ballot["signature"],
        ballot["proof"],
        voter.blinded(),
        "/ballots",
        "/credentials",
    )
    assert not [line for line in lines for text in told if text in line]


async def read_all(socket: ClientConnection) -> None:
    while True:
        await socket.recv()


@pytest.mark.parametrize("closer", ["client", "worker"])
async def test_a_pumped_line_ends_without_an_error(closer: str, standing: RunningServer) -> None:
    before = len(standing.output)
    seat = await Seat.by_link(standing.demo["sites"]["432"])
    token = seat.grant["media"]["token"]
    socket = await connect(
        f"{seat.base.replace('http', 'ws', 1)}/rtc?access_token={token}&sdk=python&protocol=16", proxy=None
    )
    await socket.recv()
    if closer == "client":
        await socket.close()
    else:
        await socket.send("a text message is no signal request")
        with pytest.raises(ConnectionClosed):
            await read_all(socket)
        assert socket.close_code == 1007
    await seat.leave()
    await _log_is_quiet(standing)
    assert not [line for line in list(standing.output)[before:] if '"level": "error"' in line]
