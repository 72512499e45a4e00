"""A browser page that holds the unmodified livekit-client, and what tests ask of it."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Page

from tests.support.media import call

Figures = dict[str, Any]


class Web:
    """Rooms of one page by a short name; tracks are named `identity/source`."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def join(self, name: str, url: str, token: str, **options: object) -> None:
        """Connect with RoomOptions such as `singlePeerConnection`."""
        await call(self.page, "join", name, url, token, options)

    async def run(self, name: str, code: str) -> Any:
        """Evaluate `code` on the room's local participant, room or whatever it names."""
        return await self.page.evaluate(f"room_.{name}.{code}")

    async def share(self, name: str = "a") -> None:
        """Publish the fake camera and microphone."""
        await self.run(name, "localParticipant.setCameraEnabled(true)")
        await self.run(name, "localParticipant.setMicrophoneEnabled(true)")

    async def show_screen(self, name: str = "a") -> None:
        """Publish this page as a shared screen."""
        await self.run(name, "localParticipant.setScreenShareEnabled(true, {preferCurrentTab: true})")

    async def inbound(self, name: str, track: str) -> Figures:
        """Statistics of a subscribed track, empty before it came."""
        found: Any = await call(self.page, "inbound", name)
        return dict(found.get(track, {}))

    async def decoded(self, name: str, track: str) -> int:
        """Pictures decoded so far."""
        return int((await self.inbound(name, track)).get("frames", 0))

    async def width(self, name: str, track: str) -> int:
        """Of the last decoded picture, in pixels."""
        return int((await self.inbound(name, track)).get("width", 0))

    async def energy(self, name: str, track: str) -> float:
        """Of all sound so far: it grows while something is heard."""
        return float((await self.inbound(name, track)).get("energy", 0))

    async def outbound(self, name: str = "a", source: str = "camera") -> list[Figures]:
        """Statistics of every layer sent."""
        found: Any = await call(self.page, "outbound", name, source)
        return list(found)

    async def layers(self, name: str = "a") -> list[str]:
        """The rids on which pictures were encoded."""
        return sorted(one["rid"] for one in await self.outbound(name) if one["frames"])

    async def active(self, name: str = "a") -> list[str]:
        """The rids that the client sends now."""
        return sorted(one["rid"] for one in await self.outbound(name) if one["active"])

    async def choose(self, name: str, identity: str, quality: str) -> None:
        """`setVideoQuality` on somebody's camera: LOW, MEDIUM or HIGH."""
        track = f"remoteParticipants.get('{identity}').getTrackPublication('camera')"
        await self.run(name, f"{track}.setVideoQuality(LK.VideoQuality.{quality})")

    async def muted(self, name: str, identity: str, source: str) -> bool:
        """Whether somebody's track is shown muted."""
        track = f"remoteParticipants.get('{identity}').getTrackPublication('{source}')"
        return bool(await self.run(name, f"{track}?.isMuted"))

    async def happened(self, name: str, event: str) -> int:
        """How many times the room told an event."""
        return int(await self.run(name, f"stats.events.filter((e) => e[0] === '{event}').length"))
