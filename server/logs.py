"""Logging: one JSON object a line on standard error, without names, tokens or session descriptions."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

import structlog

from server.settings import Settings

# Local variables hold tokens, names and session descriptions: a traceback tells where, never with what.
_TRACEBACKS = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)

_QUIET = (
    # uvicorn's own lines carry paths with queries, and queries can carry tokens.
    "uvicorn",
    "uvicorn.error",
    "uvicorn.access",
    "websockets",
    "httpx",
    "httpcore",
    "asyncio",
    "alembic",
    # The database's own lines carry what is written: ballots, keys and names among it.
    "aiosqlite",
    "asyncpg",
    "sqlalchemy",
)


def set_up_logging(settings: Settings) -> None:
    """Send structlog and the standard library's warnings to standard error."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_logger_name,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(shared))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))


def _formatter(shared: Sequence[structlog.typing.Processor]) -> logging.Formatter:
    """JSON for both libraries' lines; the standard library's get what `shared` adds to structlog's."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _TRACEBACKS,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
