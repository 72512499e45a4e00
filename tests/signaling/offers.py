"""Offers as browsers write them, made from few words."""

from __future__ import annotations

from collections.abc import Sequence

FINGERPRINT = ":".join(["AB"] * 32)
HEAD = ["v=0", "o=- 1 2 IN IP4 127.0.0.1", "s=-", "t=0 0"]
TRANSPORT = [
    "a=ice-ufrag:abcd",
    "a=ice-pwd:abcdefghijklmnopqrstuvwx",
    f"a=fingerprint:sha-256 {FINGERPRINT}",
    "a=setup:actpass",
]
AUDIO = [
    "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
    "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
    "a=rtpmap:111 opus/48000/2",
    "a=fmtp:111 minptime=10;useinbandfec=1",
    "a=rtpmap:63 red/48000/2",
    "a=fmtp:63 111/111",
]
VIDEO = [
    "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
    "a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
    "a=extmap:11 urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
    "a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
    "a=extmap:13 urn:3gpp:video-orientation",
    "a=rtpmap:96 VP8/90000",
    "a=rtpmap:97 rtx/90000",
    "a=fmtp:97 apt=96",
    "a=rtpmap:98 VP9/90000",
    "a=rtpmap:102 H264/90000",
    "a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f",
    "a=rtpmap:103 rtx/90000",
    "a=fmtp:103 apt=102",
]


def audio(mid: str, direction: str = "recvonly", track: str = "") -> list[str]:
    """An audio section; `track` names what it sends."""
    lines = ["m=audio 9 UDP/TLS/RTP/SAVPF 111 63", f"a=mid:{mid}", *TRANSPORT, *AUDIO, f"a={direction}"]
    return lines + ([f"a=msid:stream {track}", "a=ssrc:1111 cname:x"] if track else [])


def video(mid: str, direction: str = "recvonly", track: str = "", rids: Sequence[str] = ()) -> list[str]:
    """A video section, with simulcast when there are `rids`."""
    lines = ["m=video 9 UDP/TLS/RTP/SAVPF 96 97 98 102 103", f"a=mid:{mid}", *TRANSPORT, *VIDEO]
    lines.append(f"a={direction}")
    if track:
        lines.append(f"a=msid:stream {track}")
    if rids:
        lines += [f"a=rid:{rid} send" for rid in rids] + ["a=simulcast:send " + ";".join(rids)]
    elif track:
        lines += ["a=ssrc-group:FID 2222 3333", "a=ssrc:2222 cname:x", "a=ssrc:3333 cname:x"]
    return lines


def data(mid: str) -> list[str]:
    """The data channel section."""
    return [
        "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
        f"a=mid:{mid}",
        *TRANSPORT,
        "a=sctp-port:5000",
    ]


def offer(*sections: list[str]) -> str:
    """A whole offer."""
    mids = " ".join(line[6:] for section in sections for line in section if line.startswith("a=mid:"))
    return (
        "\r\n".join([*HEAD, f"a=group:BUNDLE {mids}", *(line for one in sections for line in one)]) + "\r\n"
    )
