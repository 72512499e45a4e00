"""Makes the media plane the settings ask for: workers of this machine, or a LiveKit cluster."""

from __future__ import annotations

import ipaddress
import socket

from server.bootstrap import media_key
from server.settings import Settings
from signaling.context import IceServer
from signaling.engines.embedded import EmbeddedConfig, EmbeddedPlane
from signaling.plane import MediaPlane

# Addresses of the documentation ranges: nothing is sent, connecting a datagram socket only picks a route.
_PROBES = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


def build_plane(settings: Settings) -> MediaPlane:
    """The plane, not yet started."""
    if settings.livekit_url:
        from signaling.engines.livekit import LiveKitPlane  # only a cluster needs its client

        return LiveKitPlane(settings.livekit_url, media_key(settings))
    return EmbeddedPlane(
        EmbeddedConfig(
            api=media_key(settings),
            workers=settings.media_workers,
            addresses=media_addresses(settings),
            udp_port=settings.media_udp_port,
            tcp_port=settings.media_tcp_port,
            max_participants=settings.room_limit,
            ice_servers=_ice_servers(settings),
        )
    )


def _ice_servers(settings: Settings) -> tuple[IceServer, ...]:
    # Credentials are made per person when joining; workers need none of their own.
    return ()


def media_addresses(settings: Settings) -> tuple[str, ...]:
    """What clients are told to send media to: as set, or this machine's own addresses."""
    if settings.media_address:
        return tuple(str(ipaddress.ip_address(address)) for address in settings.media_address)
    if settings.is_loopback:
        return ("127.0.0.1",)
    found = [address for family, probe in _PROBES if (address := _own_address(family, probe)) is not None]
    return tuple(found) or ("127.0.0.1",)


def _own_address(family: socket.AddressFamily, probe: str) -> str | None:
    with socket.socket(family, socket.SOCK_DGRAM) as sock:
        try:
            sock.connect((probe, 9))
        except OSError:
            return None
        return str(sock.getsockname()[0])
