"""Paths are proven by authenticated binding requests and by nothing else."""

from __future__ import annotations

import asyncio
import random
from types import SimpleNamespace

import pytest
from aioice import stun

from signaling.transport.addresses import BadAddress, host_candidates, parse_addresses
from signaling.transport.counters import Counters
from signaling.transport.endpoint import Endpoint
from signaling.transport.framing import BadFrame, Deframer, frame
from signaling.transport.link import MAX_PATHS, Path
from signaling.transport.stun import IceCredentials, StunRefused, binding_response, parse_binding_request
from signaling.transport.tcp import TcpListener
from tests.support.media import until

CREDENTIALS = IceCredentials("localfrag", "a-password-of-twenty-four")
CLIENT = ("192.0.2.7", 4000)


def request(
    username: str = "localfrag:remote", password: str = CREDENTIALS.password, **more: object
) -> bytes:
    attributes = {"USERNAME": username, "PRIORITY": 1, "ICE-CONTROLLING": 2, **more}
    message = stun.Message(stun.Method.BINDING, stun.Class.REQUEST, attributes=attributes)
    message.add_message_integrity(password.encode())
    return bytes(message)


def password_of(ufrag: str) -> str | None:
    return CREDENTIALS.password if ufrag == CREDENTIALS.ufrag else None


def test_an_authenticated_request_is_answered_with_the_address_it_came_from() -> None:
    found = parse_binding_request(request(**{"USE-CANDIDATE": None}), password_of)
    assert (found.ufrag, found.remote_ufrag, found.nominates) == ("localfrag", "remote", True)
    answer = stun.parse_message(binding_response(found, CREDENTIALS.password, CLIENT))
    assert answer.attributes["XOR-MAPPED-ADDRESS"] == CLIENT
    assert answer.transaction_id == found.transaction_id
    assert answer.check_message_integrity(CREDENTIALS.password.encode())


@pytest.mark.parametrize(
    "datagram",
    [
        b"",
        b"\x00\x01\x00\x00",
        b"\x00" * 20,
        request(password="wrong"),
        request(username="stranger:remote"),
        request(username="localfrag"),
        bytes(stun.Message(stun.Method.BINDING, stun.Class.REQUEST, attributes={"USERNAME": "localfrag:x"})),
        bytes(stun.Message(stun.Method.ALLOCATE, stun.Class.REQUEST)),
        bytes(stun.Message(stun.Method.BINDING, stun.Class.RESPONSE)),
        request() + b"\x00" * 1300,
    ],
)
def test_anything_else_proves_nothing(datagram: bytes) -> None:
    with pytest.raises(StunRefused):
        parse_binding_request(datagram, password_of)


