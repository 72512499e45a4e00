"""Calls to the media plane, with whatever goes wrong turned into the server's own error."""

from __future__ import annotations

from collections.abc import Awaitable

import structlog

from rooms import Rights
from server.errors import ServerError, Unavailable
from server.media.reconcile import Plan
from signaling.plane import MediaPlane
from signaling.rights import PublishRights

WATCHING = "~program"
"""What an officer's identity ends in on the page for directing: it watches, hidden, beside the seat's own."""
_log = structlog.get_logger(__name__)


async def asked(call: Awaitable[None]) -> None:
    """Await a call to the plane. Raises ``Unavailable``."""
    try:
        await call
    except ServerError:
        raise
    except Exception as error:
        _log.warning("media.call_failed", error=type(error).__name__, exc_info=error)
        raise Unavailable("media.unavailable") from error


async def push(plane: MediaPlane, meeting: str, plan: Plan) -> None:
    """Tell the plane what differs in a meeting's room. What is taken away goes first."""
    for seat, rights in sorted(plan.rights.items(), key=lambda entry: entry[1].microphone):
        await asked(plane.set_rights(meeting, seat, plane_rights(rights)))
    for seat, reason in plan.removed.items():
        await asked(plane.remove(meeting, seat, reason))
        if seat.startswith("officer-") and not seat.endswith(WATCHING):
            await asked(plane.remove(meeting, seat + WATCHING, reason))


def plane_rights(rights: Rights) -> PublishRights:
    """The meeting core's rights as the plane takes them."""
    return PublishRights(camera=rights.camera, microphone=rights.microphone, screen=rights.screen)
