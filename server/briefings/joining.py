"""Entering a meeting: the seat, the way to picture and sound, the address of the meeting socket."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from rooms import Viewer, barred_from
from server.briefings.turn import ice_servers
from server.clock import Clock
from server.errors import Unavailable
from server.meetings.service import MeetingService
from server.settings import Settings

UNJOINABLE = frozenset({"closed", "archived", "cancelled"})


class Grants(Protocol):
    """Gives media grants; :class:`server.media.service.Media` does."""

    async def grant(
        self,
        meeting_id: str,
        viewer: Viewer,
        name: str = "",
        base_url: str = "",
        session: str = "",
        *,
        watching: bool = False,
    ) -> Mapping[str, object] | None:
        """``{"url", "token"}`` for a seat with the rights it has now, good while the sign-in ``session``
        holds; None for seats without media. ``watching``: beside the seat's own media, without any rights.
        """

    async def talkback(
        self, meeting_id: str, viewer: Viewer, hall: str, base_url: str = "", session: str = ""
    ) -> Mapping[str, object]:
        """``{"url", "token"}`` of a hall's talk-back room, for the two who may enter."""


class Joining:
    """Tells clients where to connect."""

    def __init__(self, settings: Settings, meetings: MeetingService, grants: Grants, clock: Clock) -> None:
        self._settings = settings
        self._meetings = meetings
        self._grants = grants
        self._clock = clock

    async def join(
        self, meeting: str, viewer: Viewer, base_url: str, session: str = "", *, watching: bool = False
    ) -> dict[str, Any]:
        """What a client that came by `base_url` needs to enter.

        Delegates have no media: the hall they sit in has it. Once closed there is nothing to send. When the
        media plane does not answer, or an internal item keeps observers out of it, the meeting can be entered
        all the same: `media` is null and `media_error` says why, and joining again later gives the grant.
        `watching`: for a screen beside the seat's own.
        """
        state = await self._meetings.state(meeting)
        media, media_error = None, barred_from(state, viewer)
        if media_error is None and state.phase not in UNJOINABLE:
            try:
                media = await self._grants.grant(
                    meeting, viewer, base_url=base_url, session=session, watching=watching
                )
            except Unavailable as error:
                media_error = error.code
        return {
            "seat": viewer.seat,
            "role": str(viewer.role),
            "media": media,
            "media_error": media_error,
            "ice_servers": self._ice_servers(viewer),
            "socket": f"/api/v1/meetings/{meeting}/socket",
        }

    async def talkback(
        self, meeting: str, viewer: Viewer, hall: str, base_url: str, session: str
    ) -> dict[str, Any]:
        """What one of the two needs to enter the talk-back room of a hall."""
        media = await self._grants.talkback(meeting, viewer, hall, base_url=base_url, session=session)
        return {**media, "ice_servers": self._ice_servers(viewer)}

    def _ice_servers(self, viewer: Viewer) -> list[dict[str, Any]]:
        settings = self._settings
        return ice_servers(settings.turn_urls, settings.turn_secret, viewer.seat, self._clock())
