import pytest
from pylibsrtp import Policy

from signaling.sfu.packets import build_rtp
from signaling.sfu.srtp import PacketBuffer, SrtpRefused, open_rtcp, opener, seal_rtcp, sealer
from tests.sfu.support import session

KEY = b"k" * 44
OUT, IN = Policy.SSRC_ANY_OUTBOUND, Policy.SSRC_ANY_INBOUND


@pytest.mark.parametrize(
    "profile", [Policy.SRTP_PROFILE_AES128_CM_SHA1_80, Policy.SRTP_PROFILE_AEAD_AES_128_GCM]
)
def test_both_ways_of_sealing_give_the_same_bytes_and_both_ways_open_them(profile):
    packet = build_rtp(96, 1, 2, 3, b"payload" * 100)
    sealed = []
    for direct in (True, False):
        seal = sealer(session(KEY, OUT, profile), direct=direct)
        buffer = PacketBuffer()
        buffer.data[: len(packet)] = packet
        size = seal(buffer, len(packet))
        sealed.append(bytes(buffer.view[:size]))
    assert sealed[0] == sealed[1] != packet
    for direct in (True, False):
        assert opener(session(KEY, IN, profile), direct=direct)(sealed[0]) == packet


@pytest.mark.parametrize("direct", [True, False])
def test_what_cannot_be_opened_is_one_typed_error(direct):
    unseal = opener(session(KEY, IN), direct=direct)
    for data in (b"", b"\x80" * 40, b"x" * 4000):
        with pytest.raises(SrtpRefused):
            unseal(data)


@pytest.mark.parametrize("direct", [True, False])
def test_what_cannot_be_sealed_is_one_typed_error(direct):
    seal = sealer(session(KEY, OUT), direct=direct)
    buffer = PacketBuffer()
    for size in (3, 1600):
        with pytest.raises(SrtpRefused):
            seal(buffer, size)


def test_rtcp_that_cannot_be_opened_or_sealed_is_one_typed_error():
    with pytest.raises(SrtpRefused):
        open_rtcp(session(KEY, IN), b"\x80\xc8" + bytes(30))
    with pytest.raises(SrtpRefused):
        seal_rtcp(session(KEY, OUT), b"")
