"""Session descriptions: what is read from them, what is refused and how, and what an answer says."""

from __future__ import annotations

import contextlib

import pytest

from signaling.errors import BadDescription
from signaling.sdp import codecs
from signaling.sdp.build import SectionPlan, SendPlan, TransportPlan, build
from signaling.sdp.parse import MAX_DESCRIPTION_BYTES, parse
from tests.signaling.offers import FINGERPRINT, TRANSPORT, audio, data, offer, video

OURS = TransportPlan("uuuu", "pppppppppppppppppppppppp", "AA:BB", ("1 1 udp 1 127.0.0.1 9 typ host",))


def test_an_offer_is_read_into_sections() -> None:
    found = parse(offer(audio("0", "sendonly", "mic"), video("1", "sendonly", "cam", "qhf"), data("2")))
    sound, picture, application = found.sections
    assert (sound.sends, sound.track_id, sound.ssrcs) == (True, "mic", (1111,))
    assert (picture.track_id, picture.send_rids) == ("cam", ("q", "h", "f"))
    assert application.sctp_port == 5000
    assert found.application is application
    assert (found.ufrag, found.fingerprints) == ("abcd", (("sha-256", FINGERPRINT),))


def test_signalled_sources_are_read_with_their_retransmission() -> None:
    [picture] = parse(offer(video("0", "sendonly", "cam"))).sections
    assert picture.ssrc_pairs == ((2222, 3333),)


def test_a_bundle_only_section_is_in_use() -> None:
    text = (
        offer(video("0"))
        .replace("m=video 9", "m=video 0")
        .replace("a=recvonly", "a=recvonly\r\na=bundle-only")
    )
    assert parse(text).sections[0].receives


GOOD = offer(audio("0"), data("1"))
SECTION = "m=audio 9 UDP/TLS/RTP/SAVPF 111 63"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "sdp.no_sections"),
        ("v=0\r\n" + "a=x" * MAX_DESCRIPTION_BYTES, "sdp.too_large"),
        ("m=audio 9 RTP/SAVPF 0\r\n" * 300, "sdp.too_many_sections"),
        (GOOD + "a=" + "x" * 3000, "sdp.line_too_long"),
        (GOOD + "nonsense", "sdp.bad_line"),
        (GOOD + "=x", "sdp.bad_line"),
        (GOOD.replace("a=mid:0", "a=mid:\x00"), "sdp.not_text"),
        (GOOD.replace("a=mid:0\r\n", ""), "sdp.missing_mid"),
        (GOOD.replace("a=mid:1", "a=mid:0"), "sdp.missing_mid"),
        (GOOD.replace(SECTION, "m=text 9 UDP/TLS/RTP/SAVPF 111"), "sdp.bad_section"),
        (GOOD.replace(SECTION, "m=audio 9 RTP/AVP 0"), "sdp.bad_section"),
        (GOOD.replace(SECTION, "m=audio 99999 UDP/TLS/RTP/SAVPF 111"), "sdp.bad_line"),
        (GOOD.replace(SECTION, "m=audio 9 UDP/TLS/RTP/SAVPF x"), "sdp.bad_line"),
        (GOOD.replace(SECTION, "m=audio 9 UDP/TLS/RTP/SAVPF" + " 1" * 200), "sdp.bad_section"),
        (GOOD.replace("opus/48000/2", "opus/many"), "sdp.bad_line"),
        (GOOD.replace("a=ice-ufrag:abcd\r\n", ""), "sdp.missing_credentials"),
        (
            GOOD.replace("a=ice-ufrag:abcd", "a=ice-ufrag:abcd", 1).replace("abcd", "efgh", 1),
            "sdp.not_bundled",
        ),
        (
            GOOD.replace("a=fingerprint:sha-256 " + FINGERPRINT, "a=fingerprint:md5 AB"),
            "sdp.missing_fingerprint",
        ),
        (GOOD.replace("a=sctp-port:5000", "a=sctp-port:99999"), "sdp.bad_line"),
        (offer(video("0", "sendonly", "c", [str(n) for n in range(9)])), "sdp.bad_section"),
    ],
)
def test_a_malformed_offer_gets_one_typed_error(text: str, code: str) -> None:
    with pytest.raises(BadDescription) as caught:
        parse(text)
    assert caught.value.code == code


