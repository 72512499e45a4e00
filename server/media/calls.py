"""Calls to the media plane, with whatever goes wrong turned into the server's own error."""

from __future__ import annotations

from collections.abc import Awaitable

import structlog

from server.errors import ServerError, Unavailable

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