def test_mutated_requests_are_refused_or_parsed_and_never_raise_anything_else() -> None:
    dice = random.Random(7)  # noqa: S311 - repeatable
    good = request()
    for _ in range(2000):
        data = bytearray(good)
        for _ in range(dice.randint(1, 6)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        with_luck = bytes(data[: dice.randint(0, len(data))]) if dice.random() < 0.3 else bytes(data)
        try:
            parse_binding_request(with_luck, password_of)
        except StunRefused:
            continue


def test_frames_come_out_whole_however_the_stream_is_cut() -> None:
    stream = frame(b"one") + frame(b"") + frame(b"three")
    for step in (1, 2, 5, 100):
        machine = Deframer()
        got = [item for at in range(0, len(stream), step) for item in machine.feed(stream[at : at + step])]
        assert got == [b"one", b"", b"three"]


def test_a_frame_longer_than_any_datagram_is_refused() -> None:
    with pytest.raises(BadFrame):
        Deframer().feed(b"\xff\xff")


def test_only_literal_addresses_are_advertised() -> None:
    assert parse_addresses(["127.0.0.1", " fd00::1 ", "127.0.0.1"]) == ("127.0.0.1", "fd00::1")
    for bad in (["site.local"], ["localhost"], []):
        with pytest.raises(BadAddress):
            parse_addresses(bad)


def test_udp_candidates_come_before_tcp_ones() -> None:
    found = host_candidates(("198.51.100.1", "2001:db8::1"), 7882, 7881)
    assert [one.protocol for one in found] == ["udp", "udp", "tcp", "tcp"]
    assert [one.priority for one in found] == sorted((one.priority for one in found), reverse=True)
    assert "tcptype passive" in found[2].line()


class Media:
    """Records what reached the forwarding plane."""

    def __init__(self) -> None:
        self.hot = self
        self.blocked = False
        self.got: list[bytes] = []

    def receive(self, _address: object, datagram: bytes, _now_ns: int) -> None:
        self.got.append(datagram)

    def poll(self, _now_ns: int) -> None:
        """Nothing waits."""


class FakeLink:
    """A link with one password that keeps what it is given."""

    def __init__(self) -> None:
        self.credentials = CREDENTIALS
        self.records: list[bytes] = []
        self.proved: list[tuple[Path, bool]] = []

    def password_of(self, ufrag: str) -> str | None:
        return password_of(ufrag)

    def prove(self, path: Path, *, nominated: bool) -> tuple[Path, ...]:
        path.link = self  # type: ignore[assignment]
        self.proved.append((path, nominated))
        return ()

    def record(self, data: bytes) -> None:
        self.records.append(data)


def test_a_stranger_reaches_neither_dtls_nor_anyone_and_is_counted() -> None:
    counters, link, sent = Counters(), FakeLink(), []
    endpoint = Endpoint(Media(), counters)  # type: ignore[arg-type]
    endpoint.register(link)  # type: ignore[arg-type]

    def sendto(data: bytes, key: object) -> None:
        sent.append((data, key))

    for datagram in (b"\x16\xfe\xfd record", b"\x40 turn", b"\xff", b"", request(password="wrong")):
        endpoint.control(datagram, CLIENT, "udp", sendto)
    assert (link.records, link.proved, sent) == ([], [], [])
    assert (counters.strangers, counters.stun_refused) == (4, 1)

    endpoint.control(request(), CLIENT, "udp", sendto)
    assert len(sent) == 1
    endpoint.control(b"\x16\xfe\xfd record", CLIENT, "udp", sendto)
    endpoint.control(b"\x16\xfe\xfd record", ("192.0.2.8", 4000), "udp", sendto)
    assert link.records == [b"\x16\xfe\xfd record"]
    assert counters.strangers == 5


def test_a_client_that_claims_to_be_controlled_is_told_to_control() -> None:
    sent: list[bytes] = []
    link = FakeLink()
    endpoint = Endpoint(Media(), Counters())  # type: ignore[arg-type]
    endpoint.register(link)  # type: ignore[arg-type]
    data = request(**{"ICE-CONTROLLED": 3})
    endpoint.control(data, CLIENT, "udp", lambda datagram, _key: sent.append(datagram))
    assert stun.parse_message(sent[0]).error_code == 487
    assert link.proved == []


def test_a_path_that_ended_is_a_stranger_again() -> None:
    counters, link = Counters(), FakeLink()
    link.forget = lambda path: None  # type: ignore[attr-defined]
    endpoint = Endpoint(Media(), counters)  # type: ignore[arg-type]
    endpoint.register(link)  # type: ignore[arg-type]
    endpoint.control(request(), CLIENT, "udp", lambda *_: None)
    assert endpoint.knows(CLIENT)
    endpoint.path_lost(CLIENT)
    endpoint.control(b"\x16 record", CLIENT, "udp", lambda *_: None)
    assert (endpoint.knows(CLIENT), counters.strangers, link.records) == (False, 1, [])


async def test_a_stream_carries_framed_datagrams_both_ways_and_ends_with_its_path() -> None:
    counters, link = Counters(), FakeLink()
    link.forget = lambda path: None  # type: ignore[attr-defined]
    media = Media()
    endpoint = Endpoint(media, counters)  # type: ignore[arg-type]
    endpoint.register(link)  # type: ignore[arg-type]
    listener = TcpListener(endpoint)
    port = await listener.open(("127.0.0.1",), 0)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(frame(b"\x16 too early") + frame(request()) + frame(b"\x16 record") + frame(b"\x80 media"))
    answer = stun.parse_message(Deframer().feed(await reader.read(1000))[0])
    assert answer.message_class == stun.Class.RESPONSE
    await until(lambda: media.got)
    assert (link.records, media.got, counters.strangers) == ([b"\x16 record"], [b"\x80 media"], 1)
    [(path, _)] = link.proved
    assert (path.kind, endpoint.knows(path.key)) == ("tcp", True)
    path.send(b"towards the client")
    assert await reader.readexactly(20) == frame(b"towards the client")
    writer.close()
    await until(lambda: not endpoint.knows(path.key))
    await listener.close()


async def test_a_link_keeps_few_paths_and_follows_nomination() -> None:
    from signaling.transport.aiortc_adapter import Certificate
    from signaling.transport.link import Link, LinkServices

    now = [0.0]
    told: list[tuple[str, object]] = []
    media = SimpleNamespace(
        admit=lambda _conn, key: told.append(("admit", key)),
        forget=lambda key: told.append(("forget", key)),
        set_path=lambda _conn, _sendto, key: told.append(("path", key)),
        secure=lambda *_: None,
    )
    services = LinkServices(Certificate(), Counters(), media, lambda: now[0])
    link = Link("test", SimpleNamespace(), services, object())  # type: ignore[arg-type]
    paths = [Path(("192.0.2.1", port), "udp", lambda *_: None) for port in range(MAX_PATHS + 3)]
    link.prove(paths[0], nominated=False)
    assert link.selected is paths[0]
    link.prove(paths[1], nominated=True)
    assert link.selected is paths[1]
    for path in paths[2:]:
        link.prove(path, nominated=False)
    assert len(link.paths) == MAX_PATHS
    assert link.selected is paths[1]
    now[0] = 31.0
    pushed_out = link.prove(paths[1], nominated=True)
    assert link.paths == (paths[1],)
    assert len(pushed_out) == MAX_PATHS - 1
    link.forget(paths[1])
    assert link.selected is None
    assert [key for name, key in told if name == "path"] == [paths[0].key, paths[1].key]
    await link.close()