def test_every_cut_and_every_missing_line_is_answered_or_refused_with_a_typed_error() -> None:
    whole = offer(audio("0", "sendonly", "mic"), video("1", "sendonly", "cam", "qh"), data("2"))
    lines = whole.split("\r\n")
    texts = [whole[:length] for length in range(0, len(whole), 7)]
    texts += ["\r\n".join(lines[:index] + lines[index + 1 :]) for index in range(len(lines))]
    for text in texts:
        with contextlib.suppress(BadDescription):
            parse(text)


def answer_to(text: str, plans: dict[str, SectionPlan]) -> list[str]:
    return build(parse(text).sections, plans, OURS, session_id=1, version=2).split("\r\n")


def test_an_answer_is_lite_passive_and_bundled() -> None:
    text = offer(audio("0"), data("1"))
    [section, _] = parse(text).sections
    lines = answer_to(text, {"0": SectionPlan("inactive", codecs.choose_all(section))})
    assert {"a=ice-lite", "a=group:BUNDLE 0 1", "a=setup:passive", "a=inactive", "a=sctp-port:5000"} <= set(
        lines
    )
    assert lines.count("a=candidate:1 1 udp 1 127.0.0.1 9 typ host") == 2


def test_a_video_answer_keeps_mid_rid_and_repaired_rid_whatever_it_carries() -> None:
    text = offer(video("0"))
    [section] = parse(text).sections
    assert {uri.rpartition(":")[2] for _, uri in codecs.taken_extensions(section)} >= {
        "mid",
        "rtp-stream-id",
        "repaired-rtp-stream-id",
    }


def test_a_section_we_send_in_names_its_track_and_sources() -> None:
    text = offer(video("0"))
    [section] = parse(text).sections
    plan = SectionPlan("sendonly", codecs.choose(section), send=SendPlan("PA_1|TR_1", "TR_1", 7, 8))
    lines = answer_to(text, {"0": plan})
    assert {"a=msid:PA_1|TR_1 TR_1", "a=ssrc-group:FID 7 8", "a=ssrc:7 cname:PA_1", "a=sendonly"} <= set(
        lines
    )
    assert "a=rtcp-fb:96 nack pli" in lines


def test_a_section_without_any_codec_we_know_is_rejected() -> None:
    text = offer(video("0")).replace("VP8", "AV1").replace("H264", "VP9")
    assert any(line.startswith("m=video 0 ") for line in answer_to(text, {"0": SectionPlan()}))


def test_opus_carries_error_correction_and_silence_unless_refused() -> None:
    [section] = parse(offer(audio("0"))).sections
    [payload] = codecs.choose(section)
    assert codecs.opus_answer(payload).parameters == "minptime=10;useinbandfec=1;usedtx=1"
    assert "usedtx" not in codecs.opus_answer(payload, dtx=False).parameters
    assert codecs.opus_answer(payload, stereo=True).parameters.endswith("stereo=1")


def test_h264_is_taken_only_in_the_one_form_every_client_has() -> None:
    [section] = parse(offer(video("0"))).sections
    assert [one.number for one in codecs.choose(section, ("h264",))] == [102, 103]
    [other] = parse(offer(video("0")).replace("packetization-mode=1", "packetization-mode=0")).sections
    assert codecs.choose(other, ("h264",)) == ()


def test_candidates_of_the_client_are_never_read() -> None:
    text = offer(audio("0")) + "a=candidate:1 1 udp 1 evil.local 9 typ host\r\n"
    assert "evil" not in repr(parse(text))
    assert TRANSPORT
